import StageKit

/// What a checked `write.xlsx` knows of its file.
struct XLSXSettings: Sendable {
    var fields: [Field]
    /// For each field the number of the style of its values.
    var styles: [Int] = []
    /// The format codes of the styles from `firstStyle` on.
    var codes: [String] = []
    var sheet = "Data"
    var hasHeader = true
    var hasFilter = false
    /// In letters.
    var widths: [Int] = []

    /// Style 0 is for texts, 1 for the header.
    static let headerStyle = 1
    static let firstStyle = 2
}
