/// A type that an option can have.
public protocol OptionValue: Sendable {
    /// How it is written.
    static var shape: OptionShape { get }

    /// Reads what the user wrote.
    /// - Throws: every mistake in it, each with its place.
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes)

    /// The value as it would be written, for the reference; nil for none.
    var optionText: String? { get }

    /// What holds when an option without a default is left out; nil when it must be given.
    static var absent: Self? { get }
}

extension OptionValue {
    public static var absent: Self? { nil }
}

extension String: OptionValue {
    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text else { throw Mistakes("expected text, found \(node.kind)", at: node.place) }
        self = text
    }
    public var optionText: String? { self }
}

extension Int: OptionValue {
    public static var shape: OptionShape { .integer }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, let value = Int(text) else {
            throw Mistakes("expected a whole number, found \(node.kind)", at: node.place)
        }
        self = value
    }
    public var optionText: String? { String(self) }
}

extension Bool: OptionValue {
    public static var shape: OptionShape { .boolean }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        switch node.text {
        case "true": self = true
        case "false": self = false
        default: throw Mistakes("expected true or false, found \(node.kind)", at: node.place)
        }
    }
    public var optionText: String? { self ? "true" : "false" }
}

extension Optional: OptionValue where Wrapped: OptionValue {
    public static var shape: OptionShape { Wrapped.shape }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        self = .some(try Wrapped(option: node, in: scope))
    }
    public var optionText: String? { self?.optionText }
    /// Optional options may be left out. An initializer of `Option` for optionals would never be chosen.
    public static var absent: Wrapped?? { .some(.none) }
}

extension Array: OptionValue where Element: OptionValue {
    public static var shape: OptionShape { .list(Element.shape) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard case .list(let nodes) = node.content else {
            throw Mistakes("expected a list, found \(node.kind)", at: node.place, hint: "write [a, b]")
        }
        self = []
        var found: [Diagnostic] = []
        for node in nodes {
            do throws(Mistakes) {
                append(try Element(option: node, in: scope))
            } catch {
                found += error.diagnostics
            }
        }
        if !found.isEmpty { throw Mistakes(found) }
    }
    public var optionText: String? { isEmpty ? nil : "[" + compactMap(\.optionText).joined(separator: ", ") + "]" }
}

/// An option that is one of a few words; conform a `String` enum to it.
public protocol OptionChoice: OptionValue, RawRepresentable, CaseIterable where RawValue == String {}

extension OptionChoice {
    public static var shape: OptionShape { .choice(allCases.map(\.rawValue)) }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        let words = Self.allCases.map(\.rawValue)
        guard let text = node.text, let value = Self(rawValue: text) else {
            throw Mistakes(
                "expected \(words.joined(separator: ", ")), found \(node.kind)",
                at: node.place,
                hint: node.text.flatMap { Spelling.suggestion(for: $0, among: words) }
            )
        }
        self = value
    }
    public var optionText: String? { rawValue }
}

/// A map whose keys the user chooses, in the order written: `{ år: aar, køn: koen }`.
public struct NamedValues<Value: OptionValue>: OptionValue {
    /// One key with its value.
    public struct Entry: Sendable {
        /// The key as written.
        public var name: String
        /// Where the key was written.
        public var place: SourcePlace
        /// What follows the colon.
        public var value: Value
    }

    /// In the order written; no key twice.
    public var entries: [Entry]

    /// No entries: the usual default.
    public init() { entries = [] }

    public static var shape: OptionShape { .map(Value.shape) }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard case .map(let written) = node.content else {
            throw Mistakes("expected a map, found \(node.kind)", at: node.place, hint: "write { name: value }")
        }
        entries = []
        var found: [Diagnostic] = []
        for entry in written {
            do throws(Mistakes) {
                let value = try Value(option: entry.value, in: scope)
                entries.append(Entry(name: entry.key, place: entry.keyPlace, value: value))
            } catch {
                found += error.diagnostics
            }
        }
        if !found.isEmpty { throw Mistakes(found) }
    }

    public var optionText: String? {
        guard !entries.isEmpty else { return nil }
        return "{ " + entries.map { "\($0.name): \($0.value.optionText ?? "")" }.joined(separator: ", ") + " }"
    }
}
