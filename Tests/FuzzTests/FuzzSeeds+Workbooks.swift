import Materials

/// Small workbooks, whose parts are damaged before they are packed.
extension FuzzSeeds {
    private static let plain: WorkbookBuilder = {
        var builder = WorkbookBuilder(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>dag</t></is></c></row>
            <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1.50</v></c><c r="C2" s="1"><v>-3.5e2</v></c></row>
            <row r="3"><c r="A3" t="str"><f>A2&amp;"x"</f><v> y </v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="b"><v>1</v></c></row>
            <row r="5"><c r="B5"><v>17</v></c><c r="C5" s="2"><v>4000.25</v></c></row>
            <row><c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> _x00E6_</t></r></is></c><c/></row>
            """
        )
        builder.strings = ["<t>navn</t>", "<t>tal</t>", "<r><t>Læ</t></r><r><t>s&#248;</t></r><rPh><t>x</t></rPh>"]
        builder.formats = ["0", "14", "yyyy\\-mm\\-dd hh:mm"]
        builder.behind = "<mergeCells count=\"1\"><mergeCell ref=\"A5:A6\"/></mergeCells>"
        return builder
    }()

    /// Rows enough to be given away in small batches.
    private static let long: WorkbookBuilder = {
        var builder = WorkbookBuilder(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                + (2...40).map { number in
                    number % 9 == 0
                        ? "<row><c t='str'><v>x&#230;</v></c><!-- </row> --><c><v>\(number)</v></c></row>\n"
                        : "<row r=\"\(number)\"><c r=\"A\(number)\" t=\"s\"><v>2</v></c><c s=\"1\"><v>4\(number)</v></c></row>\n"
                }.joined()
        )
        builder.strings = plain.strings
        builder.formats = ["0", "14"]
        return builder
    }()

    private static let several: WorkbookBuilder = {
        var builder = WorkbookBuilder(table: [["skjult"], ["1"]])
        builder.firstState = "hidden"
        builder.properties = "<workbookPr date1904=\"1\"/>"
        builder.formats = ["165", "mm-dd-yy"]
        let rows = WorkbookBuilder(
            table: [
                ["Tabel 1"], ["navn", "tal"], ["i alt", "pct"], ["Ribe", "1"], ["Vejle", "2"], [""], ["Kilde: os"],
            ]
        ).rows
        builder.others = [("Tal", "visible", rows), ("Mere &amp; mere", "visible", plain.rows)]
        return builder
    }()

    static let xlsx = [
        FuzzSeed("", workbooks: plain, several),
        FuzzSeed("fields: [navn, tal]\nextra: ignore", workbooks: long),
        FuzzSeed("fields: [navn, tal, dag]\nblank_rows: keep\nmerged: repeat\nerrors: missing", workbooks: plain),
        FuzzSeed("fields: [tal]\nextra: ignore\nerrors: text\nmax_cell: 5\nmax_record: 40", workbooks: plain),
        FuzzSeed(
            "header_rows: 0\nfields: [a, b, c]\nmax_strings: 200\nmax_blank_rows: 2\nblank_rows: keep",
            workbooks: plain
        ),
        FuzzSeed("range: A2:C6\nheader_rows: 0\nfields: [a, b, c]\nmax_merged: 1\nmerged: repeat", workbooks: plain),
        FuzzSeed("range: B:C\nnames: { B: x }", workbooks: plain),
        FuzzSeed("sheet: Tal\nskip_rows: 1\nheader_rows: 2\nfooter: 'Kilde'", workbooks: several),
        FuzzSeed("sheet: '1'\nskip_rows: 1\nblank_rows: keep\nfields: [navn, tal]\nmax_parts: 9", workbooks: several),
    ]
}
