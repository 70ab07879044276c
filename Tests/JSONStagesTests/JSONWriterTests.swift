import ByteKernels
import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONWriterTests {
    private func json(_ table: String, _ options: String = "") throws -> String {
        String(decoding: try JSONWriter(yaml: "path: x.json\n\(options)").run(on: table), as: UTF8.self)
    }

    private func lines(_ table: String, _ options: String = "") throws -> String {
        String(decoding: try JSONLinesWriter(yaml: "path: x.jsonl\n\(options)").run(on: table), as: UTF8.self)
    }

    /// Encodes the given rows of a batch; all of them unless told otherwise.
    private func lines(
        _ batch: RecordBatch,
        _ schema: Schema,
        options: String = "",
        rows: [UInt32]? = nil
    ) throws -> String {
        var context = StageContext(schema: schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        let writer = try JSONLinesWriter(yaml: "path: x.jsonl\n\(options)")
        let prepared = try #require(writer.prepare(&context))
        var buffer = OutputBuffer()
        try prepared.makeEncoder().encode(batch, rows: rows ?? Array(0..<UInt32(batch.rowCount)), into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// A batch of one column of cells of a delimited file.
    private func batch(_ cells: [[UInt8]], _ encoding: TextEncoding) -> RecordBatch {
        let batch = RecordBatch()
        batch.reset(fieldCount: 1)
        batch.encoding = encoding
        batch.stride = 2
        batch.block = []
        for cell in cells {
            let isQuoted = cell.first == UInt8(ascii: "\"")
            batch.table.append(UInt32(batch.block.count) | (isQuoted ? RecordTable.quoted : 0))
            batch.block += cell + [10]
            batch.table.append(UInt32(batch.block.count))
        }
        batch.blockCount = batch.block.count
        batch.block += [UInt8](repeating: 0, count: 64)
        batch.recordCount = cells.count
        batch.beginRows()
        return batch
    }

    @Test func recordsAreObjectsInAnArrayOnALineEach() throws {
        let table = """
            navn    | "x"
            Å"s\\e   | b
            Vejle   |
            """
        #expect(
            try json(table) == """
                [
                {"navn":"Å\\"s\\\\e","\\"x\\"":"b"},
                {"navn":"Vejle","\\"x\\"":""}
                ]

                """
        )
        #expect(
            try lines(table) == """
                {"navn":"Å\\"s\\\\e","\\"x\\"":"b"}
                {"navn":"Vejle","\\"x\\"":""}

                """
        )
    }

    @Test func aTableWithoutRecordsIsAnEmptyArray() throws {
        #expect(try json("a") == "[]\n")
        #expect(try lines("a") == "")
    }

    @Test func valuesAreOfTheirType() throws {
        let table = """
            n:number                         | i:integer            | d:decimal | b:boolean | t:date     | c
            1.10                             | -9223372036854775808 | 0.05      | true      | 2021-05-31 | 007
            123456789012345678901234567890.0 | 0                    | -12       | false     | 0001-01-01 | 1
            """
        #expect(
            try lines(table) == """
                {"n":1.10,"i":-9223372036854775808,"d":0.05,"b":true,"t":"2021-05-31","c":"007"}
                {"n":123456789012345678901234567890.0,"i":0,"d":-12,"b":false,"t":"0001-01-01","c":"1"}

                """
        )
    }

    @Test func whatIsMissingIsNullOrLeftOut() throws {
        let table = """
            a           | n:number     | d:date
            ∅           | 1            | ∅
            ∅suppressed | ∅below_limit | ∅invalid
            x           | ∅            | 2021-05-31
            """
        #expect(
            try lines(table) == """
                {"a":null,"n":1,"d":null}
                {"a":null,"n":null,"d":null}
                {"a":"x","n":null,"d":"2021-05-31"}

                """
        )
        #expect(try lines(table, "missing: omit") == "{\"n\":1}\n{}\n{\"a\":\"x\",\"d\":\"2021-05-31\"}\n")
        #expect(
            try lines(table, "missing: omit\nreasons: true") == """
                {"a_status":"missing","n":1,"d_status":"missing"}
                {"a_status":"suppressed","n_status":"below_limit","d_status":"invalid"}
                {"a":"x","n_status":"missing","d":"2021-05-31"}

                """
        )
    }

    @Test func aProvisionalValueIsMarkedAndKept() throws {
        let batch = try #require(try TestTable("a | n:number\nx | 1\ny | 2").batches(of: 9).first)
        batch.column(0).setState(.provisional, row: 1, rowCount: 2)
        batch.column(1).setState(.provisional, row: 0, rowCount: 2)
        let schema = try TestTable("a | n:number").schema
        #expect(
            try lines(batch, schema, options: "reasons: true") == """
                {"a":"x","n":1,"n_status":"provisional"}
                {"a":"y","a_status":"provisional","n":2}

                """
        )
        #expect(try lines(batch, schema, rows: [1]) == "{\"a\":\"y\",\"n\":2}\n")
    }

    @Test func aFieldThatNoStageHasFilledIsMissing() throws {
        let batch = batch([[0x61]], .utf8)
        var schema = Schema(textFields: ["a"])
        schema.add("b", type: .text)
        batch.column(1).reset(source: -1)
        #expect(try lines(batch, schema) == "{\"a\":\"a\",\"b\":null}\n")
    }

    @Test func aReasonNeedsANameOfItsOwn() throws {
        let found = #expect(throws: Mistakes.self) { try lines("a | a_status\n1 | 2", "reasons: true") }
        #expect(found?.diagnostics.first?.place?.line == 2)
    }

    @Test func codedAndPlainTextIsEscaped() throws {
        for texts in [["a\"b", "æ", "a\"b", ""], ["a", "a", "b", "a"]] {
            let expected = texts.map { "{\"a\":\"\($0.replacing("\"", with: "\\\""))\"}\n" }.joined()
            let batch = batch(texts.map { Array($0.utf8) }, .utf8)
            let schema = Schema(textFields: ["a"])
            #expect(try lines(batch, schema) == expected)
            TextCoder().code(batch.column(0), in: batch)
            #expect(try lines(batch, schema) == expected)
            #expect(try lines(batch, schema, rows: [2]) == "{\"a\":\"\(texts[2].replacing("\"", with: "\\\""))\"}\n")
            let column = batch.column(0)
            column.form = .text
            column.arena = texts.flatMap { Array($0.utf8) }
            column.offsets = texts.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt32($1.utf8.count)) }
            #expect(try lines(batch, schema) == expected)
        }
    }

    @Test func cellsOfDelimitedFilesLoseTheirQuotesAndTheirEncoding() throws {
        let schema = Schema(textFields: ["a"])
        let quoted = [#""a""b""#, #""æ;\""#, "\"\"", "x\ty"].map { Array($0.utf8) }
        let expected = [#"a\"b"#, #"æ;\\"#, "", #"x\ty"#].map { "{\"a\":\"\($0)\"}\n" }.joined()
        #expect(try lines(batch(quoted, .utf8), schema) == expected)
        let latin = quoted.map { $0.filter { $0 != 0xC3 }.map { $0 == 0xA6 ? 0xE6 : $0 } }
        #expect(try lines(batch(latin, .latin1), schema) == expected)
        #expect(try lines(batch([[0x80, 0x22]], .windows1252), schema) == "{\"a\":\"€\\\"\"}\n")
    }

    @Test func cellsThatAreNoTextAreRefusedWithTheirLine() throws {
        let torn = batch([[0x61], [0x62], [0xE6], [0x63], [0x64]], .utf8)
        let schema = Schema(textFields: ["a"])
        let found = #expect(throws: DeliveryFault.self) { try lines(torn, schema) }
        #expect(found?.line == 3)
        // A record that is not written is not read.
        #expect(try lines(torn, schema, rows: [0, 1, 3, 4]).utf8.count == 40)
        #expect(throws: DeliveryFault.self) { try lines(torn, schema, rows: [2]) }
    }

    @Test func whatWasReadIsWrittenWithTheSameBytes() throws {
        let text = """
            {"a":1.10,"b":"x","c":true}
            {"a":123456789012345678901234567890.10,"b":"\\"\\\\\\n\\u0001Å😀/","c":false}
            {"a":1e5,"b":"","c":null}
            {"a":-0,"b":"1.10","c":-1E-400}

            """
        let bytes = Array(text.utf8)
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { nil }
        let reader = try JSONLinesReader(yaml: "path: x.jsonl\nfields: [a, b, c]")
        let prepared = try #require(reader.prepare(&context))
        let batch = RecordBatch()
        batch.reset(fieldCount: 3)
        #expect(try prepared.makeSource().fill(batch, from: MemoryInput(bytes)))
        try prepared.makeParser?().parse(batch)
        #expect(try lines(batch, context.stage.schema) == text)
    }
}
