/// A small JSON value, for manifests and reports: keys keep their order.
indirect enum JSONText {
    case text(String)
    case number(Int64)
    case bool(Bool)
    case null
    case list([JSONText])
    case object([(String, JSONText)])

    /// A number without sign.
    static func count(_ value: UInt64) -> JSONText { .number(Int64(clamping: value)) }

    /// A text, or null.
    static func optional(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

    /// The value with two blanks for each level, and a line end.
    func rendered() -> [UInt8] {
        var text = ""
        append(to: &text, indent: 0)
        return Array((text + "\n").utf8)
    }

    private func append(to text: inout String, indent: Int) {
        let inner = String(repeating: " ", count: 2 * indent + 2)
        let outer = String(repeating: " ", count: 2 * indent)
        switch self {
        case .text(let value): text += Self.quoted(value)
        case .number(let value): text += String(value)
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .list(let values) where values.isEmpty: text += "[]"
        case .object(let entries) where entries.isEmpty: text += "{}"
        case .list(let values):
            text += "[\n"
            for (index, value) in values.enumerated() {
                text += inner
                value.append(to: &text, indent: indent + 1)
                text += index == values.count - 1 ? "\n" : ",\n"
            }
            text += outer + "]"
        case .object(let entries):
            text += "{\n"
            for (index, entry) in entries.enumerated() {
                text += inner + Self.quoted(entry.0) + ": "
                entry.1.append(to: &text, indent: indent + 1)
                text += index == entries.count - 1 ? "\n" : ",\n"
            }
            text += outer + "}"
        }
    }

    /// A text in quotes, with the escapes that RFC 8259 asks for.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
