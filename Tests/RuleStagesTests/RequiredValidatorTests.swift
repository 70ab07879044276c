import ByteKernels
import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct RequiredValidatorTests {
    private let table = """
        kommune | procent
        0101    | 12
        ∅       | 13
        0147    | ∅suppressed
        0151    | ∅invalid
        0153    | ∅not_collected
        """

    @Test func turnsDownWhatIsMissingForAnyReasonButAFault() throws {
        let result = try RequiredValidator(yaml: "fields: [kommune, procent]").run(on: table)
        #expect(
            result.rejects == [
                "3 kommune required.missing", "4 procent required.missing", "6 procent required.missing",
            ]
        )
        #expect(
            result.detailedOutput == """
                kommune | procent
                0101    | 12
                0151    | ∅invalid
                """
        )
    }

    @Test func takesAllowedReasonsForGiven() throws {
        let result = try RequiredValidator(yaml: "{ fields: [procent], allow: [suppressed] }").run(on: table)
        #expect(result.rejects == ["6 procent required.missing"])
    }

    @Test func takesEmptyAndBlankTextForMissing() throws {
        // The cells of a test table are trimmed of spaces, not of no-break and em spaces and tabs.
        let rows = "navn\n\u{A0}\u{2003}\n\t\nÅ\n\u{A0}x\n€"
        let result = try RequiredValidator(yaml: "fields: [navn]").run(on: rows)
        #expect(result.rejects == ["2 navn required.missing", "3 navn required.missing"])
        let empty = try RequiredValidator(yaml: "fields: [navn]").run(on: "navn | id\n | 1\nx | 2")
        #expect(empty.rejects == ["2 navn required.missing"])
    }

    @Test(arguments: [Column.Form.raw, .text, .coded])
    func findsBlanksInEveryForm(_ form: Column.Form) throws {
        let rows = try batch(["a", "  ", "", "Ærø", " b "], form: form)
        #expect(try faultyRows(of: RequiredValidator(yaml: "fields: [navn]"), rows) == [1, 2])
    }

    @Test func looksInsideQuotesAndOtherEncodings() throws {
        let latin: [[UInt8]] = [[0x22, 0x22], [0x22, 0x20, 0x22], [0xA0], [0xC2], [0x22, 0x22, 0x22, 0x22], [0xE6]]
        let rows = rawBatch(latin, encoding: .latin1)
        #expect(try faultyRows(of: RequiredValidator(yaml: "fields: [navn]"), rows) == [0, 1, 2])
    }

    @Test func flaggedRecordsKeepTheirReason() throws {
        let result = try RequiredValidator(yaml: "fields: [procent]").run(on: table, onFail: .flag)
        #expect(result.flags == ["4 procent required.missing", "6 procent required.missing"])
        #expect(result.detailedOutput.contains("∅suppressed"))
    }

    @Test func typedFieldsAreJudgedByTheirStates() throws {
        let result = try RequiredValidator(yaml: "fields: [antal]").run(on: "antal:integer\n0\n∅")
        #expect(result.rejects == ["3 antal required.missing"])
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try RequiredValidator(yaml: yaml).diagnostics(on: table).map(\.message)
        }
        #expect(try messages("fields: []") == ["no field is named"])
        #expect(try messages("fields: [kommune, kommune]") == ["field 'kommune' is named twice"])
        #expect(try messages("fields: [komune]") == ["no field named 'komune' at this point in the pipeline"])
        #expect(
            try messages("{ fields: [kommune], allow: [provisional] }")
                == ["a provisional value is there, and needs no leave"]
        )
    }
}
