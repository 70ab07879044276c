/// Formats of statistical offices: PX, JSON-stat and SDMX.
enum StatisticsGuess {
    /// Nil for any other text.
    /// - Throws: when the stage that reads it is not there.
    static func reader(for text: [UInt8], stages: Set<String>) throws(UnrecognizedFile) -> ReaderGuess? {
        guard let (stage, kind) = find(text) else { return nil }
        guard stages.contains(stage) else {
            throw UnrecognizedFile(
                Phrase("the file is ", da: "filen er ") + kind + WorkbookGuess.noStage,
                hint: Phrase("ask for CSV; StatBank gives it", da: "bed om CSV; Statistikbanken kan levere det")
            )
        }
        return ReaderGuess(stage, kind)
    }

    private static func find(_ text: [UInt8]) -> (stage: String, kind: Phrase)? {
        let head = String(decoding: text.prefix(8192), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if isPX(head) {
            return (
                "read.px", Phrase("a PX file of PC-Axis, by its keywords", da: "en PX-fil fra PC-Axis, på nøgleordene")
            )
        }
        if head.first == "<", let root = XMLOutline(text)?.root, sdmxRoots.contains(root) {
            return ("read.sdmx", Phrase("SDMX, by its root element \(root)", da: "SDMX, på rodelementet \(root)"))
        }
        if head.first == "{", let outline = JSONOutline(text), isJSONStat(outline) {
            return ("read.json_stat", Phrase("JSON-stat, by its dimensions", da: "JSON-stat, på dimensionerne"))
        }
        return nil
    }

    private static func isPX(_ head: Substring) -> Bool {
        let keywords = ["CHARSET=", "AXIS-VERSION=", "CODEPAGE=", "MATRIX=", "LANGUAGE=", "SUBJECT-CODE=", "TITLE="]
        guard keywords.contains(where: { head.hasPrefix($0) }) else { return false }
        return head.contains("\nMATRIX=") || head.hasPrefix("MATRIX=") || head.contains("STUB=")
            || head.contains("HEADING=")
    }

    private static func isJSONStat(_ outline: JSONOutline) -> Bool {
        let keys = outline.keys(at: [])
        if keys.contains("dimension"), keys.contains("value") { return true }
        if keys.contains("class"), keys.contains("version"), keys.contains("link") || keys.contains("dimension") {
            return true
        }
        return keys.contains { key in
            let inner = outline.keys(at: [key])
            return inner.contains("dimension") && inner.contains("value")
        }
    }

    private static let sdmxRoots: Set<String> = [
        "GenericData", "StructureSpecificData", "CompactData", "CrossSectionalData", "UtilityData", "MessageGroup",
        "GenericTimeSeriesData", "StructureSpecificTimeSeriesData",
    ]
}
