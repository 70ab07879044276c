/// The options of `read.xlsx` as they are used.
struct XLSXFormat: Sendable {
    var sheet: String?
    var range = CellRange.all
    var skipRows = 0
    var headerRows = 1
    /// Names by the place of their column, counted from 0 in the range.
    var names: [Int: String] = [:]
    var fields: [String]?
    var ignoresExtra = false
    var keepsBlankRows = false
    var repeatsMerged = false
    var errors = XLSXReader.Errors.reject
    var footer: [UInt8] = []
    var maxFile = 256 << 20
    var maxStrings = 256 << 20
    var maxCell = 128 << 10
    var maxRecord = 16 << 20
    var maxBlankRows = 10_000
    var maxParts = 10_000
    var maxMerged = 100_000
}
