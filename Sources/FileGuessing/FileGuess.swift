import StageKit

/// Finds the stage that reads a delivery, and its options, from its bytes.
public enum FileGuess {
    /// What the file seems to be.
    /// - Parameter stages: the names of the stages there are.
    /// - Throws: what the file is, when no stage reads it.
    public static func reader(for sample: FileSample, stages: Set<String>) throws(UnrecognizedFile) -> ReaderGuess {
        if let guess = try WorkbookGuess.reader(for: sample, stages: stages) { return guess }
        try BinaryKind.refuse(sample)
        let encoding = EncodingGuess(sample)
        try BinaryKind.refuseControls(encoding.text)
        if let guess = try StatisticsGuess.reader(for: encoding.text, stages: stages) { return guess }
        if let first = encoding.text.first(where: { $0 > 0x20 }) {
            if first == UInt8(ascii: "<"), let guess = XMLGuess(encoding.text)?.reader { return guess }
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let guess = JSONGuess(encoding)?.reader {
                return guess
            }
        }
        return try table(encoding, isWhole: sample.isWhole)
    }

    /// The delimiter of a text, for commands that take the rest as it is; with the evidence.
    public static func delimiter(of sample: FileSample) -> (delimiter: String, evidence: Phrase)? {
        let encoding = EncodingGuess(sample)
        let guess = DialectGuess(encoding.text, isWhole: sample.isWhole)
        return guess.dialect.delimiter.isEmpty ? nil : (guess.dialect.delimiterText, guess.evidence)
    }

    private static func table(_ encoding: EncodingGuess, isWhole: Bool) throws(UnrecognizedFile) -> ReaderGuess {
        let delimited = DelimitedGuess(encoding, isWhole: isWhole)
        if delimited.score >= 0.6 { return delimited.reader }
        if let fixed = FixedWidthGuess(encoding) { return fixed.reader }
        if delimited.score >= 0.25 || isOneColumn(encoding.text) { return delimited.reader }
        throw UnrecognizedFile(
            Phrase(
                "the file is text without columns that could be told apart",
                da: "filen er tekst uden kolonner, der kan skelnes"
            ),
            hint: Phrase(
                "a letter or a list of explanations is no delivery; of an odd table 'sluse convert "
                    + "--delimiter' shows more",
                da:
                    "et brev eller en forklaring er ingen leverance; ved en sær tabel viser 'sluse convert "
                    + "--delimiter' mere"
            )
        )
    }

    /// Short lines of one word or number: a list.
    private static func isOneColumn(_ text: [UInt8]) -> Bool {
        let lines = text.prefix(64 << 10).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard lines.count > 1 else { return false }
        let words = lines.map { line in line.split(separator: 0x20).count }.reduce(0, +)
        return words <= 2 * lines.count && lines.allSatisfy { $0.count <= 80 }
    }
}
