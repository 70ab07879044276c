import Materials
import StageKit
import StageTesting
import Testing

@testable import SpreadsheetStages

@Suite struct XLSXReaderTests {
    private static let table = [["kommune", "antal"], ["0101", "7"], ["0147", "9"]]

    private func read(_ builder: WorkbookBuilder, _ options: String = "") throws -> SheetContent {
        try SheetContent("path: a.xlsx\n" + options, builder.bytes())
    }

    private func grid(_ rows: String, _ change: (inout WorkbookBuilder) -> Void = { _ in }) throws -> SheetContent {
        var builder = WorkbookBuilder(rows)
        change(&builder)
        return try read(builder, "header_rows: 0\nblank_rows: keep")
    }

    // MARK: Values

    @Test func givesTextsNumbersAndBooleansWithTheirKinds() throws {
        let found = try grid(
            """
            <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>4.9000000000000004</v></c><c r="C1" t="b"><v>1</v></c>\
            <c r="D1" t="str"><f>x</f><v>a&amp;b</v></c><c r="E1" t="inlineStr"><is><t>æ</t></is></c></row>
            """
        ) { $0.strings = ["<t>nej</t>", "<t> ja </t>"] }
        #expect(found.fields == ["A", "B", "C", "D", "E"])
        #expect(found.rows == [[" ja ", "4.9", "true", "a&b", "æ"]])
        #expect(found.kinds == ["tnbtt"])
    }

    @Test func readsRichTextWithoutPhoneticHints() throws {
        let rich =
            "<t>a</t><r><rPr><b/></rPr><t>b</t></r><r><t> c</t></r><rPh sb='0' eb='1'><t>X</t></rPh><phoneticPr/>"
        let found = try grid(
            "<row><c t='s'><v>0</v></c><c t='inlineStr'><is>\(rich)</is></c></row>"
        ) { $0.strings = [rich] }
        #expect(found.rows == [["ab c", "ab c"]])
    }

    @Test func decodesSignsThatXMLCannotHold() throws {
        let found = try grid("<row><c t='s'><v>0</v></c><c t='str'><v>_x005F_x000D_</v></c></row>") {
            $0.strings = ["<t>a_x000D_</t>"]
        }
        #expect(found.rows == [["a\r", "_x000D_"]])
    }

    @Test func givesDatesOfBothCalendars() throws {
        let rows =
            "<row><c s='1'><v>44197</v></c><c s='2'><v>44197.5</v></c><c s='3'><v>0.25</v></c><c t='d'><v>2021-01-01</v></c></row>"
        let formats = ["0", "14", "dd\\-mm\\-yyyy hh:mm", "20"]
        #expect(
            try grid(rows) { $0.formats = formats }.rows == [
                ["2021-01-01", "2021-01-01T12:00:00", "06:00:00", "2021-01-01"]
            ]
        )
        let macintosh = try grid(rows) {
            $0.formats = formats
            $0.properties = "<workbookPr date1904=\"1\"/>"
        }
        #expect(macintosh.rows == [["2025-01-02", "2025-01-02T12:00:00", "06:00:00", "2021-01-01"]])
    }

    @Test func cellsWithoutPlacesFollowOneAnother() throws {
        let found = try grid(
            "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
        )
        #expect(found.rows == [["1", "∅", "∅", "2", "3"], ["∅", "∅", "∅", "∅", "∅"], ["4", "∅", "∅", "∅", "∅"]])
        #expect(found.lines == [1, 2, 3])
    }

    @Test func cellsOfARowMayStandInAnyOrder() throws {
        #expect(try grid("<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c></row>").rows == [["1", "∅", "3"]])
    }

    @Test func anEmptyTextIsNoMissingValue() throws {
        let found = try grid("<row><c t='str'><v></v></c><c s='0'/><c><v>1</v></c></row>")
        #expect(found.rows == [["", "∅", "1"]])
    }

    @Test func faultsOfCellsRejectTheirRecords() throws {
        let rows = """
            <row><c t='inlineStr'><is><t>a</t></is></c></row><row><c t='e'><v>#N/A</v></c></row><row><c><f>A1</f><v/></c></row>\
            <row><c><v>x</v></c></row><row><c s='1'><v>60</v></c></row><row><c t='b'><v>2</v></c></row>\
            <row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>
            """
        var builder = WorkbookBuilder(rows)
        builder.formats = ["0", "14"]
        let found = try read(builder)
        #expect(found.rows == [["3"]])
        #expect(
            found.rejects == [
                "2 a xlsx.error", "3 a xlsx.formula", "4 a xlsx.number", "5 a xlsx.date", "6 a xlsx.number",
                "7 - xlsx.beyond",
            ]
        )
    }

    @Test func errorsMayBeMissingOrText() throws {
        let builder = WorkbookBuilder(
            "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row><row><c t='e'><v>#N/A</v></c><c><v>1</v></c></row><row><c><f>A1</f></c><c><v>2</v></c></row>"
        )
        let missing = try read(builder, "errors: missing")
        #expect(missing.rows == [["∅", "1"], ["∅", "2"]])
        #expect(missing.counts == ["errors": 1, "formulas_without_result": 1])
        #expect(try read(builder, "errors: text").rows == [["#N/A", "1"], ["∅", "2"]])
    }

    // MARK: Sheets

    private func sheets() -> WorkbookBuilder {
        var builder = WorkbookBuilder(table: [["a"], ["skjult"]])
        builder.firstState = "hidden"
        for name in ["Tal &amp; mere", "1900"] {
            builder.others.append((name, "visible", WorkbookBuilder(table: [["a"], [name]]).rows))
        }
        return builder
    }

    @Test func findsSheetsByNameOrNumber() throws {
        #expect(try read(sheets()).rows == [["Tal & mere"]])
        #expect(try read(sheets(), "sheet: Tal & mere").rows == [["Tal & mere"]])
        #expect(try read(sheets(), "sheet: 2").rows == [["1900"]])
        #expect(try read(sheets(), "sheet: 1900").rows == [["1900"]])
        #expect(try read(sheets(), "sheet: Ark 1").rows == [["skjult"]])
    }

    @Test(arguments: ["3", "0", "tal & mere", "Ark 2"])
    func namesTheSheetsThereAre(_ sheet: String) throws {
        let fault = try #require(try XLSXReader.fault("path: a.xlsx\nfields: [a]\nsheet: \(sheet)", sheets().bytes()))
        #expect(fault.rule == "xlsx.sheet")
        #expect(fault.message == "the workbook has no sheet '\(sheet)'")
        #expect(fault.hint?.contains("'Tal & mere'") == true || fault.hint?.contains("did you mean") == true)
    }

    // MARK: Header and rows

    @Test func findsFieldsByTheirNames() throws {
        let builder = WorkbookBuilder(table: Self.table)
        let found = try read(builder, "fields: [antal, kommune]")
        #expect(found.rows == [["7", "0101"], ["9", "0147"]])
        #expect(found.lines == [2, 3])
        #expect(try read(builder, "fields: [antal]\nextra: ignore").rows == [["7"], ["9"]])
        let fault = try XLSXReader.fault("path: a\nfields: [antal]", builder.bytes())
        #expect(fault?.rule == "xlsx.extra_field")
        #expect(fault?.line == 1)
        #expect(
            try XLSXReader.fault("path: a\nfields: [antl, kommune]", builder.bytes())?.hint == "did you mean 'antal'?"
        )
    }

    @Test func skipsRowsAndFindsTheFooter() throws {
        let rows = """
            <row r="1"><c><v>1</v></c></row><row r="4"><c t="str"><v>a</v></c></row><row r="6"><c><v>2</v></c></row>\
            <row r="8"><c t="str"><v>Kilde: x</v></c></row><row r="9"><c><v>3</v></c></row>
            """
        let found = try read(WorkbookBuilder(rows), "skip_rows: 2\nfooter: 'Kilde:'")
        #expect(found.rows == [["2"]])
        #expect(found.lines == [6])
        #expect(found.counts == ["skipped_rows": 1, "blank_rows": 1, "footer_rows": 2])
        let kept = try read(WorkbookBuilder(rows), "skip_rows: 2\nblank_rows: keep\nfooter: 'Kilde:'")
        #expect(kept.rows == [["∅"], ["2"]])
        #expect(kept.lines == [5, 6])
    }

    @Test func readsARangeOfCells() throws {
        let builder = WorkbookBuilder(
            table: [["x", "x", "x", "x"], ["x", "a", "b", "x"], ["x", "1", "2", "x"], ["x", "3", "4", "x"]]
        )
        #expect(try read(builder, "range: B2:C3").rows == [["1", "2"]])
        #expect(try read(builder, "range: B2:C").rows == [["1", "2"], ["3", "4"]])
        #expect(try read(builder, "range: B:C\nskip_rows: 1").rows == [["1", "2"], ["3", "4"]])
        #expect(try read(builder, "range: C3:D4\nheader_rows: 0").fields == ["C", "D"])
    }

    @Test func joinsHeadersOfSeveralRowsAndRepeatsMergedCells() throws {
        var builder = WorkbookBuilder(
            """
            <row><c t="str"><v>kommune</v></c><c t="str"><v>2020</v></c><c/></row>\
            <row><c/><c t="str"><v>mænd</v></c><c t="str"><v>kvinder</v></c></row>\
            <row><c t="str"><v>0101</v></c><c><v>1</v></c><c><v>2</v></c></row>\
            <row><c/><c><v>3</v></c><c><v>4</v></c></row><row><c t="str"><v>0147</v></c></row>
            """
        )
        builder.behind = "<mergeCells><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"
        let found = try read(builder, "header_rows: 2\nmerged: repeat")
        #expect(found.fields == ["kommune", "2020 mænd", "2020 kvinder"])
        #expect(found.rows == [["0101", "1", "2"], ["0101", "3", "4"], ["0147", "∅", "∅"]])
        #expect(found.counts == ["merged_cells": 2])
        let first = try read(builder, "header_rows: 2\nextra: ignore")
        #expect(first.fields == ["kommune", "2020 mænd", "kvinder"])
        #expect(first.rows == [["0101", "1", "2"], ["∅", "3", "4"], ["0147", "∅", "∅"]])
    }

    @Test func namesColumnsWithoutANameInTheHeader() throws {
        let builder = WorkbookBuilder(table: [["", "antal", "antal"], ["x", "1", "2"]])
        #expect(try read(builder, "names: { A: navn, 3: andet }").fields == ["navn", "antal", "andet"])
        let fault = try XLSXReader.fault("path: a\nfields: [antal]", builder.bytes())
        #expect(fault?.rule == "xlsx.duplicate_field")
        #expect(throws: Mistakes.self) { try read(builder) }
    }

    @Test func readsWorkbooksWithoutLooseParts() throws {
        var builder = WorkbookBuilder(table: Self.table)
        builder.changed["_rels/.rels"] = .some(nil)
        #expect(try read(builder).rows.count == 2)
    }

    // MARK: Promises

    @Test func theResultDoesNotDependOnHowTheDeliveryArrives() throws {
        var builder = WorkbookBuilder(
            """
            <row r="1"><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="2"><c t="s"><v>0</v></c></row>\
            <row r="3"><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row r="9"><c/><c><v>2</v></c></row>
            """
        )
        builder.strings = ["<t>æøå</t>"]
        let reader = try XLSXReader(yaml: "path: a.xlsx\nblank_rows: keep")
        let result = try reader.run(on: builder.bytes(), chunks: [1, 64], blocks: [1, 13, 64])
        #expect(result.rejects == ["3 b xlsx.error"])
        #expect(result.output.split(separator: "\n").count == 8)
    }

    @Test func manyBlankRowsBeforeAWideRowTakeLittleMemory() throws {
        let found = try SheetContent(
            "path: a\nheader_rows: 0\nblank_rows: keep",
            WorkbookBuilder("<row r='3000'><c r='CZ3000'><v>1</v></c></row>").bytes(),
            block: 64 << 10
        )
        #expect(found.rows.count == 3000)
        #expect(found.lines == Array(1...3000))
    }

    @Test(
        arguments: [
            "path: a\nsheet: x\nskip_rows: -1", "path: a\nheader_rows: 17", "path: a\nrange: 2:4",
            "path: a\nrange: F:B",
            "path: a\nfields: [a, a]", "path: a\nnames: { '-1': x }", "path: a\nmax_cell: 0",
            "path: a\nheader_rows: 0\nnames: { A: x }",
        ]
    )
    func mistakesAreReported(_ yaml: String) throws {
        #expect(throws: Mistakes.self) { try SheetContent(yaml, WorkbookBuilder(table: Self.table).bytes()) }
    }
}
