public import StageKit

/// The paths of the elements that are records: one, or a list.
public struct XMLRecordPaths: OptionValue {
    /// In the order written.
    public let paths: [XMLPathOption]

    public static var shape: OptionShape { .either([.text, .list(.text)]) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard case .list(let nodes) = node.content else {
            paths = [try XMLPathOption(option: node, in: scope)]
            return
        }
        if nodes.isEmpty { throw Mistakes("expected at least one path", at: node.place) }
        paths = try [XMLPathOption](option: node, in: scope)
    }
    public var optionText: String? { paths.count == 1 ? paths[0].text : paths.optionText }
}
