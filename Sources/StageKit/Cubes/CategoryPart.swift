/// What of a category a field holds; `DIMENSION/label` in `fields` asks for one.
package enum CategoryPart: String, Sendable, Hashable, CaseIterable {
    case code
    case label
    /// The code of the category that it belongs to.
    case parent
}
