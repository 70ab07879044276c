/// Scalars, lists and maps as YAML in the form of the pipelines of this project.
enum YAMLText {
    /// The column up to which lines go.
    static let width = 118

    /// A text that is read as just this text, in quotes where it must be.
    static func scalar(_ text: String, isKey: Bool = false) -> String {
        let text = isKey ? text : text.replacing("${", with: "$${")
        return isPlain(text) ? text : quoted(text)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || isDigit(first) || first == "_",
            text.last != " "
        else { return false }
        return text.unicodeScalars.allSatisfy { letter in
            letter.properties.isAlphabetic && !letter.properties.isWhitespace || isDigit(letter)
                || " _-./()+%=<>@".unicodeScalars.contains(letter)
        } && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    }

    private static func isDigit(_ letter: Unicode.Scalar) -> Bool { ("0"..."9").contains(letter) }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for letter in text.unicodeScalars {
            switch letter {
            case "\"", "\\": result += "\\" + String(letter)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                let isOdd =
                    letter.value < 0x20 || (0x7F...0xA0).contains(letter.value)
                    || letter.properties.generalCategory == .format || [0x2028, 0x2029].contains(letter.value)
                    || letter.properties.generalCategory == .privateUse
                if isOdd {
                    let digits = String(letter.value, radix: 16)
                    let count = letter.value > 0xFFFF ? 8 : 4
                    result +=
                        (count == 8 ? "\\U" : "\\u") + String(repeating: "0", count: count - digits.count) + digits
                } else {
                    result.unicodeScalars.append(letter)
                }
            }
        }
        return result + "\""
    }

    /// The value in one line.
    static func flow(_ value: OptionText) -> String {
        switch value {
        case .scalar(let text): scalar(text)
        case .list(let texts): "[" + texts.map { scalar($0) }.joined(separator: ", ") + "]"
        case .map(let pairs): "{ " + items(pairs).joined(separator: ", ") + " }"
        }
    }

    private static func items(_ pairs: [OptionText.Pair]) -> [String] {
        pairs.map { scalar($0.key, isKey: true) + ": " + scalar($0.value) }
    }

    /// A key with its value, in as many lines as it takes.
    static func lines(_ key: String, _ value: OptionText, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let line = margin + key + ": " + flow(value)
        if line.count <= width { return [line] }
        let (open, close, parts): (String, String, [String]) =
            switch value {
            case .scalar: ("", "", [])
            case .list(let texts): ("[", "]", texts.map { scalar($0) })
            case .map(let pairs): ("{", "}", items(pairs))
            }
        guard !parts.isEmpty else { return [line] }
        let inner = margin + "  "
        var lines = [margin + key + ":"]
        var current = inner + open
        for (place, part) in parts.enumerated() {
            let text = part + (place + 1 < parts.count ? "," : close)
            if current.count + text.count + 1 > width, current.count > inner.count + 1 {
                lines.append(current)
                current = inner + " " + text
            } else {
                current += (current.hasSuffix(open) && place == 0 ? "" : " ") + text
            }
        }
        lines.append(current)
        return lines
    }

    /// A comment, broken at blanks; the lines after the first are set in as told.
    static func comment(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
        let clean = String(
            text.unicodeScalars.map {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
                    || $0.value == 0x85 ? " " : Character($0)
            }
        )
        let margin = String(repeating: " ", count: indent) + "#"
        var lines: [String] = []
        var current = margin
        var isNew = true
        for word in clean.split(separator: " ", omittingEmptySubsequences: false) {
            if !isNew, current.count + 1 + word.count > width {
                lines.append(current)
                current = margin + String(repeating: " ", count: hanging)
            }
            current += " " + word
            isNew = false
        }
        lines.append(current)
        return lines
    }
}
