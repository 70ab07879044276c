public import StageKit

/// What becomes of the rows that a PX file with KEYS leaves out.
public enum LeftOutRows: String, OptionChoice {
    /// They make no records; the report counts them.
    case ignore
    /// Their cells are records with the value 0, behind those of the file.
    case zero
}
