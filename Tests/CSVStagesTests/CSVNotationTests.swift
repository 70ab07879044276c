import StageKit
import StageTesting
import Testing

@testable import CSVStages

/// Files that say in a way of their own what most say with single bytes and LF.
@Suite struct CSVNotationTests {
    private func output(_ options: String, _ text: String) throws -> String {
        let stage = try CSVReader(yaml: "{ path: a.csv, \(options) }")
        return try stage.run(on: Array(text.utf8), chunks: [1, 3, 4096], blocks: [1, 7, 4096]).output
    }

    private func fault(_ options: String, _ text: String) throws -> DeliveryFault? {
        try CSVReader(yaml: "{ path: a.csv, \(options) }").fault(on: text)
    }

    @Test func readsLinesThatEndInCRAlone() throws {
        #expect(try output("fields: [a, b]", "a,b\r1,\"x\ry\"\r\r3,4") == "a | b\n1 | x\ry\n3 | 4")
        #expect(try output("fields: [a, b], header_rows: 0", "1,2\r3,4\r") == "a | b\n1 | 2\n3 | 4")
        #expect(try output("fields: [a], skip_rows: 1", "it\"s\ra\r1\r") == "a\n1")
    }

    @Test func countsLinesThatEndInCRAlone() throws {
        let result = try CSVReader(yaml: "{ path: a.csv, fields: [a, b] }").run(on: "a,b\r1,2\r3\r")
        #expect(result.rejects == ["3 - csv.too_few_fields"])
    }

    @Test func readsDelimitersOfSeveralSigns() throws {
        #expect(try output("fields: [a, b], delimiter: '||'", "a||b\n1|x||\"2||\"\"3\"\n") == "a   | b\n1|x | 2||\"3")
        #expect(try output("fields: [a, b], delimiter: ', '", "a, b\n\"1, 2\", 3,4\n") == "a    | b\n1, 2 | 3,4")
        #expect(try output("fields: [a, b], delimiter: '§', encoding: utf-8", "a§b\n1§2\n") == "a | b\n1 | 2")
        #expect(try output("fields: [a, b], delimiter: '||'", "\u{FEFF}\"a\"||b\n1||2\n") == "a | b\n1 | 2")
        #expect(try output("fields: [a, b], delimiter: ' '", "a b\n\"1 2\" 3\n") == "a   | b\n1 2 | 3")
        #expect(try output("fields: [a, b], delimiter: \"\\u001f\"", "a\u{1F}b\n1\u{1F}2\n") == "a | b\n1 | 2")
    }

    @Test func refusesTheSignThatStandsForALongDelimiter() throws {
        let fault = try #require(try fault("fields: [a, b], delimiter: '||'", "a||b\n1||2\u{1F}3\n"))
        #expect(fault.rule == "csv.control")
        #expect(fault.line == 2)
        #expect(try output("fields: [a, b], delimiter: '||'", "a||b\n1||\"2\u{1F}3\"\n") == "a | b\n1 | 2\u{1F}3")
    }

    @Test func readsQuotesBehindAnEscapeSign() throws {
        let text = "a,b\n\"1\\\" x\",\"\\\\\"\n\"\"\"2\"\"\",C:\\temp\n"
        #expect(try output("fields: [a, b], escape: '\\'", text) == "a    | b\n1\" x | \\\n\"2\"  | C:\\temp")
    }

    @Test(arguments: ["x\\,y", "x\\\"", "x\\\\y"])
    func refusesAnEscapeSignThatMayMeanSomethingElse(cell: String) throws {
        let fault = try #require(try fault("fields: [a, b], escape: '\\'", "a,b\n1,2\n3,\(cell)\n"))
        #expect(fault.rule == "csv.escape")
        #expect(fault.line == 3)
    }

    @Test func takesAnEscapeSignBeforeOtherLettersForALetter() throws {
        #expect(try output("fields: [a], escape: '\\'", "a\n\"x\\ny\"\n") == "a\nx\\ny")
        let lenient = "fields: [a, b], escape: '\\', quotes: lenient"
        #expect(try output(lenient, "a,b\nx\\,y\\\\z\n") == "a  | b\nx\\ | y\\\\z")
    }

    @Test func readsCommentsThatBeginWithSeveralSigns() throws {
        let text = "// it\"s\na,b\n1,2\n//\n/3,//4\n"
        #expect(try output("fields: [a, b], comment: //", text) == "a  | b\n1  | 2\n/3 | //4")
        #expect(try output("fields: [a], comment: θ", "θa\na\nλ\nθ\nx\n") == "a\nλ\nx")
    }

    @Test(arguments: ["escape: ','", "escape: '\"'", "escape: \\, quote: none", "delimiter: '§§', encoding: cp865x"])
    func reportsMistakes(options: String) throws {
        #expect(throws: Mistakes.self) {
            let stage = try CSVReader(yaml: "{ path: a, fields: [a], \(options) }")
            _ = try stage.run(on: "a\n1\n")
        }
    }
}
