import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct FieldJoinerTests {
    @Test func joinsValuesOfEveryType() throws {
        let result = try FieldJoiner(yaml: "fields: [a, n, d, p, a]\ninto: x\nseparator: ' / '").run(
            on: """
                a | n:integer | d:date     | p:number
                ø | 7         | 2031-05-06 | 1.50
                """
        )
        #expect(
            result.output == """
                a | n | d          | p    | x
                ø | 7 | 2031-05-06 | 1.50 | ø / 7 / 2031-05-06 / 1.50 / ø
                """
        )
    }

    private let table = """
        a | b
        1 | 2
        ∅ | 2
        1 | ∅suppressed
        ∅not_collected | ∅suppressed
        ∅suppressed | ∅invalid
        1 | ∅invalid
        """

    @Test func theResultIsMissingWhenAValueIs() throws {
        let result = try FieldJoiner(yaml: "fields: [a, b]\ninto: x").run(on: table)
        #expect(
            result.detailedOutput.split(separator: "\n").map { $0.split(separator: "|").last } == [
                " x", " 12", " ∅", " ∅suppressed", " ∅not_collected", " ∅invalid", " ∅invalid",
            ]
        )
    }

    @Test func missingValuesAreSkippedOnDemandButNotInvalidOnes() throws {
        let result = try FieldJoiner(yaml: "fields: [a, b]\ninto: x\nseparator: '-'\nmissing: skip").run(on: table)
        #expect(
            result.detailedOutput.split(separator: "\n").map { $0.split(separator: "|").last } == [
                " x", " 1-2", " 2", " 1", " ∅not_collected", " ∅invalid", " ∅invalid",
            ]
        )
    }

    @Test func whatIsProvisionalMakesTheWholeSo() throws {
        let cells = DeliveredCells(["1", "2"])
        cells.batch.column(0).setState(.provisional, row: 0, rowCount: 2)
        #expect(try cells.run(try FieldJoiner(yaml: "fields: [x, x]\ninto: y")) == ["1|11", "2|22"])
        #expect(cells.batch.column(1).state(0) == .provisional)
        #expect(cells.batch.column(1).state(1) == .present)
    }

    @Test func emptyTextsAreJoinedAsTheyAre() throws {
        let stage = try FieldJoiner(yaml: "fields: [x, x]\ninto: y\nseparator: '-'\nmissing: skip")
        #expect(try DeliveredCells(["", "\"\""]).run(stage) == ["|-", "|-"])
    }

    @Test func theResultIsPersonalAndNamedAfterItsFields() throws {
        var delivered = Schema(textFields: ["dag", "nr"])
        delivered.markPersonal("nr")
        let schema = try FieldJoiner(yaml: "fields: [dag, nr]\ninto: cpr").schema(after: delivered)
        #expect(schema["cpr"]?.isPersonal == true)
        #expect(schema["cpr"]?.deliveredName == "dag + nr")
    }

    @Test func reportsMistakes() throws {
        #expect(
            try FieldJoiner(yaml: "fields: [a, kommune]\ninto: a").mistakes(for: "a | b") == [
                "13: no field named 'kommune' at this point in the pipeline (fields here: a, b)",
                "7: there is a field named 'a' already "
                    + "(choose another name, or leave it out first with normalize.select)",
            ]
        )
        #expect(try FieldJoiner(yaml: "fields: []\ninto: x").mistakes(for: "a") == ["9: no fields are named"])
    }
}
