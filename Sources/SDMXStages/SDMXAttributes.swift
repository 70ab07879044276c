public import StageKit

/// The attributes of observations and series that become fields: none, all, or a list.
public enum SDMXAttributes: OptionValue {
    case none
    case all
    case named([String])

    public static var shape: OptionShape { .either([.choice(["none", "all"]), .list(.text)]) }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if case .list = node.content {
            self = .named(try [String](option: node, in: scope))
            return
        }
        switch node.text {
        case "none": self = .none
        case "all": self = .all
        default:
            throw Mistakes(
                "expected none, all, or a list of attributes, found \(node.kind)",
                at: node.place,
                hint: "write a list such as [OBS_STATUS, UNIT_MEASURE]"
            )
        }
    }

    public var optionText: String? {
        switch self {
        case .none: "none"
        case .all: "all"
        case .named(let names): names.optionText
        }
    }

    /// Whether an attribute becomes a field.
    func includes(_ name: String) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .named(let names): names.contains(name)
        }
    }
}
