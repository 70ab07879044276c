import ByteKernels
public import StageKit

/// Writes texts in small letters, in capitals, or as names with a capital for each word.
public struct CaseNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.case",
        "Writes texts in small letters, in capitals, or as names with a capital for each word.",
        example: """
            fields: [kommune_navn]
            to: title
            """,
        exampleTable: """
            kommune_navn
            HØJE-TAASTRUP
            århus
            """
    )

    /// How letters are written.
    public enum LetterCase: String, OptionChoice {
        case lower
        case upper
        /// A capital at the start of each word, after a hyphen too; small letters elsewhere.
        case title
    }

    @Option("Fields to rewrite.")
    public var fields: [TextField]

    @Option("lower or upper; title for names: a capital at the start of each word, after a hyphen too.")
    public var to: LetterCase

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.requiredFields(fields, $fields).map(\.slot)
        guard !context.hasErrors else { return nil }
        let rewriter = CaseWriting(letterCase: to)
        return .free { RewriteWorker(slots: slots, rewriter: rewriter) }
    }
}

private struct CaseWriting: TextRewriter {
    let letterCase: CaseNormalizer.LetterCase

    func mayChange(_ bytes: Span<UInt8>, from: Int, to: Int, encoding: TextEncoding) -> Bool {
        for at in from..<to where mayChange(bytes[at]) { return true }
        return false
    }

    private func mayChange(_ byte: UInt8) -> Bool {
        switch letterCase {
        case .lower: byte >= 0x80 || byte &- UInt8(ascii: "A") < 26
        case .upper: byte >= 0x80 || byte &- UInt8(ascii: "a") < 26
        case .title: byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26
        }
    }

    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into result: inout OutputBuffer) -> TextVerdict {
        guard mayChange(bytes.span, from: range.lowerBound, to: range.upperBound, encoding: .utf8) else {
            return .unchanged
        }
        let text = String(decoding: bytes[range], as: UTF8.self)
        switch letterCase {
        case .lower: result.append(text: text.lowercased())
        case .upper: result.append(text: text.uppercased())
        case .title: result.append(text: title(text))
        }
        return .changed
    }

    private func title(_ text: String) -> String {
        var result = ""
        var isInWord = false
        for character in text {
            if isInWord || !character.isLetter {
                result += character.lowercased()
            } else {
                // The capital of `ǆ` at the start of a word is `ǅ`.
                let scalars = character.unicodeScalars
                result += scalars.first?.properties.titlecaseMapping ?? ""
                result.unicodeScalars.append(contentsOf: scalars.dropFirst())
            }
            // After an apostrophe a word goes on: `Hansen's`.
            isInWord = character.isLetter || character.isNumber || (isInWord && (character == "'" || character == "’"))
        }
        return result
    }
}
