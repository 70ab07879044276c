public import StageKit

extension CSVReader {
    /// What becomes of a record with a quote in the wrong place.
    public enum Quotes: String, OptionChoice {
        case strict
        case lenient
    }

    /// What becomes of a record that has too few or too many fields.
    public enum Ragged: String, OptionChoice {
        case reject
        case pad
        case truncate
        case fit
    }

    /// What becomes of fields of the file that the pipeline does not name.
    public enum Extra: String, OptionChoice {
        case refuse
        case ignore
    }

    /// What becomes of records whose cells are all empty.
    public enum BlankRows: String, OptionChoice {
        case skip
        case keep
        case reject
    }
}
