/// A sign that senders write for a value that they do not give.
struct MissingSign: Hashable {
    let text: String

    /// Nil when the text is no such sign.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard (1...12).contains(bytes.count) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let isBelow = text.first == "<" && text.count > 1 && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        guard isBelow || Self.known.contains(text.lowercased()) else { return nil }
        self.text = text
    }

    /// What `normalize.missing` is to make of it: the plainest reason, unless the sign says more.
    var meaning: String { text.hasPrefix("<") ? "below_limit" : "missing" }

    /// Whether it may as well be a code: M for men, NA for a region.
    var mayBeCode: Bool { ["x", "m", "na"].contains(text.lowercased()) }

    /// What some senders mean by it.
    var note: Phrase? {
        switch text.lowercased() {
        case "..":
            Phrase(
                "'..' in StatBank: not available or too uncertain; suppressed if the sender hides small counts so",
                da:
                    "'..' i Statistikbanken: foreligger ikke eller for usikkert; suppressed, hvis afsenderen "
                    + "skjuler små tal sådan"
            )
        case ".":
            Phrase(
                "'.' in StatBank: cannot occur, which is not_applicable",
                da: "'.' i Statistikbanken: kan ikke forekomme, altså not_applicable"
            )
        case "-":
            Phrase(
                "'-' in StatBank: zero; then write normalize.map with values: { \"-\": \"0\" } before this",
                da: "'-' i Statistikbanken: nul; skriv så normalize.map med values: { \"-\": \"0\" } foran"
            )
        case "*", "**":
            Phrase(
                "'\(text)' alone often hides a small count: suppressed then",
                da: "'\(text)' alene skjuler ofte et lille tal: så suppressed"
            )
        default: nil
        }
    }

    private static let known: Set<String> = [
        "..", ".", "...", "-", "–", "--", "*", "**", ":", "x", "m", "na", "n/a", "#n/a", "#i/t", "nan", "null", "none",
        "?",
        "i.o.", "i.t.", "u.o.", "uoplyst", "ukendt", "ej spurgt", "ej oplyst", "mangler", "missing", "(null)",
    ]
}
