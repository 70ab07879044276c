public import StageKit

/// Writes diagnostics for people: place and message, the line of the file, and a caret with the hint.
public struct DiagnosticRenderer: Sendable {
    /// Whether to colour with ANSI escapes.
    public var usesColor = false
    /// The most characters of a line of the file that are shown.
    public var width = 100
    /// Gives the bytes of a file that a diagnostic points into; nil when they cannot be shown.
    private let source: @Sendable (_ file: String) -> [UInt8]?

    /// The most characters of a message; what users wrote may be of any length.
    private static let messageLimit = 400
    /// The most bytes of a file whose lines are shown; a long code list is not worth the wait.
    private static let sourceLimit = 4 << 20

    /// A renderer that shows lines of the given files.
    public init(
        usesColor: Bool = false,
        source: @escaping @Sendable (_ file: String) -> [UInt8]?
    ) {
        self.usesColor = usesColor
        self.source = source
    }

    /// All diagnostics with a blank line between them, and the count; ends with a newline.
    public func text(_ diagnostics: [Diagnostic]) -> String {
        var files: [String: SourceText?] = [:]
        var blocks: [String] = []
        for diagnostic in diagnostics {
            var line: String?
            if let place = diagnostic.place {
                let known = files[place.file]
                let text = known ?? sourceText(place.file)
                files[place.file] = .some(text)
                if let text, text.lines.indices.contains(place.line - 1) { line = text.line(place.line) }
            }
            blocks.append(block(diagnostic, line: line))
        }
        let summary = Self.summary(of: diagnostics)
        return (summary.isEmpty ? blocks : blocks + [summary]).map { $0 + "\n" }.joined(separator: "\n")
    }

    /// `3 errors, 1 warning`; empty when there are none.
    public static func summary(of diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    /// One JSON object for each diagnostic, a line each; keys without a value are left out.
    public static func jsonLines(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { diagnostic in
            var entries: [(String, JSONText)] = [("severity", .text(diagnostic.severity.rawValue))]
            if let place = diagnostic.place {
                entries.append(("file", .text(place.file)))
                entries.append(("line", .number(Int64(place.line))))
                entries.append(("column", .number(Int64(place.column))))
                entries.append(("length", .number(Int64(place.length))))
            }
            entries.append(("message", .text(diagnostic.message)))
            if let hint = diagnostic.hint { entries.append(("hint", .text(hint))) }
            return JSONText.object(entries).compact + "\n"
        }.joined()
    }

    private func sourceText(_ file: String) -> SourceText? {
        guard let bytes = source(file), bytes.count <= Self.sourceLimit else { return nil }
        return SourceText(file: file, bytes: bytes)
    }

    // MARK: One diagnostic

    private func block(_ diagnostic: Diagnostic, line: String?) -> String {
        let color = diagnostic.severity == .error ? "31" : "33"
        let severity = painted(diagnostic.severity.rawValue + ":", "1;" + color)
        let message = Self.harmless(diagnostic.message)
        let hint = diagnostic.hint.map(Self.harmless)
        guard let place = diagnostic.place else {
            return "\(severity) \(message)" + (hint.map { "\n  hint: \($0)" } ?? "")
        }
        let head =
            "\(painted("\(Self.harmless(place.file)):\(place.line):\(place.column):", "1")) \(severity) \(message)"
        guard let line else { return head + (hint.map { "\n  hint: \($0)" } ?? "") }
        let (shown, start, length) = window(line, around: place)
        let number = String(place.line)
        let gutter = String(repeating: " ", count: number.count)
        let caret = painted("^" + String(repeating: "~", count: length - 1), color)
        return """
            \(head)
            \(number) | \(shown)
            \(gutter) | \(String(repeating: " ", count: start))\(caret)\(hint.map { " " + $0 } ?? "")
            """
    }

    /// The part of a line around a place, where the place begins in it, and how much of it is seen.
    private func window(_ line: String, around place: SourcePlace) -> (shown: String, start: Int, length: Int) {
        let characters = line.map(Self.harmless)
        let column = min(max(0, place.column - 1), characters.count)
        let room = max(20, width)
        var first = 0
        if characters.count > room {
            // A third of the room stands before the place, unless the line ends sooner.
            first = max(0, min(column - room / 3, characters.count - room))
        }
        let last = min(characters.count, first + room)
        var shown = characters[first..<last].map(String.init).joined()
        var start = column - first
        if first > 0 {
            shown = "…" + shown
            start += 1
        }
        if last < characters.count { shown += "…" }
        return (shown, start, max(1, min(place.length, last - column)))
    }

    private func painted(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }

    /// One column for each character, and nothing that a terminal would obey.
    private static func harmless(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first else { return character }
        if character == "\t" { return " " }
        return isObeyed(scalar) ? "\u{fffd}" : character
    }

    private static func harmless(_ text: String) -> String {
        let short = text.count > messageLimit ? text.prefix(messageLimit) + "…" : Substring(text)
        return String(short.map { $0.isNewline ? " " : harmless($0) })
    }

    /// Control characters, and those that turn the direction of text around.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}
