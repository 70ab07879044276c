import ByteKernels
import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct ValueMapperTests {
    private let table = """
        koen | alder
        M    | M
        ukendt | 1
        K    | K
        ∅suppressed | K
        """

    @Test func replacesTextsAndKeepsOthers() throws {
        let result = try ValueMapper(yaml: "fields: [koen]\nvalues: { M: mand, K: kvinde }").run(on: table)
        #expect(
            result.detailedOutput == """
                koen        | alder
                mand        | M
                ukendt      | 1
                kvinde      | K
                ∅suppressed | K
                """
        )
        #expect(result.rejects == [])
    }

    @Test func rejectsOthersOnDemand() throws {
        let stage = try ValueMapper(yaml: "fields: [koen]\nvalues: { M: mand, K: kvinde }\nunmatched: reject")
        let result = try stage.run(on: table)
        #expect(result.rejects == ["3 koen map.unmatched"])
        #expect(result.detailedOutput == "koen        | alder\nmand        | M\nkvinde      | K\n∅suppressed | K")
        let flagged = try stage.run(on: "koen\nukendt", onFail: .flag)
        #expect(flagged.flags == ["2 koen map.unmatched"])
        #expect(flagged.detailedOutput == "koen\n∅invalid")
    }

    @Test func makesOthersMissingOnDemand() throws {
        let stage = try ValueMapper(yaml: "fields: [koen]\nvalues: { M: M }\nunmatched: missing")
        let result = try stage.run(on: table)
        #expect(
            result.detailedOutput
                == "koen        | alder\nM           | M\n∅           | 1\n∅           | K\n∅suppressed | K"
        )
    }

    @Test func aTextMustBeTheSameSignBySign() throws {
        let stage = try ValueMapper(yaml: "fields: [x]\nvalues: { \"-\": \"0\", Å: aa, \"\": tom, a: b, b: a }")
        let cells = DeliveredCells(["-", "--", "A\u{30A}", "Å", "", "\"-\"", "\"\"", "a", "b", "A", " -"])
        #expect(
            try cells.run(stage) == ["0", "--", "A\u{30A}", "aa", "tom", "0", "tom", "b", "a", "A", " -"]
        )
        #expect(try cells.run(stage)[2].unicodeScalars.count == 2)
    }

    @Test func readsTheEncodingOfTheDelivery() throws {
        let stage = try ValueMapper(yaml: "fields: [x]\nvalues: { Å: aa }")
        #expect(try DeliveredCells(["å", "Å"], encoding: .latin1).run(stage) == ["å", "aa"])
    }

    @Test func leavesColumnsWithNothingToReplaceAsTheyWereDelivered() throws {
        let cells = DeliveredCells(["12", "7", "\"8\"", ""])
        _ = try cells.run(try ValueMapper(yaml: "fields: [x]\nvalues: { \"-\": \"0\" }"))
        #expect(cells.batch.column(0).form == .raw)
    }

    @Test func textsThatBecomeOneGetOneCode() throws {
        let cells = DeliveredCells(["m", "M", "mand", "k"])
        _ = try cells.run(try ValueMapper(yaml: "fields: [x]\nvalues: { m: mand, M: mand }"))
        #expect(cells.batch.column(0).codes == [0, 0, 0, 1])
    }

    @Test func reportsMistakes() throws {
        #expect(
            try ValueMapper(yaml: "fields: [kon, n]\nvalues: {}").mistakes(for: "koen | n:integer") == [
                "10: no field named 'kon' at this point in the pipeline (did you mean 'koen'?)",
                "15: field 'n' is integer here, not text (use it before the field is typed)",
                "9: no texts to replace are given",
            ]
        )
    }
}
