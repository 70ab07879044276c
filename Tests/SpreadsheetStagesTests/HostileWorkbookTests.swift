import Materials
import StageKit
import StageTesting
import Testing

@testable import SpreadsheetStages

/// Workbooks that are damaged, or made to do harm.
@Suite struct HostileWorkbookTests {
    private func fault(_ builder: WorkbookBuilder, _ options: String = "") throws -> DeliveryFault? {
        try fault(builder.bytes(), options)
    }

    private func fault(_ bytes: [UInt8], _ options: String = "") throws -> DeliveryFault? {
        try XLSXReader.fault("path: a.xlsx\nheader_rows: 0\nfields: [a, b, c]\n" + options, bytes)
    }

    private func rule(_ rows: String, _ options: String = "") throws -> String? {
        try fault(WorkbookBuilder(rows), options)?.rule
    }

    private func changed(_ part: String, _ text: String?) throws -> DeliveryFault? {
        var builder = WorkbookBuilder("<row><c><v>1</v></c></row>")
        builder.strings = []
        builder.formats = ["0"]
        builder.changed[part] = .some(text)
        return try fault(builder)
    }

    @Test func otherKindsOfFilesAreNamed() throws {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let kinds: [([UInt8], String)] = [
            (Array("\n<!DOCTYPE html><html>".utf8), "an HTML page"), (Array("<table><tr>".utf8), "an HTML page"),
            (Array("<?xml version='1.0'?><html xmlns='x'>".utf8), "an HTML page"),
            (Array("<?xml version='1.0'?><a/>".utf8), "an XML document"),
            (Array("kommune;antal\n0101;7\n".utf8), "plain text, perhaps CSV"),
            (Array("%PDF-1.4".utf8), "a PDF document"), ([0x1F, 0x8B, 8], "packed with gzip"),
            (compound, "an old file of Office"), (compound + name, "a workbook behind a password"),
            ([0, 1, 2, 3], "something else"),
        ]
        for (bytes, kind) in kinds {
            let found = try fault(bytes)
            #expect(found?.rule == "xlsx.file_kind", "\(kind)")
            #expect(found?.message == "the file is \(kind), not an Excel workbook (.xlsx)")
        }
        #expect(try fault([])?.rule == "xlsx.empty")
    }

    @Test func entitiesInAnyPartAreRefused() throws {
        let text = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"
        for part in [
            "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
            "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
        ] {
            #expect(try changed(part, text)?.rule == "xml.doctype", "\(part)")
        }
    }

    @Test func partsThatAreMissingOrOtherPartsAreRefused() throws {
        #expect(try changed("xl/worksheets/sheet1.xml", nil)?.rule == "xlsx.part")
        #expect(try changed("xl/sharedStrings.xml", nil)?.rule == "xlsx.part")
        #expect(try changed("xl/workbook.xml", nil)?.rule == "xlsx.part")
        #expect(try changed("xl/worksheets/sheet1.xml", "<sst/>")?.rule == "xlsx.layout")
        #expect(try changed("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c>")?.rule == "xml.torn")
    }

    @Test func relationsThatLeaveTheWorkbookAreRefused() throws {
        func relations(_ target: String, _ mode: String = "") -> String {
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"\(target)\" \(mode)/></Relationships>"
        }
        let part = "xl/_rels/workbook.xml.rels"
        #expect(try changed(part, relations("../../../etc/passwd"))?.rule == "xlsx.relation")
        #expect(try changed(part, relations("http://example.org/a.xml"))?.rule == "xlsx.relation")
        #expect(try changed(part, relations("x", "TargetMode=\"External\""))?.rule == "xlsx.relation")
        #expect(try changed(part, relations("../../xl/worksheets/sheet1.xml"))?.rule == "xlsx.relation")
        #expect(try changed(part, relations("../xl/./worksheets/sheet1.xml")) == nil)
        #expect(try changed(part, relations("\\xl\\worksheets\\sheet1.xml")) == nil)
        #expect(try changed(part, "<Relationships/>")?.rule == "xlsx.layout")
    }

    @Test func cellsThatCannotBeCertainRefuseTheSheet() throws {
        let rows = [
            "<row r='2'/><row r='2'/>", "<row r='2'/><row r='1'/>", "<row r='0'/>", "<row r='x'/>",
            "<row r='1048577'/>",
            "<row r='1'><c r='A2'><v>1</v></c></row>", "<row r='1'><c r='XFE1'><v>1</v></c></row>",
            "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "<row r='1'><c r='?'><v>1</v></c></row>",
            "<row><c t='s'><v>0</v></c></row>", "<row><c t='s'><v>-1</v></c></row>",
            "<row><c t='s'><v>99999999999999999999</v></c></row>", "<row><c t='s'><v>x</v></c></row>",
            "<row><c t='x'><v>1</v></c></row>",
            "<row><c r='XFD1'><v>1</v></c><c><v>2</v></c></row>",
        ]
        for text in rows { #expect(try rule(text) == "xlsx.layout", "\(text)") }
        var builder = WorkbookBuilder("<row><c s='7'><v>1</v></c></row>")
        builder.formats = ["0"]
        #expect(try fault(builder)?.rule == "xlsx.layout")
        #expect(try fault(builder)?.line == 1)
    }

    @Test func everyLimitIsNamedInItsMessage() throws {
        let long = "<row><c t='str'><v>\(String(repeating: "x", count: 300))</v></c><c t='str'><v>y</v></c></row>"
        var builder = WorkbookBuilder(long)
        builder.strings = ["<t>\(String(repeating: "x", count: 300))</t>"]
        builder.behind = "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:B2'/></mergeCells>"
        for (option, value) in [
            ("max_cell", 299), ("max_record", 300), ("max_strings", 299), ("max_merged", 1), ("max_file", 100),
        ] {
            let text = "path: a\nheader_rows: 0\nfields: [a, b]\nmerged: repeat\n\(option): \(value)"
            do {
                _ = try SheetContent(text, builder.bytes(), isFile: option != "max_file")
                Issue.record("\(option) does not hold")
            } catch let fault as DeliveryFault {
                #expect(fault.message.contains("(\(option))"), "\(fault.message)")
                #expect(fault.danish.contains("(\(option))"))
            }
        }
        #expect(try fault(builder, "max_parts: 3")?.message.contains("(max_parts)") == true)
        let corner = WorkbookBuilder("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")
        #expect(try fault(corner, "blank_rows: keep")?.rule == "xlsx.limit.blank_rows")
        #expect(try fault(corner) == nil)
    }

    @Test func aCornerCellAloneIsReadInPassing() throws {
        let bytes = try WorkbookBuilder("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>").bytes()
        let found = try SheetContent("path: a\nheader_rows: 0", bytes)
        #expect(found.rows.count == 1)
        #expect(found.fields.count == 16_384)
        #expect(found.fields.last == "XFD")
        #expect(found.lines == [1_048_576])
    }

    @Test func everyByteThatIsChangedIsSeenOrMeansNothing() throws {
        var builder = WorkbookBuilder("<row><c t='s'><v>0</v></c><c><v>12</v></c></row>")
        builder.strings = ["<t>ab</t>"]
        let bytes = try builder.bytes()
        let options = "path: a\nheader_rows: 0\nfields: [a, b]"
        let right = try SheetContent(options, bytes)
        #expect(right.rows == [["ab", "12"]])
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var damaged = bytes
            damaged[place] ^= 0x15
            if let found = try? SheetContent(options, damaged) { #expect(found == right, "\(place)") }
            #expect((try? SheetContent(options, Array(bytes[..<place]))) == nil)
        }
    }
}
