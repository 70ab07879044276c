import StageKit

/// `fields:`.
enum SentFields: OptionValue {
    case all
    case named([PlacedWord])

    static var shape: OptionShape { .either([.choice(["all"]), .list(.text)]) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if node.text == "all" {
            self = .all
            return
        }
        guard case .list = node.content else {
            throw Mistakes("expected all or a list of fields, found \(node.kind)", at: node.place)
        }
        self = .named(try [PlacedWord](option: node, in: scope))
    }
    var optionText: String? { if case .all = self { "all" } else { nil } }
}
