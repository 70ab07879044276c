import ByteKernels
public import StageKit

/// Writes letters with accents as one character, so that `Å` is `Å` however it was typed.
///
/// Latin, Greek and Cyrillic letters are composed. In other scripts marks are put in order and nothing is joined.
public struct UnicodeNormalizer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.unicode",
        "Writes Latin, Greek and Cyrillic letters with accents as one character, however they were typed.",
        example: """
            fields: [kommune_navn]
            """
    )

    /// How letters with accents are written.
    public enum Form: String, OptionChoice {
        /// As one character wherever there is one.
        case nfc
    }

    @Option("Fields to rewrite; all text fields when left out.")
    public var fields: [TextField] = []

    @Option("The form: nfc, in which a letter with its accents is one character.")
    public var form = Form.nfc

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.textFields(fields, $fields).map(\.slot)
        guard !context.hasErrors else { return nil }
        let rewriter = Composing(composition: Composition())
        return .free { RewriteWorker(slots: slots, rewriter: rewriter) }
    }
}

private struct Composing: TextRewriter {
    let composition: Composition

    /// All below U+0300 is composed already, and so is all that the encodings of one byte a character can say.
    func mayChange(_ bytes: Span<UInt8>, from: Int, to: Int, encoding: TextEncoding) -> Bool {
        guard encoding == .utf8 else { return false }
        for at in from..<to where bytes[at] >= 0xCC {
            // Dashes and quotation marks: E2 80.
            if bytes[at] != 0xE2 || at &+ 1 >= to || bytes[at &+ 1] != 0x80 { return true }
        }
        return false
    }

    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into result: inout OutputBuffer) -> TextVerdict {
        guard mayChange(bytes.span, from: range.lowerBound, to: range.upperBound, encoding: .utf8) else {
            return .unchanged
        }
        let text = String(decoding: bytes[range], as: UTF8.self)
        let composed = composition.compose(text)
        // Not `==`, to which both are the same.
        guard !composed.utf8.elementsEqual(text.utf8) else { return .unchanged }
        result.append(text: composed)
        return .changed
    }
}
