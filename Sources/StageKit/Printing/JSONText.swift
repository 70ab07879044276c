/// JSON to be written; objects keep the order of their keys, so that the same value gives the same bytes.
public indirect enum JSONText: Sendable {
    case text(String)
    case number(Int64)
    case bool(Bool)
    case null
    case list([JSONText])
    case object([(String, JSONText)])

    /// A number without sign.
    public static func count(_ value: UInt64) -> JSONText { .number(Int64(clamping: value)) }

    /// A text, or null.
    public static func optional(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

    /// On one line.
    public var compact: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .list(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
        case .object(let entries):
            "{" + entries.map { "\(Self.quoted($0.0)):\($0.1.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// A file of the value: each entry on a line of its own, two spaces a level, and a line end.
    public func rendered() -> [UInt8] {
        Array((pretty(joinsShort: false) + "\n").utf8)
    }

    /// On lines of its own, two spaces a level; what is short stays on one line where `joinsShort` says so.
    public func pretty(indentation: String = "", joinsShort: Bool = true) -> String {
        let inner = indentation + "  "
        switch self {
        case .list(let values) where !values.isEmpty:
            if joinsShort, values.allSatisfy(\.isScalar) {
                return "[" + values.map(\.compact).joined(separator: ", ") + "]"
            }
            let lines = values.map { inner + $0.pretty(indentation: inner, joinsShort: joinsShort) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
        case .object(let entries) where !entries.isEmpty:
            if joinsShort, entries.count == 1, let (key, value) = entries.first, value.isScalar {
                return "{ \(Self.quoted(key)): \(value.compact) }"
            }
            let lines = entries.map { key, value in
                "\(inner)\(Self.quoted(key)): \(value.pretty(indentation: inner, joinsShort: joinsShort))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        default: return compact
        }
    }

    private var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    /// A text in quotes, with the escapes that RFC 8259 asks for, and for what terminals obey or take for line ends.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
                let code = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
