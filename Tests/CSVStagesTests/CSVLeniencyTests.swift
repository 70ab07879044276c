import StageKit
import StageTesting
import Testing

@testable import CSVStages

/// Each leniency is an option with a name, and what it let through is counted.
@Suite struct CSVLeniencyTests {
    /// Rows and counts, the same whatever the sizes of batches are.
    private func read(_ options: String, _ bytes: [UInt8]) throws -> (output: String, counts: [String: Int]) {
        let reader = try CSVReader(yaml: "path: x.csv\ndelimiter: ';'\n\(options)")
        let output = try reader.run(on: bytes).output
        let counts = try [1, 7, 1 << 18].map { try leniencies(reader, bytes, target: $0) }
        #expect(counts.allSatisfy { $0 == counts[0] }, "\(counts)")
        return (output, counts[0])
    }

    private func read(_ options: String, _ text: String) throws -> (output: String, counts: [String: Int]) {
        try read(options, Array(text.utf8))
    }

    private func leniencies(_ reader: CSVReader, _ bytes: [UInt8], target: Int) throws -> [String: Int] {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { MemoryInput(bytes) }
        let prepared = try #require(reader.prepare(&context))
        let (source, parser) = (prepared.makeSource(), prepared.makeParser?())
        let input = MemoryInput(bytes, chunk: 3)
        let batch = RecordBatch()
        while true {
            batch.reset(fieldCount: context.stage.schema.slotCount)
            batch.targetBytes = target
            guard try source.fill(batch, from: input) else { break }
            try parser?.parse(batch)
        }
        return source.counts.merging(parser?.counts ?? [:], uniquingKeysWith: +)
    }

    private func fault(_ options: String, _ text: String) throws -> DeliveryFault? {
        do {
            // With fields, since a faulty head is a mistake where the fields are sought in it.
            _ = try read("fields: [a, b]\n" + options, text)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }

    @Test func blanksAroundValuesAreLeftOutIfAsked() throws {
        let text = "a ; b\n 1 ;\t2 \n \"x ; y \" ;\" \"\n x  y;z\n  ;  \nå ; \"ø\"  \r\n"
        let trimmed = try read("trim: true\nblank_rows: keep", text)
        #expect(trimmed.output == "a      | b\n1      | 2\nx ; y  |\nx  y   | z\n       |\nå      | ø")
        #expect(trimmed.counts == ["trimmed_fields": 10])
        let plain = try read("quotes: lenient", "a;b\n 1 ;2\n")
        #expect(plain.output == "a   | b\n 1  | 2")
        #expect(plain.counts == [:])
    }

    @Test func blanksAreTrimmedInFilesOfAnyNotation() throws {
        #expect(try read("trim: true", "a ; b\r 1 ; 2 \r\"3 \" ; 4\r").output == "a  | b\n1  | 2\n3  | 4")
        let tabs = try CSVReader(yaml: "path: x.csv\ndelimiter: tab\ntrim: true").run(on: "a\tb\n 1 \t\n")
        #expect(tabs.output == "a | b\n1 |")
    }

    @Test func textBehindAQuoteIsNoBlank() throws {
        let result = try CSVReader(yaml: "path: x.csv\ntrim: true").run(on: "a,b\n\"x\" y,1\n\"x\" \"y\",2\n3,4\n")
        #expect(result.output == "a | b\n3 | 4")
        #expect(result.rejects == ["2 - csv.text_after_quote", "3 - csv.text_after_quote"])
    }

    @Test func aLastLineWithoutEndIsCountedOrRefusesTheFile() throws {
        #expect(try read("", "a;b\n1;2").counts == ["last_line_without_end": 1])
        #expect(try read("last_line: refuse", "a;b\n1;2\n").counts == [:])
        let cut = try fault("last_line: refuse", "a;b\n1;2\n3;4")
        #expect(cut?.rule == "csv.open_end")
        #expect(cut?.line == 3)
        #expect(try fault("last_line: refuse", "a;b")?.line == 1)
        #expect(try fault("last_line: refuse\nfooter: Kilde", "a;b\n1;2\nKilde: x") == nil)
        let fixed = try FixedWidthReader(yaml: "path: x\nfields: { a: 1-2 }\nlast_line: refuse")
        #expect(throws: DeliveryFault.self) { try fixed.run(on: "ab\ncd") }
    }

    @Test func recordsWithLenientQuotesAreCounted() throws {
        let text = "a;b\nx\"y;1\n\"x\"y;2\n\"x\";3\nz;4\n"
        let lenient = try read("quotes: lenient", text)
        #expect(lenient.counts == ["lenient_quotes": 2])
        #expect(lenient.output.split(separator: "\n").count == 5)
    }

    @Test func theLimitOfColumnsHasANameAndASetting() throws {
        let found = try fault("max_columns: 2", "a;b;c\n1;2;3\n")
        #expect(found?.rule == "csv.too_many_columns")
        #expect(found?.message.contains("max_columns: 2") == true)
        #expect(throws: Mistakes.self) { try read("max_columns: 2\nfields: [a, b, c]", "a;b;c\n") }
        #expect(throws: Mistakes.self) { try read("max_columns: 0", "a\n") }
    }

    @Test func whatIsNoPlainTextIsNamed() throws {
        let zip: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
        let cases: [([UInt8], String)] = [
            (zip + Array("[Content_Types].xml".utf8), "an Excel workbook"),
            (zip + Array("xl/workbook.xml".utf8), "an Excel workbook"),
            (zip + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8), "an OpenDocument file"),
            (zip + Array("tal.csv".utf8), "a ZIP archive"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "an old Excel workbook"),
            (Array("%PDF-1.7".utf8), "a PDF document"),
            (Array("\n <!DOCTYPE html>".utf8), "an HTML page"),
            (Array("<meta charset=utf-8>".utf8), "an HTML page"),
            (Array("<?xml version=\"1.0\"?><Workbook/>".utf8), "an XML document"),
            ([0x1F, 0x8B, 8], "packed with gzip"),
        ]
        for (bytes, what) in cases {
            let found = #expect(throws: DeliveryFault.self) {
                _ = try CSVReader(yaml: "path: x\nfields: [a]").run(on: bytes)
            }
            #expect(found?.message.contains(what) == true, "\(what): \(found?.message ?? "")")
        }
    }

    @Test func linesThatAreNoRecordsAreCounted() throws {
        let lines = try read("comment: '#'", "a;b\n\n1;2\n# ja\n;\n\r\n3;4\n\n")
        #expect(lines.output == "a | b\n1 | 2\n3 | 4")
        #expect(lines.counts == ["blank_rows": 4, "comment_lines": 1])
    }

    @Test func fieldsThatAreIgnoredAreCounted() throws {
        let some = try read("fields: [b]\nextra: ignore", "a;b;c\n1;2;3\n")
        #expect(some.output == "b\n2")
        #expect(some.counts == ["ignored_fields": 2])
    }

    @Test func aRecordWithACellOverTheLimitIsRejected() throws {
        let read = try read("max_cell: 5", "a;b\n12345;1\n123456;2\n3;\"45\"\n4;\"5678\"\n")
        #expect(read.output == "a     | b\n12345 | 1\n3     | 45")
    }
}
