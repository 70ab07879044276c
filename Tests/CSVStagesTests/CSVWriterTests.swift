import ByteKernels
import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct CSVWriterTests {
    private let table = """
        navn:text   | antal:integer | andel:decimal | dag:date   | ja:boolean
        København   | 12            | -0.50         | 1850-01-31 | true
        Sdr. "Å"; x | ∅             | 7             | ∅          | false
        ∅           | -3            | ∅suppressed   | 1899-12-31 | ∅
        """

    private func text(_ yaml: String, _ table: String? = nil) throws -> String {
        String(decoding: try CSVWriter(yaml: yaml).run(on: table ?? self.table), as: UTF8.self)
    }

    @Test func writesEveryType() throws {
        #expect(
            try text("{ path: a.csv, delimiter: ; }") == """
                navn;antal;andel;dag;ja
                København;12;-0.50;1850-01-31;true
                "Sdr. ""Å""; x";;7;;false
                ;-3;;1899-12-31;

                """
        )
    }

    @Test func writesForExcel() throws {
        #expect(
            try text("{ path: a.csv, delimiter: ;, decimal_mark: comma, bom: true, line_end: crlf }")
                == "\u{FEFF}navn;antal;andel;dag;ja\r\nKøbenhavn;12;-0,50;1850-01-31;true\r\n"
                + "\"Sdr. \"\"Å\"\"; x\";;7;;false\r\n;-3;;1899-12-31;\r\n"
        )
    }

    @Test func quotesEverythingWhenTold() throws {
        #expect(
            try text("{ path: a.csv, delimiter: ;, quoting: always, missing: NA, header: false }") == """
                "København";"12";"-0.50";"1850-01-31";"true"
                "Sdr. ""Å""; x";"NA";"7";"NA";"false"
                "NA";"-3";"NA";"1899-12-31";"NA"

                """
        )
    }

    @Test func quotesDecimalsWhoseMarkIsTheDelimiter() throws {
        let table = "a:decimal | b:integer\n0.5 | 1\n2 | 3\n123456789012345678901234567890.5 | 4"
        #expect(
            try text("{ path: a.csv, decimal_mark: comma }", table)
                == "a,b\n\"0,5\",1\n2,3\n\"123456789012345678901234567890,5\",4\n"
        )
        #expect(try text("{ path: a.csv }", table) == "a,b\n0.5,1\n2,3\n123456789012345678901234567890.5,4\n")
    }

    @Test func writesOtherEncodings() throws {
        let latin1 = try CSVWriter(yaml: "{ path: a.csv, encoding: iso-8859-1 }").run(on: "ø\nÆ")
        #expect(latin1 == [0xF8, 0x0A, 0xC6, 0x0A])
        let stage = try CSVWriter(yaml: "{ path: a.csv, encoding: windows-1252, missing: € }")
        let windows = try stage.run(on: "a | b\nœ | ∅")
        #expect(windows == [0x61, 0x2C, 0x62, 0x0A, 0x9C, 0x2C, 0x80, 0x0A])
    }

    @Test func saysWhichRecordHasALetterThatTheEncodingLacks() throws {
        do {
            _ = try CSVWriter(yaml: "{ path: a.csv, encoding: iso-8859-1 }").run(on: "a\nx\n€\nž")
            Issue.record("the letter was written")
        } catch let fault as DeliveryFault {
            #expect(fault.rule == "csv.no_such_letter")
            #expect(fault.line == 3)
            #expect(fault.file == "table")
        }
    }

    @Test func keepsFormulasFromBeingComputed() throws {
        let table = """
            tekst:text | tal:integer
            =1+1       | -5
            +45 12     | -5
            -1+1       | -5
            @a         | -5
            ＋1         | -5
            -5         | -5
            +5         | -5
            -1.5e3     | -5
            -0,5       | -5
            1-2        | -5
            −5         | -5
            ∅          | -5
            """
        #expect(
            try text("{ path: a.csv, delimiter: ;, escape_formulas: true, header: false }", table)
                == "'=1+1;-5\n'+45 12;-5\n'-1+1;-5\n'@a;-5\n'＋1;-5\n"
                + "-5;-5\n+5;-5\n-1.5e3;-5\n-0,5;-5\n1-2;-5\n−5;-5\n;-5\n"
        )
        #expect(try text("{ path: a.csv, header: false }", "a | b\n=1 | 2") == "=1,2\n")
    }

    @Test(arguments: ["\t=1", "\r=1", "\n=1", " =1", "  @a", "\u{A0}=1", "\u{FEFF}+1+1", " \u{A0}@a"])
    func takesBlanksBeforeAFormulaForPartOfIt(text: String) {
        #expect(Formula.isOne(Array(text.utf8)))
    }

    @Test(arguments: ["\u{A0}a", "\u{FEFF}", "§ 1", "ﬁn"])
    func takesOtherLettersForText(text: String) {
        #expect(!Formula.isOne(Array(text.utf8)))
    }

    @Test func tellsEmptyFromMissingWhenTold() throws {
        #expect(try text("{ path: a.csv, distinguish_empty: true }", "a | b\n  | ∅") == "a,b\n\"\",\n")
        #expect(try text("{ path: a.csv }", "a | b\n  | ∅") == "a,b\n,\n")
    }

    @Test func writesNoLineWithoutBytes() throws {
        #expect(try text("{ path: a.csv }", "a\n∅\nx") == "a\n\"\"\nx\n")
    }

    @Test func reportsMistakes() throws {
        for (yaml, table) in [
            ("{ path: a, bom: true, encoding: iso-8859-1 }", "a\nx"), ("{ path: a, delimiter: '-' }", "a\nx"),
            ("{ path: a, encoding: iso-8859-1 }", "œ\nx"), ("{ path: a, encoding: iso-8859-1, missing: œ }", "a\nx"),
        ] {
            #expect(throws: Mistakes.self) { try CSVWriter(yaml: yaml).run(on: table) }
        }
    }

    /// The same values in every form that a column can have are the same bytes.
    @Test func writesEveryFormOfText() throws {
        let cells = ["København", "a;b", "\"q\"", "", "=1", "x\ny", String(repeating: "lang ", count: 20), "ø"]
        let stage = try CSVWriter(yaml: "{ path: a.csv, delimiter: ;, escape_formulas: true, distinguish_empty: true }")
        var context = StageContext(
            schema: Schema(textFields: ["a", "b"]),
            place: SourcePlace(file: "a", line: 1, column: 1)
        )
        let encoder = try #require(stage.prepare(&context)).makeEncoder()
        var outputs: Set<[UInt8]> = []
        for form in [Column.Form.raw, .text, .coded] {
            let batch = RecordBatch()
            batch.reset(fieldCount: 2)
            batch.stride = 3
            batch.block = []
            for cell in cells {
                let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
                batch.table.append(UInt32(batch.block.count) | RecordTable.quoted)
                batch.block += (quoted + ";").utf8
                batch.table.append(UInt32(batch.block.count))
                batch.block += "y\n".utf8
                batch.table.append(UInt32(batch.block.count))
            }
            batch.block += [UInt8](repeating: 0, count: 64)
            batch.recordCount = cells.count
            batch.beginRows()
            let column = batch.column(0)
            var texts = TextArena()
            for cell in cells { texts.append(cell) }
            column.form = form
            column.arena = texts.bytes
            column.offsets = texts.offsets
            column.codes = form == .coded ? Array(0..<UInt32(cells.count)) : []
            column.dictionary = form == .coded ? texts.dictionary() : .empty
            var buffer = OutputBuffer()
            try encoder.encode(batch, rows: [0, 1, 2, 3, 5, 6, 7, 4], into: &buffer)
            outputs.insert(buffer.bytes)
        }
        #expect(outputs.count == 1)
        #expect(
            outputs.first.map { String(decoding: $0.suffix(9), as: UTF8.self) } == "ø;y\n'=1;y\n".suffix(9).description
        )
    }
}
