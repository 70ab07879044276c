import ByteKernels
import Testing

@Suite struct FieldIndexerTests {
    private static let semicolon = CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "\""))

    private func index(_ text: String, _ indexer: FieldIndexer) -> FieldIndex {
        var index = FieldIndex()
        indexer.index(padded(Array(text.utf8)).span, count: text.utf8.count, into: &index)
        return index
    }

    private func table(
        _ text: String,
        columns: Int,
        _ configure: (inout FieldIndexer) -> Void = { _ in }
    ) -> [[String]] {
        var indexer = FieldIndexer(Self.semicolon, columns: columns)
        configure(&indexer)
        let index = index(text, indexer)
        return (0..<index.rows).map { row in
            (0..<columns).map { column in
                index.entry(row: row, column: column).kind == .absent
                    ? "∅" : String(decoding: Array(text.utf8)[index.range(row: row, column: column)], as: UTF8.self)
            }
        }
    }

    private func faults(
        _ text: String,
        columns: Int,
        _ configure: (inout FieldIndexer) -> Void = { _ in }
    ) -> [MalformedRecord] {
        var indexer = FieldIndexer(Self.semicolon, columns: columns)
        configure(&indexer)
        return index(text, indexer).malformed
    }

    @Test func findsFieldsAndLeavesLineEndsOut() {
        #expect(table("a;bb;\r\n;c;ddd", columns: 3) == [["a", "bb", ""], ["", "c", "ddd"]])
    }

    @Test func keepsTheQuotesOfAFieldAndMarksIt() {
        let index = index("a;\"b;\n\"\"c\"\r\n", FieldIndexer(Self.semicolon, columns: 2))
        #expect(index.range(row: 0, column: 1) == 2..<10)
        #expect(index.entry(row: 0, column: 1).isQuoted)
        #expect(!index.entry(row: 0, column: 0).isQuoted)
    }

    @Test func reportsWrongNumbersOfFieldsWithTheirPlace() {
        let found = faults("a;b\nc\nd;e\nf;g;h\r\n", columns: 2)
        #expect(
            found == [
                MalformedRecord(row: 1, line: 1, start: 4, end: 5, fields: 1, fault: .tooFewFields),
                MalformedRecord(row: 2, line: 3, start: 10, end: 15, fields: 3, fault: .tooManyFields),
            ]
        )
    }

    @Test func leavesLinesEmptyWhileRowsAreLines() {
        let indexer = FieldIndexer(Self.semicolon, columns: 1)
        #expect(index("a\nb\n\"c\nd\"\n", indexer).lines == [])
        #expect(index("a\n\"b\nc\"\nd\ne\n", indexer).lines == [0, 1, 3, 4])
        #expect(index("a\n\nb\n", indexer).lines == [0, 2])
    }

    @Test func keepsBlankLinesWhenAsked() {
        #expect(table("a\n\nb\r\n\r\n", columns: 1) == [["a"], ["b"]])
        #expect(table("a\n\nb\r\n\r\n", columns: 1) { $0.blankLines = .record } == [["a"], [""], ["b"], [""]])
        #expect(faults("\n", columns: 2) { $0.blankLines = .record }.map(\.fault) == [.tooFewFields])
    }

    @Test func skipsCommentsWithTheirQuotes() {
        let dialect = CSVDialect(
            delimiter: UInt8(ascii: ";"),
            quote: UInt8(ascii: "\""),
            comment: UInt8(ascii: "#")
        )
        let index = index("a;b\n#\"x;\"\nc;#d\n", FieldIndexer(dialect, columns: 2))
        #expect(index.rows == 2)
        #expect(index.malformed.isEmpty)
        #expect(index.lines == [0, 2])
    }

    @Test func padsShortRecordsWithAbsentFields() {
        let text = "a\nb;c;d\ne;f;g;h\n"
        #expect(table(text, columns: 3) { $0.ragged = .pad } == [["a", "∅", "∅"], ["b", "c", "d"]])
        #expect(faults(text, columns: 3) { $0.ragged = .pad }.map(\.fault) == [.tooManyFields])
        var indexer = FieldIndexer(Self.semicolon, columns: 3)
        indexer.ragged = .pad
        let index = index(text, indexer)
        #expect(index.paddedRows == 1)
        let places = (0...3).map { index.entry(row: 0, column: $0).offset }
        #expect(zip(places, places.dropFirst()).map { $1 - $0 - 1 } == [1, 0, 0])
    }

    @Test func cutsLongRecordsWhenAsked() {
        let text = "a\nb;c;d\ne;f;\"g\"\r\n"
        #expect(table(text, columns: 2) { $0.ragged = .truncate } == [["b", "c"], ["e", "f"]])
        #expect(faults(text, columns: 2) { $0.ragged = .truncate }.map(\.fault) == [.tooFewFields])
        var indexer = FieldIndexer(Self.semicolon, columns: 2)
        indexer.ragged = .truncate
        #expect(index(text, indexer).truncatedRows == 2)
    }

    @Test func makesRecordsOfAnyLengthFitWhenAsked() {
        let text = "a\nb;c;d\ne;f\n"
        #expect(table(text, columns: 2) { $0.ragged = .fit } == [["a", "∅"], ["b", "c"], ["e", "f"]])
    }

    @Test func tellsStrayQuotesFromTextAfterAQuote() {
        let found = faults("a\"b;c\n\"a\"b;c\n\"a\" ;c\"\nx;y\"\"\n", columns: 2)
        #expect(found.map(\.fault) == [.strayQuote, .textAfterQuote, .textAfterQuote, .strayQuote])
        #expect(found.map(\.line) == [0, 1, 2, 3])
    }

    @Test func takesOddQuotesAsTheyAreWhenLenient() {
        let text = "a\"b;\"c\"d\n\"e\";f\"\n"
        #expect(table(text, columns: 2) { $0.quotes = .lenient } == [["a\"b", "\"c\"d"], ["\"e\"", "f\""]])
    }

    @Test func turnsAwayRecordsWithNULBytes() {
        let found = faults("a;b\n\0;\"c\n\"\nd;e\nf;g\0", columns: 2)
        #expect(
            found == [
                MalformedRecord(row: 1, line: 1, start: 4, end: 10, fields: 2, fault: .nulByte),
                MalformedRecord(row: 2, line: 4, start: 15, end: 19, fields: 2, fault: .nulByte),
            ]
        )
    }

    @Test func reportsARecordThatTheBlockEndsWithin() {
        let index = index("a;b\nc;\"d\n", FieldIndexer(Self.semicolon, columns: 2))
        #expect(index.endsInsideQuotes)
        #expect(index.malformed.map(\.fault) == [.openQuote])
    }

    @Test func keepsItsMemoryForTheNextBlock() {
        let indexer = FieldIndexer(Self.semicolon, columns: 2)
        let block = padded(Array(String(repeating: "a;b\n", count: 500).utf8))
        var index = FieldIndex()
        indexer.index(block.span, count: 2000, into: &index)
        let before = unsafe index.entries.span.withUnsafeBufferPointer {
            unsafe $0.baseAddress.map { UInt(bitPattern: $0) }
        }
        indexer.index(block.span, count: 1000, into: &index)
        let after = unsafe index.entries.span.withUnsafeBufferPointer {
            unsafe $0.baseAddress.map { UInt(bitPattern: $0) }
        }
        #expect(before == after)
        #expect(index.rows == 250)
    }

    @Test(arguments: RecordCutterTests.dialects)
    func agreesWithTheReferenceOnAllShortTexts(dialect: CSVDialect) {
        for before in [0, 61] {
            let head = [UInt8](repeating: UInt8(ascii: "x"), count: max(0, before - 1)) + (before > 0 ? [10] : [])
            SmallTexts.forEach(upTo: before == 0 && dialect == RecordCutterTests.dialects[0] ? 6 : 4) { text in
                var cases = [CSVReference(dialect: dialect, columns: 2), CSVReference(dialect: dialect, columns: 1)]
                cases[1].blankLines = .record
                cases[1].quotes = .lenient
                for reference in cases { compare(head + text, reference) }
            }
        }
    }

    @Test(arguments: RecordCutterTests.dialects)
    func agreesWithTheReferenceUnderEveryPolicy(dialect: CSVDialect) {
        let alphabet = Array("a;\"\n\r\0".utf8)
        for ragged in [FieldIndexer.RaggedRecords.reject, .pad, .truncate, .fit] {
            for quotes in [FieldIndexer.Quotes.strict, .lenient] {
                for blankLines in [FieldIndexer.BlankLines.skip, .record] {
                    for columns in [1, 2, 3] {
                        let reference = CSVReference(
                            dialect: dialect,
                            columns: columns,
                            blankLines: blankLines,
                            ragged: ragged,
                            quotes: quotes
                        )
                        SmallTexts.forEachRandom(60) { compare($0, reference) }
                        SmallTexts.forEachRandom(40, alphabet: alphabet) { compare($0, reference) }
                        SmallTexts.forEach(upTo: 3, alphabet: alphabet) { compare($0, reference) }
                    }
                }
            }
        }
    }

    @Test func agreesWithTheReferenceOnRegularTables() {
        for columns in [1, 2, 7, 12, 70] {
            for (fields, lineEnd) in [
                ("abc", "\n"), ("", "\r\n"), ("\"x;\"\"\n\"", "\n"), ("some longer text", "\r\n"),
            ] {
                let line = Array(repeating: fields, count: columns).joined(separator: ";") + lineEnd
                let text = Array(String(repeating: line, count: 40).utf8)
                compare(text, CSVReference(dialect: Self.semicolon, columns: columns))
            }
        }
    }

    /// Compares with the reference, once for each of several paddings.
    private func compare(_ text: [UInt8], _ reference: CSVReference) {
        var indexer = FieldIndexer(reference.dialect, columns: reference.columns)
        indexer.blankLines = reference.blankLines
        indexer.ragged = reference.ragged
        indexer.quotes = reference.quotes
        let expected = reference.index(text)
        var index = FieldIndex()
        for fill in [UInt8(ascii: "\""), 10] {
            indexer.index(padded(text, with: fill).span, count: text.count, into: &index)
            let found = IndexContents(index)
            if found != expected {
                Issue.record("\(String(decoding: text, as: UTF8.self).debugDescription) \(found), not \(expected)")
            }
        }
    }
}
