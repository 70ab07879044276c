import ByteKernels
import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct FieldSplitterTests {
    private let stage = "field: tid\nseparator: K\ninto: [aar, kvartal]"

    @Test func putsThePartsInThePlaceOfTheWhole() throws {
        let result = try FieldSplitter(yaml: stage).run(
            on: """
                omraade | tid    | antal
                Læsø    | 2031K1 | 7
                Ærø     | 2031K2 | 8
                Ærø     | 2032K1 | 9
                """
        )
        #expect(
            result.output == """
                omraade | aar  | kvartal | antal
                Læsø    | 2031 | 1       | 7
                Ærø     | 2031 | 2       | 8
                Ærø     | 2032 | 1       | 9
                """
        )
    }

    @Test func keepsTheWholeOnDemand() throws {
        let result = try FieldSplitter(yaml: stage + "\nkeep: true").run(on: "tid    | antal\n2031K1 | 7")
        #expect(result.output == "tid    | aar  | kvartal | antal\n2031K1 | 2031 | 1       | 7")
    }

    @Test func aPartMayTakeTheNameOfTheWhole() throws {
        let result = try FieldSplitter(yaml: "field: tid\nseparator: K\ninto: [kvartal, tid]").run(on: "tid\n1K2031")
        #expect(result.output == "kvartal | tid\n1       | 2031")
    }

    @Test func rejectsAnyOtherNumberOfParts() throws {
        let table = "tid | n\n2031 | 1\n2031K1K2 | 2\n2031K1 | 3\nK | 4"
        let result = try FieldSplitter(yaml: stage).run(on: table)
        #expect(result.rejects == ["2 tid split.parts", "3 tid split.parts"])
        #expect(result.output == "aar  | kvartal | n\n2031 | 1       | 3\n     |         | 4")
        let flagged = try FieldSplitter(yaml: stage + "\nkeep: true").run(on: "tid\n2031", onFail: .flag)
        #expect(flagged.flags == ["2 tid split.parts"])
        #expect(flagged.detailedOutput == "tid      | aar      | kvartal\n∅invalid | ∅invalid | ∅invalid")
    }

    @Test func theLastPartTakesTheRestOnDemand() throws {
        let yaml = "field: x\nseparator: '::'\ninto: [a, b]\nrest: last"
        #expect(
            try DeliveredCells(["1::2::3", "1::2", "1::::", ":::", "1:2"]).run(try FieldSplitter(yaml: yaml))
                == ["1|2::3", "1|2", "1|::", "|:", "∅invalid|∅invalid"]
        )
    }

    @Test func thePartsOfNothingAreMissingForTheSameReason() throws {
        let result = try FieldSplitter(yaml: stage).run(on: "tid\n∅\n∅suppressed\n∅invalid")
        #expect(
            result.detailedOutput
                == "aar         | kvartal\n∅           | ∅\n∅suppressed | ∅suppressed\n∅invalid    | ∅invalid"
        )
        #expect(result.rejects == [])
    }

    @Test func splitsQuotedCellsAndOtherEncodings() throws {
        let stage = try FieldSplitter(yaml: "field: x\nseparator: ø\ninto: [a, b]")
        #expect(try DeliveredCells(["\"aø\"\"\"", "æøå"], encoding: .latin1).run(stage) == ["a|\"", "æ|å"])
    }

    @Test func partsAreDeliveredAndPersonalAsTheWhole() throws {
        var delivered = Schema(textFields: ["CPR"])
        delivered.markPersonal("CPR")
        let schema = try FieldSplitter(yaml: "field: CPR\nseparator: '-'\ninto: [dag, nr]").schema(after: delivered)
        #expect(schema.names == ["dag", "nr"])
        #expect(schema.fields.map(\.deliveredName) == ["CPR", "CPR"])
        #expect(schema.fields.map(\.isPersonal) == [true, true])
    }

    @Test func partsOfAWideTablePointAtTheCellOfTheWhole() throws {
        let cells = DeliveredCells(["1-2", "3-4"])
        cells.batch.column(0).cells = [0, 2]
        _ = try cells.run(try FieldSplitter(yaml: "field: x\nseparator: '-'\ninto: [a, b]"))
        #expect(cells.batch.column(2).cells == [0, 2])
    }

    @Test func reportsMistakes() throws {
        let taken =
            " already (choose another name, or leave it out first with normalize.select)"
        #expect(
            try FieldSplitter(yaml: "field: tdi\nseparator: ''\ninto: [n]").mistakes(for: "tid | n") == [
                "8: no field named 'tdi' at this point in the pipeline (did you mean 'tid'?)",
                "12: the separator is empty",
                "7: a text is split into two fields or more (into: [first, second])",
                "8: there is a field named 'n'" + taken,
            ]
        )
        #expect(
            try FieldSplitter(yaml: "field: tid\nseparator: K\ninto: [a, a, tid]\nkeep: true").mistakes(for: "tid")
                == ["11: there is a field named 'a'" + taken, "14: there is a field named 'tid'" + taken]
        )
    }
}
