/// What the sources of `read.json_stat` need to know, the same for every file.
struct JSONStatPlan: Sendable {
    /// Which dataset of several: its name, label or number.
    var dataset: String?
    var maxDocument: Int
    var maxDepth: Int
    var maxValue: Int
    var maxCells: Int
    /// Whether labels order categories without an index.
    var takesLabelOrder: Bool
    /// Whether a field holds the category that each belongs to.
    var takesParents = false
}
