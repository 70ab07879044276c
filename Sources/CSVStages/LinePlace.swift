public import StageKit

/// Where a field stands in a line: `4-23`, or `7` for a single letter; counted from 1, the last letter included.
public struct LinePlace: OptionValue, Hashable {
    /// The first letter.
    public var first: Int
    /// The last letter.
    public var last: Int

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        let parts = (node.text ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first >= 1,
            last >= first, last <= LinePlace.greatest
        else {
            throw Mistakes(
                "expected the first and the last letter of a field such as 4-23, found \(node.kind)",
                at: node.place
            )
        }
        self.first = first
        self.last = last
    }
    public var optionText: String? { first == last ? String(first) : "\(first)-\(last)" }

    /// Far beyond any register, and small enough that sums of places cannot overflow.
    private static let greatest = 1 << 20
}
