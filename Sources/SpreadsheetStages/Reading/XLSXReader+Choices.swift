public import StageKit

extension XLSXReader {
    /// What becomes of fields of the sheet that the pipeline does not name.
    public enum Extra: String, OptionChoice {
        case refuse
        case ignore
    }

    /// What becomes of rows whose cells are all empty.
    public enum BlankRows: String, OptionChoice {
        case skip
        case keep
    }

    /// Which cells of a merged range have its value.
    public enum Merged: String, OptionChoice {
        case first
        case `repeat`
    }

    /// What becomes of cells that hold an error of Excel.
    public enum Errors: String, OptionChoice {
        case reject
        case missing
        case text
    }
}
