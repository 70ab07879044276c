import ByteKernels
public import StageKit

/// Removes white space around texts, no-break blanks and invisible signs included.
public struct TextTrimmer: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.trim",
        "Removes white space around texts, no-break blanks and invisible signs included; what is left may be empty.",
        example: """
            fields: [kommune_navn]
            collapse: true
            """,
        exampleTable: """
            kommune_navn
            Høje  Taastrup
            Ærø
            """
    )

    @Option("Fields to trim; all text fields when left out.")
    public var fields: [TextField] = []

    @Option("Whether white space inside a text becomes one blank, however much there is.")
    public var collapse = false

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.textFields(fields, $fields).map(\.slot)
        guard !context.hasErrors else { return nil }
        let rewriter = Trimming(collapses: collapse)
        return .free { RewriteWorker(slots: slots, rewriter: rewriter) }
    }
}

private struct Trimming: TextRewriter {
    let collapses: Bool

    func mayChange(_ bytes: Span<UInt8>, from: Int, to: Int, encoding: TextEncoding) -> Bool {
        guard from < to else { return false }
        if encoding != .utf8 { return mayChangeSingleBytes(bytes, from: from, to: to) }
        return WhiteSpace.trimmed(bytes, from: from, to: to) != from..<to
            || collapses && hasRuns(bytes, from: from, to: to)
    }

    /// One byte a character: all of white space is a blank or lower, but for the no-break blank and, in one encoding,
    /// U+0085.
    private func mayChangeSingleBytes(_ bytes: Span<UInt8>, from: Int, to: Int) -> Bool {
        var isAfterBlank = true
        for at in from..<to {
            let byte = bytes[at]
            let isBlank = byte <= 0x20 || byte == 0xA0 || byte == 0x85
            if isBlank, isAfterBlank || at == to &- 1 || collapses && byte != 0x20 { return true }
            // Without folding only the ends count.
            isAfterBlank = isBlank && collapses
        }
        return false
    }

    /// Whether there is white space inside that is not a single blank on its own.
    private func hasRuns(_ bytes: Span<UInt8>, from: Int, to: Int) -> Bool {
        var at = from
        var previous = WhiteSpace.Kind.none
        while at < to {
            let sign = WhiteSpace.sign(bytes, at, to)
            if sign.kind == .blank, previous != .none || bytes[at] != 0x20 { return true }
            if sign.kind == .invisible, previous == .blank { return true }
            previous = sign.kind
            at &+= sign.length
        }
        return false
    }

    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into result: inout OutputBuffer) -> TextVerdict {
        let span = bytes.span
        let kept = WhiteSpace.trimmed(span, from: range.lowerBound, to: range.upperBound)
        if collapses, hasRuns(span, from: kept.lowerBound, to: kept.upperBound) {
            fold(span, kept, into: &result)
            return .changed
        }
        guard kept != range else { return .unchanged }
        result.append(span.extracting(kept))
        return .changed
    }

    /// Writes one blank for each run of white space; invisible signs go with the white space beside them, and stay
    /// where there is none.
    private func fold(_ bytes: Span<UInt8>, _ range: Range<Int>, into result: inout OutputBuffer) {
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            var hasBlank = false
            var sign = WhiteSpace.sign(bytes, at, range.upperBound)
            while sign.kind != .none, at < range.upperBound {
                hasBlank = hasBlank || sign.kind == .blank
                at &+= sign.length
                if at < range.upperBound { sign = WhiteSpace.sign(bytes, at, range.upperBound) }
            }
            if at > start {
                if hasBlank { result.append(0x20) } else { result.append(bytes.extracting(start..<at)) }
            } else {
                result.append(bytes.extracting(at..<min(at &+ sign.length, range.upperBound)))
                at &+= sign.length
            }
        }
    }
}
