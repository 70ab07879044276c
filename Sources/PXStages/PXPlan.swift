import StageKit

/// What the sources of `read.px` need to know, the same for every file.
struct PXPlan: Sendable {
    var encoding: FileEncoding?
    /// The language whose texts are read; nil for that of the file.
    var language: String?
    var maxMetadata: Int
    var maxValue: Int
    var maxCells: Int
    /// Whether rows that a file with KEYS leaves out are read as zeros.
    var fillsRows: Bool
}
