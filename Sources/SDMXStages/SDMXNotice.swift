/// What an agency says in a footer or an error message, cut to a length that a log can bear.
struct SDMXNotice {
    private static let longest = 300

    var code = ""
    var severity = ""
    private(set) var text = ""

    /// Only what is called information leaves the data whole; Eurostat has long written "Infomation".
    var isHarmless: Bool { severity.lowercased().hasPrefix("info") }

    mutating func add(_ bytes: [UInt8]) {
        let more = String(decoding: bytes, as: UTF8.self)
        let line = String(more.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        if text.count < Self.longest { text += (text.isEmpty ? "" : " ") + line }
        if text.count > Self.longest { text = text.prefix(Self.longest) + "…" }
    }

    /// `code 413 (Warning), 'The data …'`.
    var said: String {
        var parts: [String] = []
        if !code.isEmpty { parts.append("code \(code.prefix(20))") }
        if !severity.isEmpty { parts.append(String(severity.prefix(20))) }
        if !text.isEmpty { parts.append("'\(text)'") }
        return parts.isEmpty ? "no more than that" : parts.joined(separator: ", ")
    }
}
