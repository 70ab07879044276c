import ByteKernels
import Materials
import StageKit
import StageTesting
import Testing

@testable import SpreadsheetStages

@Suite struct XLSXWriterTests {
    private func write(_ table: String, _ options: String = "") throws -> [UInt8] {
        try XLSXWriter(yaml: "path: a.xlsx\n" + options).run(on: table)
    }

    private static let table = """
        kode | navn      | andel:number | antal:integer | dag:date   | ja:boolean
        0101 | Nibe <&>  | 12.5         | 7             | 2021-05-31 | true
        0147 | =1+1      | ∅suppressed  | -3            | 1866-02-03 | false
        ∅    | _x000D_   | 0.001        | ∅             | 1900-02-28 | ∅
        """

    @Test func whatIsWrittenIsReadBackWithItsKinds() throws {
        let found = try SheetContent("path: a", write(Self.table))
        #expect(found.fields == ["kode", "navn", "andel", "antal", "dag", "ja"])
        #expect(
            found.rows == [
                ["0101", "Nibe <&>", "12.5", "7", "2021-05-31", "true"],
                ["0147", "=1+1", "∅", "-3", "1866-02-03", "false"],
                ["∅", "_x000D_", "0.001", "∅", "1900-02-28", "∅"],
            ]
        )
        #expect(found.kinds == ["ttnntb", "tt-ntb", "-tn-t-"])
    }

    @Test func numbersThatExcelWouldCutAreTexts() throws {
        let found = try SheetContent(
            "path: a",
            write(
                """
                a:number             | b:integer
                12345678901234567890 | 1234567890123456789
                0.1234567890123456   | 123456789012345
                """
            )
        )
        #expect(found.rows[0] == ["12345678901234567890", "1234567890123456789"])
        #expect(found.kinds == ["tt", "tn"])
    }

    @Test func textsKeepEverySign() throws {
        let texts = [" kant ", "a\tb", "a\rb\u{1}c", "æøå 😀", "\"'<>&", "_x005F_", "_x000", "linje\nto", "\u{FFFF}"]
        for text in texts {
            var buffer = OutputBuffer()
            let bytes = Array(text.utf8)
            try CellText.append(bytes.span, to: &buffer)
            let escaped = String(decoding: buffer.bytes, as: UTF8.self)
            let rows = "<row><c t='inlineStr'><is><t xml:space='preserve'>\(escaped)</t></is></c></row>"
            let found = try SheetContent("path: a\nheader_rows: 0", WorkbookBuilder(rows).bytes())
            #expect(found.rows == [[text]])
        }
    }

    @Test func textsThatNoCellHoldsStopTheRun() throws {
        let long = String(repeating: "æ", count: 32_767)
        var buffer = OutputBuffer()
        let most = Array(long.utf8)
        try CellText.append(most.span, to: &buffer)
        let tooLong = most + [0x78]
        #expect(throws: CellText.Failure.tooLong) { try CellText.append(tooLong.span, to: &buffer) }
        let zero: [UInt8] = [0]
        #expect(throws: CellText.Failure.zero) { try CellText.append(zero.span, to: &buffer) }
        let table = "a\n\(long)x"
        #expect(throws: DeliveryFault.self) { try write(table) }
    }

    @Test func moreRowsThanASheetHoldsStopTheRun() throws {
        let assembler = XLSXAssembler(XLSXSettings(fields: [], styles: []), scope: .many)
        var file = OutputBuffer()
        try assembler.begin(into: &file)
        let none: [UInt8] = []
        try assembler.take(none.span, rowCount: 1_048_575, into: &file)
        #expect(throws: DeliveryFault.self) { try assembler.take(none.span, rowCount: 1, into: &file) }
    }

    @Test func optionsShapeTheSheet() throws {
        let bytes = try write(
            Self.table,
            "sheet: Tal & mere\nheader: false\ndecimals: { andel: 2 }\ngrouping: true\nformats: { dag: yyyy }\nwidths: { navn: 40 }"
        )
        let found = try SheetContent("path: a\nheader_rows: 0\nsheet: Tal & mere", bytes)
        #expect(found.rows.count == 3)
        #expect(found.rows[0] == ["0101", "Nibe <&>", "12.5", "7", "2021-05-31", "true"])
        let settings = XLSXSettings(fields: [], styles: [], codes: ["#,##0.00", "\"<\"0"], hasFilter: true)
        let parts = XLSXParts.parts(settings).map(\.text).joined()
        #expect(parts.contains("formatCode=\"#,##0.00\""))
        #expect(parts.contains("formatCode=\"&quot;&lt;&quot;0\""))
        #expect(XLSXParts.sheetStart(settings).contains("state=\"frozen\""))
    }

    @Test func aFileWithoutRecordsHasItsHeader() throws {
        let found = try SheetContent("path: a", write("a | b:number"))
        #expect(found.fields == ["a", "b"])
        #expect(found.rows == [])
    }

    @Test(
        arguments: [
            "sheet: a/b", "sheet: ''", "decimals: { kod: 1 }", "decimals: { dag: 1 }", "decimals: { andel: 16 }",
            "formats: { x: '0' }", "widths: { navn: 0 }", "header: false\nfilter: true",
            "decimals: { andel: 1 }\nformats: { andel: '0' }",
        ]
    )
    func mistakesAreReported(_ options: String) throws {
        #expect(throws: Mistakes.self) { try write(Self.table, options) }
    }
}
