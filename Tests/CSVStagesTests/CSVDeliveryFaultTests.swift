import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct CSVDeliveryFaultTests {
    private func stage(_ more: String = "") throws -> CSVReader {
        try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [kommune, andel]\(more) }")
    }

    @Test func namesAMissingFieldAndTheNearest() throws {
        let fault = try #require(try stage().fault(on: "kommune;andl\n1;2\n"))
        #expect(fault.rule == "csv.missing_field")
        #expect(fault.message == "the header has no field 'andel'")
        #expect(fault.hint == "did you mean 'andl'?")
        #expect(fault.line == 1)
    }

    @Test func suspectsTheDelimiterOfAHeaderOfOneCell() throws {
        let fault = try #require(try stage().fault(on: "kommune,andel\n1,2\n"))
        #expect(fault.hint == "the header is one cell and holds ',': write delimiter: ','")
    }

    @Test func refusesFieldsThatThePipelineDoesNotName() throws {
        let fault = try #require(try stage().fault(on: "kommune;andel;antal\n1;2;3\n"))
        #expect(fault.rule == "csv.extra_field")
        #expect(fault.hint == "add them to fields, or write extra: ignore")
        #expect(try stage().fault(on: "kommune;andel;\n1;2;3\n")?.rule == "csv.unnamed_field")
    }

    @Test func refusesAFieldThatIsThereTwice() throws {
        #expect(try stage().fault(on: "kommune;andel;andel\n1;2;3\n")?.rule == "csv.duplicate_field")
    }

    @Test func refusesAFileWithoutItsHeader() throws {
        #expect(try stage().fault(on: "")?.rule == "csv.empty_file")
        #expect(try stage().fault(on: "\u{FEFF}")?.rule == "csv.empty_file")
        #expect(try stage(", skip_rows: 3").fault(on: "x\ny\n")?.rule == "csv.no_header")
    }

    @Test func acceptsAFileWithoutRecords() throws {
        #expect(try stage().run(on: "kommune;andel").output == "kommune | andel")
    }

    @Test func findsTheRecordOfAnOpenQuote() throws {
        let fault = try #require(try stage().fault(on: "kommune;andel\n\"a\nb\";1\nc;\"2\nd;3\n"))
        #expect(fault.rule == "csv.open_quote")
        #expect(fault.line == 4)
        #expect(try stage().fault(on: "kommune;\"andel\n1;2")?.line == 1)
    }

    @Test(arguments: [
        [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B, 0x08], Array("%PDF-1.7".utf8),
        Array(" \n<!DOCTYPE HTML>\n".utf8), Array("<html lang=da>".utf8),
    ])
    func recognisesWhatIsNoDelimitedText(bytes: [UInt8]) throws {
        #expect(try stage().fault(on: bytes)?.rule == "csv.file_kind")
    }

    @Test func recognisesTheMarkOfAnotherEncoding() throws {
        #expect(try stage().fault(on: [0xFF, 0xFE, 0x61, 0x00])?.hint == "write encoding: utf-16")
        let latin1 = try stage(", encoding: iso-8859-1")
        #expect(try latin1.fault(on: "\u{FEFF}kommune;andel\n")?.hint == "write encoding: utf-8")
    }

    @Test func heedsTheDelimiterThatTheFileNames() throws {
        #expect(try stage().run(on: "sep=;\r\nkommune;andel\n1;2\n").output == "kommune | andel\n1       | 2")
        #expect(try stage().fault(on: "sep=,\nkommune,andel\n1,2\n")?.hint == "write delimiter: ','")
    }

    @Test func refusesARecordLongerThanTold() throws {
        let stage = try stage(", max_record: 262144")
        let long = String(repeating: "x", count: 262_141)
        #expect(try stage.run(on: Array("kommune;andel\n1;\(long)y\n".utf8), chunks: []).rejects == [])
        do {
            _ = try stage.run(on: Array("kommune;andel\n1;2\n1;\(long)xxxxx\n".utf8), chunks: [])
            Issue.record("the record was read")
        } catch let fault as DeliveryFault {
            #expect(fault.rule == "csv.record_too_long")
            #expect(fault.line == 3)
        }
    }

    @Test func refusesLinesOfWhichSomeEndInCRAlone() throws {
        #expect(try stage().fault(on: "kommune;\"an\ndel\"\r1;2\r")?.rule == "csv.line_ends")
        let long = "kommune;andel\r" + String(repeating: "3;4\r", count: 40_000) + "5;6\n"
        #expect(try stage().fault(on: long)?.rule == "csv.line_ends")
        #expect(try CSVReader(yaml: "{ path: a, fields: [a] }").fault(on: "a\r1,2\n3,4\n")?.rule == "csv.line_ends")
        #expect(try stage(", header_rows: 0").run(on: "\"a\rb\";1\n").rejects == [])
    }

    @Test func refusesAHeaderThatIsNoText() throws {
        #expect(try stage().fault(on: Array("kommune;ande".utf8) + [0xE6, 0x0A])?.rule == "csv.encoding")
    }
}
