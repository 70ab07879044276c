import ByteKernels
import Testing

@Suite struct RecordCutterTests {
    static let dialects = [
        CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "\"")),
        CSVDialect(delimiter: UInt8(ascii: ";"), quote: nil),
        CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "\""), comment: UInt8(ascii: "a")),
    ]

    private func cut(
        _ text: String,
        isLast: Bool = false,
        _ dialect: CSVDialect = dialects[0]
    ) -> RecordCutter.Cut {
        RecordCutter(dialect).cut(padded(Array(text.utf8)).span, count: text.utf8.count, isLast: isLast)
    }

    @Test func cutsAfterTheLastLineEnd() {
        #expect(cut("a;b\nc;d\ne") == RecordCutter.Cut(end: 8, lineEnds: 2, endsInsideQuotes: false))
    }

    @Test func cutsNothingWithoutALineEnd() {
        #expect(cut("a;b") == RecordCutter.Cut(end: 0, lineEnds: 0, endsInsideQuotes: false))
    }

    @Test func takesTheRestOfTheLastBlockForARecord() {
        #expect(cut("a;b\nc", isLast: true) == RecordCutter.Cut(end: 5, lineEnds: 1, endsInsideQuotes: false))
    }

    @Test func countsLineEndsInQuotesAndDoesNotCutThere() {
        #expect(cut("a;\"b\nc\"\nd;\"e\n") == RecordCutter.Cut(end: 8, lineEnds: 2, endsInsideQuotes: true))
    }

    @Test func reportsAnOpenQuoteAtTheEnd() {
        #expect(cut("a;\"b\n", isLast: true) == RecordCutter.Cut(end: 5, lineEnds: 1, endsInsideQuotes: true))
    }

    @Test func takesAQuoteInsideAFieldForAnOrdinaryByte() {
        #expect(cut("a;5\" skærm\nb;c\n").end == 16)
        #expect(cut(" \"a\nb\"\n") == RecordCutter.Cut(end: 7, lineEnds: 2, endsInsideQuotes: false))
    }

    @Test func doesNotTakeCRAloneForALineEnd() {
        #expect(cut("a\rb").end == 0)
    }

    @Test func ignoresQuotesInComments() {
        #expect(cut("ab;\"\nc\n", Self.dialects[2]) == RecordCutter.Cut(end: 7, lineEnds: 2, endsInsideQuotes: false))
    }

    @Test(arguments: dialects)
    func agreesWithTheReferenceOnAllShortTexts(dialect: CSVDialect) {
        let cutter = RecordCutter(dialect)
        let reference = CSVReference(dialect: dialect)
        // Bytes before the text move it over the border between two words.
        for before in [0, 60, 61] {
            let head = [UInt8](repeating: UInt8(ascii: "x"), count: max(0, before - 1)) + (before > 0 ? [10] : [])
            SmallTexts.forEach(upTo: before == 0 && dialect == RecordCutterTests.dialects[0] ? 6 : 4) { text in
                let block = padded(head + text, with: UInt8(ascii: "\""))
                for isLast in [false, true] {
                    let expected = reference.cut(head + text, isLast: isLast)
                    let found = cutter.cut(block.span, count: head.count + text.count, isLast: isLast)
                    if found != expected { Issue.record("\(text) after \(before) bytes: \(found), not \(expected)") }
                }
            }
        }
    }

    @Test(arguments: dialects)
    func agreesWithTheReferenceOnLongTexts(dialect: CSVDialect) {
        let cutter = RecordCutter(dialect)
        let reference = CSVReference(dialect: dialect)
        SmallTexts.forEachRandom(2000) { text in
            let expected = reference.cut(text, isLast: false)
            let found = cutter.cut(padded(text).span, count: text.count, isLast: false)
            if found != expected { Issue.record("\(text): \(found), not \(expected)") }
        }
    }

    @Test func doesNotLookAtThePadding() {
        for fill in SmallTexts.alphabet {
            SmallTexts.forEach(upTo: 4) { text in
                let cutter = RecordCutter(Self.dialects[0])
                let found = cutter.cut(padded(text, with: fill).span, count: text.count, isLast: false)
                let expected = cutter.cut(padded(text).span, count: text.count, isLast: false)
                if found != expected { Issue.record("\(text) before \(fill)") }
            }
        }
    }
}
