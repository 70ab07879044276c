import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct CSVReaderTests {
    @Test func bindsFieldsByTheirNames() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [navn, kommune] }")
        let result = try stage.run(on: "kommune;navn\r\n0101;København\r\n\r\n0851;\"Aal;\"\"borg\"\"\"")
        #expect(
            result.output == """
                navn       | kommune
                København  | 0101
                Aal;"borg" | 0851
                """
        )
        #expect(result.rejects == [])
    }

    @Test func takesTheFieldsOfTheFirstFileWithoutFields() throws {
        let result = try CSVReader(yaml: "{ path: a.csv }").run(on: "a,b\n1,2\n")
        #expect(result.output == "a | b\n1 | 2")
    }

    @Test func readsLatin1AndWindows1252() throws {
        let latin1 = try CSVReader(yaml: "{ path: a.csv, encoding: iso-8859-1, fields: [år] }")
        #expect(try latin1.run(on: [0xE5, 0x72, 0x0A, 0xC6, 0x0A]).output == "år\nÆ")
        let windows = try CSVReader(yaml: "{ path: a.csv, encoding: windows-1252, fields: [a] }")
        let result = try windows.run(on: [0x61, 0x0A, 0x80, 0x0A, 0x81, 0x0A, 0x62, 0x0A])
        #expect(result.output == "a\n€\nb")
        #expect(result.rejects == ["3 - csv.encoding"])
    }

    @Test func readsBothByteOrdersOfUTF16() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, encoding: utf-16, fields: [å] }")
        let units = Array("å\r\n€\r\n😀".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [little, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(try stage.run(on: bytes).output == "å\n€\n😀")
        }
        #expect(try stage.fault(on: little + [0x61])?.rule == "csv.encoding")
        #expect(try stage.fault(on: little + [0x00, 0xDC])?.byteOffset == UInt64(little.count))
        #expect(try stage.fault(on: little + [0x00, 0xD8, 0x61, 0x00])?.line == 3)
    }

    @Test func rejectsOnlyTheRecordWithBytesThatAreNoText() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a, b] }")
        let bytes = Array("a,b\nx,æ\n".utf8) + [0xE6] + Array(",y\nz,ø\n".utf8)
        let result = try stage.run(on: bytes)
        #expect(result.output == "a | b\nx | æ\nz | ø")
        #expect(result.rejects == ["3 - csv.encoding"])
    }

    @Test(arguments: [
        ("1,2", "csv.too_few_fields"), ("1,2,3,4", "csv.too_many_fields"), ("1,2\"x,3", "csv.stray_quote"),
        ("1,\"2\"x,3", "csv.text_after_quote"), ("1,\u{0},3", "csv.nul_byte"),
    ])
    func rejectsRecordsThatMakeNoRow(record: String, rule: String) throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a, b, c] }")
        let result = try stage.run(on: "a,b,c\n7,8,9\n\(record)\n4,5,\"6\n6\"\n7,8\n")
        #expect(result.output == "a | b | c\n7 | 8 | 9\n4 | 5 | 6\n6")
        #expect(result.rejects == ["3 - \(rule)", "6 - csv.too_few_fields"])
    }

    @Test func padsOrTruncatesWhenTold() throws {
        let text = "a,b,c\n1\n1,2,3,4\n"
        let padding = try CSVReader(yaml: "{ path: a.csv, fields: [a, b, c], ragged: pad }").run(on: text)
        #expect(padding.output == "a | b | c\n1 | ∅ | ∅")
        #expect(padding.rejects == ["3 - csv.too_many_fields"])
        let cutting = try CSVReader(yaml: "{ path: a.csv, fields: [a, b, c], ragged: truncate }").run(on: text)
        #expect(cutting.output == "a | b | c\n1 | 2 | 3")
        #expect(cutting.rejects == ["2 - csv.too_few_fields"])
        let fitting = try CSVReader(yaml: "{ path: a.csv, fields: [a, b, c], ragged: fit }").run(on: text)
        #expect(fitting.output == "a | b | c\n1 | ∅ | ∅\n1 | 2 | 3")
    }

    @Test func takesQuotesAsLettersWhenLenient() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a, b], quotes: lenient }")
        #expect(try stage.run(on: "a,b\n5\" rør,\"x\"y\n").output == "a      | b\n5\" rør | xy")
        let none = try CSVReader(yaml: "{ path: a.csv, fields: [a, b], quote: none }")
        #expect(try none.run(on: "a,b\n\"1,2\"\n").output == "a  | b\n\"1 | 2\"")
    }

    @Test func skipsLinesAndComments() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, skip_rows: 2, comment: '#', fields: [a, b] }")
        let result = try stage.run(on: "Titel \"med citat\n\n# note\na,b\n# 1,2\n3,4\n1\n")
        #expect(result.output == "a | b\n3 | 4")
        #expect(result.rejects == ["7 - csv.too_few_fields"])
    }

    @Test func joinsTheRowsOfAHeader() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, header_rows: 2 }")
        let result = try stage.run(on: "\u{FEFF}Kommune;Ryger;;Motion;\n;andel;antal;andel;antal\nX;1;2;3;4\n")
        #expect(
            result.output == """
                Kommune | Ryger andel | Ryger antal | Motion andel | Motion antal
                X       | 1           | 2           | 3            | 4
                """
        )
    }

    @Test func namesCellsByPlace() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, names: { 1: navn, 3: c } }")
        #expect(try stage.run(on: ",b,\n1,2,3\n").output == "navn | b | c\n1    | 2 | 3")
    }

    @Test func readsFilesWithoutHeader() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, header_rows: 0, fields: [a, b] }")
        #expect(try stage.run(on: "1,2\n3,4").output == "a | b\n1 | 2\n3 | 4")
        #expect(try stage.run(on: "").output == "a | b")
    }

    @Test func ignoresFieldsBeyondThoseNamedWhenTold() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [c, a], extra: ignore }")
        #expect(try stage.run(on: "a,b,c,,\n1,2,3,4,5\n").output == "c | a\n3 | 1")
    }

    @Test func skipsKeepsOrRejectsBlankRows() throws {
        let text = "a;b\n1;2\n;\n\"\";\"\"\n\n3;4\n5\n"
        let skipping = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [a, b] }").run(on: text)
        #expect(skipping.output == "a | b\n1 | 2\n3 | 4")
        #expect(skipping.rejects == ["7 - csv.too_few_fields"])
        let keeping = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [a, b], blank_rows: keep }")
        #expect(try keeping.run(on: text).output == "a | b\n1 | 2\n  |\n  |\n3 | 4")
        let rejecting = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [a, b], blank_rows: reject }")
        let result = try rejecting.run(on: text)
        #expect(result.output == "a | b\n1 | 2\n3 | 4")
        #expect(result.rejects == ["3 - csv.blank_row", "4 - csv.blank_row", "7 - csv.too_few_fields"])
    }

    @Test func keepsBlankLinesOfOneColumnWhenTold() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a], blank_rows: keep }")
        #expect(try stage.run(on: "a\n1\n\n2\n").output == "a\n1\n\n2")
    }

    @Test func givesHeadingsToTheRecordsBelow() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, heading: emne, fields: [k, x, y] }")
        let result = try stage.run(
            on: "k;x;y\nA;1;2\nRygning;;\nB;1;2\nC;;2\n;;\nD;1\n\"Mo\"\"tion\";;\nE;1;2\n"
        )
        #expect(
            result.output == """
                emne    | k | x | y
                ∅       | A | 1 | 2
                Rygning | B | 1 | 2
                Rygning | C |   | 2
                Mo"tion | E | 1 | 2
                """
        )
        #expect(result.rejects == ["7 - csv.too_few_fields"])
    }

    @Test func endsTheDataAtTheFooter() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a, b], footer: 'Note:' }")
        let text = "a,b\n1,\"x\nNote: 1\"\n2,Note:\nNote: \"open,\n3,4\n5"
        #expect(try stage.run(on: text).output == "a | b\n1 | x\nNote: 1\n2 | Note:")
    }

    @Test func countsWhatItLeftOut() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a, b], footer: Slut, ragged: pad }")
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "a", line: 1, column: 1))
        ) { nil }
        let prepared = try #require(stage.prepare(&context))
        let source = prepared.makeSource()
        let parser = try #require(prepared.makeParser?())
        let batch = RecordBatch()
        batch.reset(fieldCount: 2)
        #expect(try source.fill(batch, from: MemoryInput(Array("a,b\n1\n,\n1,2\nSlut\nx".utf8))))
        try parser.parse(batch)
        #expect(source.counts == ["footer_lines": 2])
        #expect(parser.counts == ["padded_records": 1, "blank_rows": 1])
        #expect(batch.recordBytes(0) == 0..<1)
        #expect(batch.deliveredNames == ["a", "b"])
        #expect(batch.blockOffset == 4)
    }
}
