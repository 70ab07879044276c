import Materials
import StageKit
import StageTesting
import Testing

@testable import SpreadsheetStages

/// Rows that are given away: whatever of a sheet workers read, the result is that of reading it from end to end.
@Suite struct SheetStretchTests {
    private static let options = "header_rows: 0\nfields: [a, b, c]\n"
    /// Nothing is given away where a number may be the footer.
    private static let alone = "footer: 1 no such text\n"

    private static func letters(_ column: Int) -> String { CellReference.letters(column) }

    /// Rows as many writers make them: numbers, shared strings, texts, dates, with their places.
    private static func row(_ number: Int, _ more: String = "") -> String {
        """
        <row r="\(number)" spans="1:3"><c r="A\(number)"><v>\(number)</v></c><c r="B\(number)" t="s"><v>\(number % 3)</v>\
        </c><c r="C\(number)" s="1"><v>\(40_000 + number)</v></c>\(more)</row>\n
        """
    }

    private static func builder(_ rows: String) -> WorkbookBuilder {
        var builder = WorkbookBuilder(rows)
        builder.strings = ["<t>nul</t>", "<t>én</t>", "<r><t>t</t></r><r><t>o</t></r>"]
        builder.formats = ["0", "14"]
        return builder
    }

    /// The number of stretches, when the result is the same for all sizes.
    @discardableResult
    private func check(
        _ builder: WorkbookBuilder,
        _ more: String = "",
        options: String = options,
        sizes: [Int] = [200, 3000]
    ) throws -> Int {
        let bytes = try builder.bytes()
        let expected = try SheetRun(options + more + Self.alone, bytes, block: 1 << 18)
        #expect(expected.stretches == 0)
        var most = 0
        for size in sizes {
            let found = try SheetRun(options + more, bytes, block: size)
            #expect(found == expected, "\(size)")
            most = max(most, found.stretches)
        }
        return most
    }

    @Test func workersReadMostRowsOfALargeSheet() throws {
        let rows = (1...3000).map { Self.row($0) }.joined()
        let found = try SheetRun(Self.options, Self.builder(rows).bytes(), block: 1 << 16)
        #expect(found.stretches >= rows.utf8.count >> 16)
        #expect(found.rows.count == 3000)
        #expect(try SheetRun(Self.options + Self.alone, Self.builder(rows).bytes(), block: 1 << 18) == found)
    }

    @Test func aSmallSheetIsReadAtOnce() throws {
        let rows = (1...200).map { Self.row($0) }.joined()
        #expect(try SheetRun(Self.options, Self.builder(rows).bytes(), block: 1 << 18).stretches == 0)
    }

    @Test func rowsAndCellsWithoutPlacesAreCounted() throws {
        let rows = (1...400).map { "<row><c><v>\($0)</v></c><c t=\"s\"><v>1</v></c></row>" }.joined()
        #expect(try check(Self.builder(rows)) > 50)
        // With one that has a place, in a row or a cell, they are not.
        for row in [
            "<row r=\"777\"><c><v>1</v></c></row>", "<row><c\tr\n= 'A555'><v>1</v></c></row>", "<row><row/></row>",
        ] {
            try check(Self.builder(rows + row + rows))
        }
    }

    @Test func blankRowsAreCountedOnce() throws {
        let rows = (1...400).map { number in
            switch number % 7 {
            case 0: "<row r=\"\(number * 2)\"/>"
            case 1: "<row r=\"\(number * 2)\"><c r=\"A\(number * 2)\" s=\"1\"/></row>"
            default: Self.row(number * 2)
            }
        }
        #expect(try check(Self.builder(rows.joined())) > 20)
        #expect(try check(Self.builder(rows.joined()), "blank_rows: keep\n") == 0)
        let dense = (1...400).map { $0 % 5 == 0 ? "<row r=\"\($0)\"/>" : Self.row($0) }.joined()
        #expect(try check(Self.builder(dense), "blank_rows: keep\n") > 20)
        #expect(try check(Self.builder(dense), "blank_rows: keep\nmax_blank_rows: 0\n") > 0)
        #expect(try check(Self.builder(rows.joined() + "<row/>"), "range: A20:C300\n") > 20)
    }

    @Test func rowsInAllFormsAreTheSame() throws {
        let forms = [
            "<c t='inlineStr'><is><t>a&lt;&#230;æ\r\nb</t></is></c>",
            "<c t='str'><f>x&gt;\"</f><v><![CDATA[</row>]]></v></c>",
            "<!-- </row><row r='1'> -->", "<c t='b'><v>1</v></c>", "<c t='e'><v>#N/A</v></c>", "<c><f>1</f></c>",
            "<c s='1'><v>-1</v></c>", "<?p </row>?>", "<c><v>1.50E3</v></c>", "<x:y xmlns:x='u' r='>'><v>9</v></x:y>",
            "<is><t>z</t></is><c t=\"inlineStr\"><is><r><t>p</t></r><rPh><t>q</t></rPh><t>_x0041_</t></is></c>",
        ]
        let rows = (1...300).map { number in
            let cells =
                "<c r=\"A\(number)\"><v>1</v></c>" + forms[number % forms.count] + forms[number * 7 % forms.count]
            return "<row r=\"\(number)\">\(cells)</row>" + (number % 5 == 0 ? "<!-- <row> -->" : "")
        }
        for errors in ["reject", "missing", "text"] {
            #expect(try check(Self.builder(rows.joined()), "errors: \(errors)\nextra: ignore\n") > 20)
        }
    }

    @Test func rowsThatAreReadPlainlyAreThoseOfAParser() throws {
        let rows = [
            "<c t='inlineStr'><is><t>&amp;&lt;&gt;&quot;&apos;&#230;&#xE6;&#x1F600;</t></is></c>", "<c><v>&#0;</v></c>",
            "<c t='str'><v>&#x1F;</v></c>", "<c t='str'><v>&#xD800;</v></c>", "<c t='str'><v>&#xFFFE;</v></c>",
            "<c t='str'><v>&#;</v></c>", "<c t='str'><v>&#x;</v></c>", "<c t='str'><v>&#X41;</v></c>",
            "<c t='str'><v>&amp</v></c>", "<c t='str'><v>&#1114112;</v></c>", "<c t='str'><v>&#00000000000065;</v></c>",
            "<c t='str'><v>a]b]]c</v></c>", "<c t='str'><v>]]></v></c>", "<c t='str'><v>> \t\n \"'</v></c>",
            "<c t='str'><v>\r\n\r</v></c>", "<c t='str'><v>æ€😀\u{85}\u{7F}\u{FFFD}</v></c>",
            "<c t='str'><v>\u{FFFF}</v></c>",
            "<c t='str'><v>\u{1}</v></c>", "<c t='str' t='n'><v>1</v></c>", "<c t='s' a='1' b='2' c='3'><v>1</v></c>",
            "<c x14ac:dyDescent='1'/>", "<c xml:space='preserve'/>", "<c xml:space='x'/>", "<c xml:lang='x'/>",
            "<c a:b:c='1'/>",
            "<c xmlns='u'><v>1</v></c>", "<c xmlns:r='u' r:r='Q1'><v>1</v></c>", "<c 1='1'/>", "<c :a='1'/>",
            "<c a=1/>",
            "<c a='<'/>", "<c a='&#65;' s='&#49;'><v>1</v></c>", "<c  s='1' ><v >1</v ></c >",
            "<c s = '1'><v>1</v></c>",
            "<c\ns='1'\t/>", "<c s='1'/ >", "<c s='1't='n'/>", "<cc><v>1</v></cc>", "<C><v>1</v></C>",
            "<c><v>1</v><v>2</v></c>",
            "<c><f>1</f><f/><v>2</v></c>", "<c><v>2</v><f>1</f></c>", "<c><f t='shared' si='0'/><v>2</v></c>",
            "<c><v/></c>",
            "<c t='inlineStr'><is/></c>", "<c t='inlineStr'><is><t/></is></c>",
            "<c t='inlineStr'><is> <t>a</t></is></c>",
            "<c t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>", "<c t='str'><v>_x0041__x00</v></c>",
            "<c t='inlineStr'><v>1</v></c>", "<c><is><t>1</t></is></c>", "<c>1</c>", "1", "<v>1</v>", "<c><v>1</c></v>",
            "<c><v>1",
            "<c><v>a<b/>c</v></c>", "<c r=''><v>1</v></c>", "<c r='ZZZZ1'/>", "<c s=''><v>1</v></c>",
            "<c s='9'><v>1</v></c>",
            "<c t=''><v>1</v></c>", "<c t='bool'/>", "<c s='1'><v>2.5</v></c>", "<c t='e'><v>#N/A</v></c>",
            "<c t='s'><v> 1 </v></c>",
            "<c t='b'><v>2</v></c>", "<c t='d'><v>2021-01-01</v></c>", "<c><v></v></c>", "<c></c>", " \n\t", "\r",
            "\u{C}",
        ]
        for root in ["<worksheet", "<worksheet xmlns:x14ac='u'"] {
            for row in rows {
                let text = (1...60).map { $0 == 30 ? "<row r='30'>\(row)<c><v>1</v></c></row>" : Self.row($0) }.joined()
                var builder = Self.builder("")
                builder.changed["xl/worksheets/sheet1.xml"] = root + "><sheetData>\(text)</sheetData></worksheet>"
                try check(builder, sizes: [1500])
            }
        }
    }

    @Test func theRowsOfUsualWritersArePlain() {
        let rows = [
            "<row r=\"2\" spans=\"1:3\" ht=\"15.75\" customHeight=\"1\" x14ac:dyDescent=\"0.25\"><c r=\"A2\" s=\"4\" t=\"s\"><v>1</v></c>"
                + "<c r=\"B2\"><f t=\"shared\" ref=\"B2:B9\" si=\"0\">A2*2</f><v>1.5E-2</v></c><c r=\"C2\" s=\"1\"/></row>",
            "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>L&#230;s&#248;</t></is></c></row>",
            "\n  <row><c s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Læsø €</t></is></c>\n  </row>",
            "<row r='1'/>",
        ]
        for row in rows {
            let bytes = Array(row.utf8)
            var plain = PlainRow(knowsDescent: true)
            #expect(plain.read(bytes.span, from: 0) == bytes.count, "\(row)")
        }
    }

    @Test func whatIsWrongIsFoundWhereItIs() throws {
        let rows = (1...200).map { Self.row($0) }
        let wrong = [
            "<row r='90'><c><v>1</v></c></row>", "<row r='101'><c r='A7'><v>1</v></c></row>", "<row r='101'><c></row>",
            "<row r='101'><c r='A101' t='s'><v>3</v></c></row>", "<row r='101'><c t='z'/></row>", "</foo>",
            "<!DOCTYPE a>",
            "<row r='101'><c r='A101'><v>1</v></c><c r='A101'><v>1</v></c></row>", "<row r='101'>&e;</row>",
            "<row r='101' r='101'/>", "<row r='101' x:y='1'/>", "<row r='101'><c><v>\u{1}</v></c></row>",
            "<row r='101'>]]></row>",
            "<row r='1048577'/>", "<row r='101'><c t='str'><v>\(String(repeating: "x", count: 50))</v></c></row>",
        ]
        for one in wrong {
            for place in [3, 99] {
                let sheet = (rows[..<place] + [one.replacing101(place + 1)] + rows[(place + 1)...]).joined()
                try check(Self.builder(sheet), "max_cell: 40\n", sizes: [64, 1000])
            }
        }
        let run = try SheetRun(Self.options, Self.builder((rows + ["</foo>"]).joined()).bytes(), block: 1000)
        #expect(run.stretches > 10)
        #expect(run.rows.count == 200)
        #expect(run.fault?.rule == "xml.malformed")
    }

    @Test func bytesThatAreNotUTF8AreFound() throws {
        for wrong in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE6, 0x41], [0xF0, 0x9F]] as [[UInt8]] {
            let rows = (1...60).map { $0 == 30 ? "<row r='30'><c t='str'><v>@@</v></c></row>" : Self.row($0) }.joined()
            var sheet = Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8)
            let place = try #require(sheet.firstIndex(of: UInt8(ascii: "@")))
            sheet.replaceSubrange(place..<place + 2, with: wrong)
            var parts = Self.builder("").parts
            parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
            parts.append((name: "xl/worksheets/sheet1.xml", bytes: sheet))
            let archive = try WorkbookBuilder.zip(parts)
            let found = try SheetRun(Self.options, archive, block: 1500)
            #expect(found.fault?.rule == "xml.encoding")
            #expect(try found == SheetRun(Self.options + Self.alone, archive, block: 1500))
        }
    }

    @Test func elementsThatDoNotBelongThereChangeNothingForOthers() throws {
        let rows = (1...100).map { Self.row($0) }
        let strange = [
            "<sheetData/>", "<row r='101'><sheetData><row/></sheetData></row>", "<c r='Q7'><v>1</v></c>", "<v>x</v>",
            "<foo><row/></foo>", "<rPh><t>x</t></rPh>", "<foo r='3'/>", "text", "<x:row xmlns:x='u'/>",
            "</sheetData><sheetData>", "<row r='101'><row r='102'><c><v>1</v></c></row></row>",
        ]
        for one in strange {
            let behind = (110...220).map { Self.row($0) }
            try check(Self.builder((rows + [one] + behind + [one]).joined()), sizes: [64, 1000])
        }
    }

    @Test func mergedRangesAreFilledAcrossStretches() throws {
        let rows = (1...300).map { number in
            number % 50 < 10 && number % 50 > 0
                ? "<row r=\"\(number)\"><c r=\"A\(number)\"><v>2</v></c></row>" : Self.row(number)
        }
        var builder = Self.builder(rows.joined())
        builder.behind = "<mergeCells><mergeCell ref=\"B50:C59\"/><mergeCell ref=\"B150:B155\"/></mergeCells>"
        #expect(try check(builder, "merged: repeat\n") > 20)
        #expect(
            try SheetRun(Self.options + "merged: repeat\n", builder.bytes(), block: 300).counts["merged_cells"] == 23
        )
    }

    @Test func aFooterEndsTheDataWhereverItIs() throws {
        let cells = [
            "<c t='s'><v>3</v></c>", "<c t='s'><v> 03 </v></c>", "<c t='str'><v>Kilde</v></c>", "<c><v>Kilde</v></c>",
            "<c t='inlineStr'><is><t>&#75;ilde</t></is></c>", "<c t='str'><v>_x004B_ilde</v></c>",
            "<c t='e'><v>Kilde</v></c>",
            "<c/><c t='str'><v/></c><c t='inlineStr'><is><r><t>Kil</t></r><r><t>de</t></r></is></c>",
            "<!-- --><c t='s'><v>3</v></c>",
            "<c t='str'><v>Kil</v></c>", "<c t='s'><v>1</v></c><c t='s'><v>3</v></c>", "<c t='b'><v>1</v></c>",
        ]
        for (number, cell) in cells.enumerated() {
            let rows = (1...200).map { $0 == 150 ? "<row r='150'>\(cell)</row>" : Self.row($0) }.joined()
            var builder = Self.builder(rows)
            builder.strings?.append("<t>Kilde: os</t>")
            let bytes = try builder.bytes()
            // The whole is too small to be given away at once.
            let whole = try SheetRun(Self.options + "footer: Kilde\n", bytes, block: 1 << 18)
            #expect(whole.stretches == 0)
            #expect(whole.rows.count == (number < 9 ? 149 : 200))
            #expect(whole.counts["footer_rows"] == (number < 9 ? 51 : nil))
            for size in [300, 2000] {
                let found = try SheetRun(Self.options + "footer: Kilde\n", bytes, block: size)
                #expect(found == whole, "\(cell) \(size)")
                #expect(found.stretches > 2)
            }
        }
        let truths = Self.builder((1...60).map { "<row r='\($0)'><c t='b'><v>\($0 / 50)</v></c></row>" }.joined())
        #expect(try SheetRun(Self.options + "footer: tru\n", truths.bytes(), block: 300).rows.count == 49)
    }

    @Test func aHeaderComesFirst() throws {
        let head =
            "<row r='3'><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row><row r='4'><c/><c/><c t='str'><v>c</v></c></row>"
        let rows = (7...300).map { Self.row($0) }.joined()
        let options = "header_rows: 2\nskip_rows: 1\nfields: [c, a]\nextra: ignore\n"
        #expect(try check(Self.builder(head + rows), options: options, sizes: [1, 50, 200]) > 20)
    }

    @Test func sheetsInOtherEncodingsAreTheSame() throws {
        let rows = (1...200).map { Self.row($0, "<c t='str'><v>æ</v></c>") }.joined()
        let sheet = "<worksheet xmlns='u'><sheetData>\(rows)</sheetData></worksheet>"
        for (encoding, declared) in [("iso-8859-1", true), ("utf-16", false), ("utf-8", true)] {
            let text = (declared ? "<?xml version='1.0' encoding='\(encoding)'?>" : "") + sheet
            let bytes: [UInt8] =
                switch encoding {
                case "utf-16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                case "utf-8": Array(text.utf8)
                default: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
                }
            var parts = Self.builder("").parts
            parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
            parts.append((name: "xl/worksheets/sheet1.xml", bytes: bytes))
            let archive = try WorkbookBuilder.zip(parts)
            let options = Self.options + "extra: ignore\n"
            let expected = try SheetRun(options + Self.alone, archive, block: 1 << 18)
            #expect(expected.rows.count == 200)
            for size in [64, 1000, 5000] {
                let found = try SheetRun(options, archive, block: size)
                #expect(found == expected)
                #expect((found.stretches > 0) == (encoding != "utf-16"))
            }
        }
    }

    @Test func fewBytesThatStandForManyAreGivenAwayInFewerRows() throws {
        var builder = Self.builder((1...3000).map { "<row r=\"\($0)\"><c t=\"s\"><v>0</v></c></row>" }.joined())
        builder.strings = ["<t>\(String(repeating: "x", count: 20_000))</t>"]
        let input = MemoryInput(try builder.bytes(), isFile: true)
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { input }
        let prepared = try #require(XLSXReader(yaml: "path: a.xlsx\n" + Self.options).prepare(&context))
        let source = prepared.makeSource()
        let batch = RecordBatch()
        var stretches: [Int] = []
        while true {
            batch.reset(fieldCount: 3)
            guard try source.fill(batch, from: input) else { break }
            if let stretch = batch.context as? SheetStretch { stretches.append(stretch.range.count) }
        }
        #expect(stretches.count > 1)
        #expect(stretches.allSatisfy { $0 / 20 * 20_000 <= 64 << 20 })
    }
}

extension String {
    /// The text with the number of a row in place of 101.
    fileprivate func replacing101(_ number: Int) -> String {
        split(separator: "101", omittingEmptySubsequences: false).joined(separator: "\(number)")
    }
}
