import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct FixedWidthReaderTests {
    private func run(_ yaml: String, on bytes: [UInt8]) throws -> StageResult {
        try FixedWidthReader(yaml: yaml).run(on: bytes)
    }

    private func run(_ yaml: String, on text: String) throws -> StageResult { try run(yaml, on: Array(text.utf8)) }

    @Test func cutsLinesAtTheirPlaces() throws {
        let result = try run("{ path: a, fields: { b: 4-6, a: 1-3, c: 7 } }", on: "abcdefg\r\n 1   2x rest\n\nxyzuvw-")
        #expect(
            result.output == """
                b   | a   | c
                def | abc | g
                2   | 1   | x
                uvw | xyz | -
                """
        )
    }

    @Test func countsLettersNotBytes() throws {
        let yaml = "{ path: a, fields: { a: 1-2, b: 3-4 } }"
        #expect(try run(yaml, on: "åøæ1\nab12\n€😀xy\n").output == "a  | b\nåø | æ1\nab | 12\n€😀 | xy")
        let latin1 = "{ path: a, encoding: iso-8859-1, fields: { a: 1-2, b: 3-4 } }"
        #expect(try run(latin1, on: [0xE5, 0xF8, 0xE6, 0x31]).output == "a  | b\nåø | æ1")
    }

    @Test func rejectsOrPadsShortLines() throws {
        let text = "abcdef\nabcd\nab\nå\n"
        let rejecting = try run("{ path: a, fields: { a: 1-2, b: 3-6 } }", on: text)
        #expect(rejecting.output == "a  | b\nab | cdef")
        #expect(rejecting.rejects == (2...4).map { "\($0) - fixed_width.short_line" })
        let padding = try run("{ path: a, fields: { a: 1-2, b: 3-6 }, short_lines: pad }", on: text)
        #expect(padding.output == "a  | b\nab | cdef\nab | cd\nab | ∅\nå  | ∅")
    }

    @Test func keepsBlanksWhenTold() throws {
        #expect(
            try run("{ path: a, fields: { a: 1-3, b: 4-5 }, trim: false }", on: "  x y\n").output == "a   | b\n  x |  y"
        )
    }

    @Test func skipsTheLinesBeforeTheRecords() throws {
        #expect(try run("{ path: a, header_rows: 1, fields: { a: 1 } }", on: "sep=;\nx\n").output == "a\nx")
    }

    @Test func rejectsALineThatIsNoText() throws {
        let result = try run(
            "{ path: a, fields: { a: 1-2 } }",
            on: Array("ab\n".utf8) + [0xE6, 0x61, 0x0A] + Array("åb".utf8)
        )
        #expect(result.output == "a\nab\nåb")
        #expect(result.rejects == ["2 - fixed_width.encoding"])
    }

    @Test func warnsOfFieldsThatOverlap() throws {
        let stage = try FixedWidthReader(yaml: "{ path: a, fields: { a: 1-4, b: 4-5, c: 6 } }")
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "a", line: 1, column: 1))
        ) { nil }
        #expect(stage.prepare(&context) != nil)
        #expect(context.stage.diagnostics.map(\.message) == ["field 'b' begins before 'a' ends at 4"])
        #expect(context.stage.diagnostics.map(\.severity) == [.warning])
    }

    @Test(arguments: ["0-3", "4-3", "x", "1-2-3", "-4", "", "1-99999999999999999999", "2000000"])
    func refusesPlacesThatAreNone(place: String) {
        #expect(throws: Mistakes.self) { try FixedWidthReader(yaml: "{ path: a, fields: { a: '\(place)' } }") }
    }

    @Test func keepsTheLineAsDelivered() throws {
        let stage = try FixedWidthReader(yaml: "{ path: a, fields: { a: 1-2 } }")
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "a", line: 1, column: 1))
        ) { nil }
        let prepared = try #require(stage.prepare(&context))
        let batch = RecordBatch()
        batch.reset(fieldCount: 1)
        #expect(try prepared.makeSource().fill(batch, from: MemoryInput(Array("abc\r\nx\n\nde\n".utf8))))
        try #require(prepared.makeParser?()).parse(batch)
        #expect(batch.recordBytes(0) == 0..<3)
        #expect(batch.recordBytes(1) == 8..<10)
        #expect(batch.unsplit.map(\.bytes) == [5..<6])
    }
}
