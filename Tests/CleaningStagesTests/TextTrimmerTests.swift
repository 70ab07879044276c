import ByteKernels
import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct TextTrimmerTests {
    @Test(arguments: [Column.Form.raw, .text, .coded])
    func removesEveryKindOfWhiteSpaceAtTheEnds(form: Column.Form) throws {
        let cells = [
            " a ", "\tb\u{A0}", "\u{FEFF}c", "\u{200B}\u{202F} d\u{2009}\u{3000}", "e\r\n", "  ", "", "å", nil,
            "f\u{85}",
        ]
        let result = try DeliveredCells(cells).held(as: form).run(try TextTrimmer(yaml: "fields: [x]"))
        #expect(result == ["a", "b", "c", "d", "e", "", "", "å", "∅missing", "f"])
    }

    @Test func readsTheEncodingOfTheDelivery() throws {
        let cells = DeliveredCells(["\u{A0}Ærø", "Læsø\u{A0}", "Å"], encoding: .latin1)
        #expect(try cells.run(try TextTrimmer(yaml: "{}")) == ["Ærø", "Læsø", "Å"])
    }

    @Test func looksInsideQuotes() throws {
        let cells = DeliveredCells(["\" a \"", "\"b\"\"c \"", "\"\""])
        #expect(try cells.run(try TextTrimmer(yaml: "{}")) == ["a", "b\"c", ""])
    }

    @Test(arguments: [TextEncoding.utf8, .latin1])
    func leavesWhatNeedsNothingAsItWasDelivered(encoding: TextEncoding) throws {
        let cells = DeliveredCells(["a  b", "å", "", "\"c\"", nil, "d\u{A0}e"], encoding: encoding)
        #expect(try cells.run(try TextTrimmer(yaml: "{}")) == ["a  b", "å", "", "c", "∅missing", "d\u{A0}e"])
        #expect(cells.batch.column(0).form == .raw)
    }

    @Test(arguments: [Column.Form.raw, .text, .coded])
    func foldsWhiteSpaceInsideOnDemand(form: Column.Form) throws {
        let stage = try TextTrimmer(yaml: "collapse: true")
        let cells = [
            "a  b", " a \t\u{A0} b c ", "a\tb", "a\u{200B}b", "a \u{200B} b", "a\u{200B} b", "æ\u{A0}ø", "a b",
        ]
        for cell in cells {
            let expected =
                switch cell {
                case " a \t\u{A0} b c ": "a b c"
                case "a\u{200B}b": "a\u{200B}b"
                case "æ\u{A0}ø": "æ ø"
                default: "a b"
                }
            #expect(try DeliveredCells([cell]).held(as: form).run(stage) == [expected])
        }
    }

    @Test func foldsInOtherEncodings() throws {
        let stage = try TextTrimmer(yaml: "collapse: true")
        for cell in ["æ  ø", "æ\u{A0}ø", "æ\tø", "æ ø "] {
            #expect(try DeliveredCells([cell], encoding: .latin1).run(stage) == ["æ ø"])
        }
    }

    @Test func equalTextsGetEqualCodes() throws {
        let cells = DeliveredCells(["a ", "a", " a", "b"])
        _ = try cells.run(try TextTrimmer(yaml: "{}"))
        #expect(cells.batch.column(0).codes == [0, 0, 0, 1])
    }

    @Test func takesAllTextFieldsAndNoOthers() throws {
        let result = try TextTrimmer(yaml: "{}").run(on: "a | n:integer | b\n\ta | 1 | b\t")
        #expect(result.output == "a | n | b\na | 1 | b")
        let one = try TextTrimmer(yaml: "fields: [b]").run(on: "a | b\na\t | b\t")
        #expect(one.output == "a  | b\na\t | b")
    }

    @Test func reportsFieldsThatAreNoneOrNoText() throws {
        #expect(
            try TextTrimmer(yaml: "fields: [n, b]").mistakes(for: "a | n:integer") == [
                "10: field 'n' is integer here, not text (use it before the field is typed)",
                "13: no field named 'b' at this point in the pipeline (fields here: a, n)",
            ]
        )
        #expect(
            try TextTrimmer(yaml: "fields: []").mistakes(for: "a")
                == ["9: no fields are named (leave 'fields' out to take all text fields)"]
        )
    }
}
