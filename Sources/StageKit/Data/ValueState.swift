/// Whether a value is present, or why it is missing. Missing is not wrong, and not zero.
public struct ValueState: RawRepresentable, Hashable, Sendable {
    /// The reason in the low bits, the mark *provisional* in the highest.
    public var rawValue: UInt8

    /// A state from its stored form.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// There is a value.
    public static let present = ValueState(rawValue: 0)
    /// None was given.
    public static let missing = ValueState(rawValue: 1)
    /// It was not asked for, this year or in this place.
    public static let notCollected = ValueState(rawValue: 2)
    /// It is known and withheld, to protect people.
    public static let suppressed = ValueState(rawValue: 3)
    /// It is smaller than the sender tells.
    public static let belowLimit = ValueState(rawValue: 4)
    /// There can be none.
    public static let notApplicable = ValueState(rawValue: 5)
    /// What was delivered broke a rule.
    public static let invalid = ValueState(rawValue: 6)
    /// A present value that the sender may still change; combined with `present` alone.
    public static let provisional = ValueState(rawValue: 0x80)

    /// Whether there is a value, provisional or not.
    @inlinable
    public var isPresent: Bool { rawValue & 0x7f == 0 }

    /// The name in pipeline files and reports.
    public var name: String {
        switch rawValue & 0x7f {
        case 0: rawValue == 0 ? "present" : "provisional"
        case 1: "missing"
        case 2: "not_collected"
        case 3: "suppressed"
        case 4: "below_limit"
        case 5: "not_applicable"
        default: "invalid"
        }
    }

    /// The states that a pipeline file can give a sign.
    public static let named: [ValueState] = [
        .missing, .notCollected, .suppressed, .belowLimit, .notApplicable, .provisional,
    ]
}

extension ValueState: OptionValue {
    public static var shape: OptionShape { .choice(named.map(\.name)) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, let state = Self.named.first(where: { $0.name == text }) else {
            let words = Self.named.map(\.name)
            throw Mistakes(
                "expected \(words.joined(separator: ", ")), found \(node.kind)",
                at: node.place,
                hint: node.text.flatMap { Spelling.suggestion(for: $0, among: words) }
            )
        }
        self = state
    }
    public var optionText: String? { name }
}
