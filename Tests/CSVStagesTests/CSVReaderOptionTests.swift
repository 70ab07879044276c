import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct CSVReaderOptionTests {
    private func diagnostics(_ yaml: String, file: String? = nil) throws -> [Diagnostic] {
        let stage = try CSVReader(yaml: yaml)
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { file.map { MemoryInput(Array($0.utf8)) } }
        _ = stage.prepare(&context)
        return context.stage.diagnostics
    }

    @Test(arguments: [
        "{ path: a, fields: [a], quote: ',' }", "{ path: a, fields: [a], comment: ',' }",
        "{ path: a, fields: [a], skip_rows: -1 }", "{ path: a, fields: [a], header_rows: 17 }",
        "{ path: a, fields: [a], max_record: 1000 }", "{ path: a, header_rows: 0 }", "{ path: a, fields: [a, a] }",
        "{ path: a, fields: [a], heading: a }", "{ path: a, fields: [a], names: { x: a } }",
        "{ path: a, fields: [a], encoding: iso-8859-1, footer: 'Œ' }", "{ path: a }",
    ])
    func reportsMistakes(yaml: String) throws {
        #expect(try diagnostics(yaml).count == 1)
    }

    @Test func reportsAllMistakesAtOnce() throws {
        #expect(try diagnostics("{ path: a, fields: [a, a], skip_rows: -1, quote: ',' }").count == 3)
    }

    @Test func reportsAHeaderThatNamesNoFields() throws {
        #expect(try diagnostics("{ path: a }", file: "a,,c\n").first?.hint?.hasPrefix("name it with names") == true)
        #expect(try diagnostics("{ path: a }", file: "a,a\n").count == 1)
        #expect(try diagnostics("{ path: a }", file: "a,b\n").isEmpty)
    }

    @Test(arguments: ["ab", "a", "1", "'\"'", "æ"])
    func refusesDelimitersThatAreNone(sign: String) {
        #expect(throws: Mistakes.self) { try CSVReader(yaml: "{ path: a, delimiter: \(sign) }") }
    }

    @Test func takesATabulator() throws {
        for sign in ["tab", "'\\t'", "\"\\t\""] {
            let stage = try CSVReader(yaml: "{ path: a, delimiter: \(sign), fields: [a, b] }")
            #expect(try stage.run(on: "a\tb\n1\t2\n").output == "a | b\n1 | 2")
        }
    }

    @Test func listsRejectsInTheDialectOfTheDelivery() throws {
        let stage = try CSVReader(yaml: "{ path: a, delimiter: '|', quote: \"'\", encoding: utf-16, fields: [a] }")
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { nil }
        let prepared = try #require(stage.prepare(&context))
        let dialect = RejectDialect(delimiter: UInt8(ascii: "|"), quote: UInt8(ascii: "'"), encoding: .utf16)
        #expect(prepared.rejectDialect == dialect)
    }
}
