/// Formats of statistical offices: PX, JSON-stat and SDMX.
enum StatisticsGuess {
    /// Nil for any other text.
    /// - Throws: when the stage that reads it is not there.
    static func reader(for text: [UInt8], stages: Set<String>) throws(UnrecognizedFile) -> ReaderGuess? {
        guard let (stage, kind, datasets) = find(text) else { return nil }
        guard stages.contains(stage) else {
            throw UnrecognizedFile(
                Phrase("the file is ", da: "filen er ") + kind + WorkbookGuess.noStage,
                hint: Phrase("ask for CSV; StatBank gives it", da: "bed om CSV; Statistikbanken kan levere det")
            )
        }
        guard datasets.count > 1 else { return ReaderGuess(stage, kind) }
        let list = datasets.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (datasets.count > 20 ? ", …" : "")
        let evidence = Phrase("the datasets are \(list)", da: "datasættene er \(list)")
        return ReaderGuess(stage, kind, options: [GuessedOption("dataset", datasets[0], evidence)])
    }

    /// The stage, what speaks for it, and the datasets to choose from, where there are several.
    private static func find(_ text: [UInt8]) -> (stage: String, kind: Phrase, datasets: [String])? {
        let head = String(decoding: text.prefix(8192), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if isPX(head) {
            return (
                "read.px", Phrase("a PX file of PC-Axis, by its keywords", da: "en PX-fil fra PC-Axis, på nøgleordene"),
                []
            )
        }
        if head.first == "<", let root = XMLOutline(text)?.root,
            sdmxRoots.contains(root) || root == "Error" && head.contains("sdmx.org/")
        {
            return ("read.sdmx", Phrase("SDMX, by its root element \(root)", da: "SDMX, på rodelementet \(root)"), [])
        }
        if head.first == "{", let outline = JSONOutline(text), isJSONStat(outline) {
            let kind = Phrase("JSON-stat, by its dimensions", da: "JSON-stat, på dimensionerne")
            return ("read.json_stat", kind, datasets(outline))
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

    private static func isDataset(_ keys: [String]) -> Bool { keys.contains("dimension") && keys.contains("value") }

    /// By their names in version 1, by their numbers in a collection of version 2.
    private static func datasets(_ outline: JSONOutline) -> [String] {
        if isDataset(outline.keys(at: [])) { return [] }
        let named = outline.keys(at: []).filter { isDataset(outline.keys(at: [$0])) }
        if !named.isEmpty { return named }
        guard let count = outline.elements(at: ["link", "item"], having: isDataset), count > 1 else { return [] }
        return (1...min(count, 1000)).map(String.init)
    }

    private static let sdmxRoots: Set<String> = [
        "GenericData", "StructureSpecificData", "CompactData", "CrossSectionalData", "UtilityData", "MessageGroup",
        "GenericTimeSeriesData", "StructureSpecificTimeSeriesData",
    ]
}
