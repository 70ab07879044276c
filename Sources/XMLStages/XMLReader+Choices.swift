public import StageKit

extension XMLReader {
    /// What becomes of a record in which a field's path meets several values.
    public enum Repeated: String, OptionChoice {
        case reject
        case first
        case last
        case join
    }

    /// What becomes of a document with a DOCTYPE.
    public enum Doctype: String, OptionChoice {
        case refuse
        case allow
    }
}
