import ByteKernels
import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct CaseNormalizerTests {
    private func run(_ to: String, _ texts: String...) throws -> [String] {
        try DeliveredCells(texts).run(try CaseNormalizer(yaml: "fields: [x]\nto: \(to)"))
    }

    @Test func writesSmallLettersAndCapitalsOfEveryScript() throws {
        #expect(try run("lower", "ÆRØ", "Århus", "ΔΞ", "a1") == ["ærø", "århus", "δξ", "a1"])
        #expect(try run("upper", "ærø", "straße", "a1", "É") == ["ÆRØ", "STRASSE", "A1", "É"])
    }

    @Test func writesNamesWithACapitalForEachWord() throws {
        #expect(
            try run(
                "title",
                "ANNE-MARIE ØSTERGAARD",
                "højer (gl. kommune)",
                "hansen's",
                "l’estrange",
                "2b",
                "ǆ",
                "sct. jørgen/ÅST"
            )
                == [
                    "Anne-Marie Østergaard", "Højer (Gl. Kommune)", "Hansen's", "L’estrange", "2b", "ǅ",
                    "Sct. Jørgen/Åst",
                ]
        )
    }

    @Test func leavesOtherFieldsMissingValuesAndColumnsWithoutLettersAlone() throws {
        let result = try CaseNormalizer(yaml: "fields: [a]\nto: upper").run(on: "a | b\nx | x\n∅suppressed | x")
        #expect(result.detailedOutput == "a           | b\nX           | x\n∅suppressed | x")
        let cells = DeliveredCells(["1", "ABC", "-"])
        _ = try cells.run(try CaseNormalizer(yaml: "fields: [x]\nto: upper"))
        #expect(cells.batch.column(0).form == .raw)
    }

    @Test func readsTheEncodingOfTheDelivery() throws {
        let cells = DeliveredCells(["ærø"], encoding: .latin1)
        #expect(try cells.run(try CaseNormalizer(yaml: "fields: [x]\nto: title")) == ["Ærø"])
    }

    @Test func reportsMistakes() throws {
        #expect(throws: Mistakes.self) { try CaseNormalizer(yaml: "fields: [x]\nto: capital") }
        #expect(throws: Mistakes.self) { try CaseNormalizer(yaml: "to: lower") }
        #expect(
            try CaseNormalizer(yaml: "fields: [x, x]\nto: lower").mistakes(for: "x") == ["13: field 'x' is given twice"]
        )
        #expect(try CaseNormalizer(yaml: "fields: []\nto: lower").mistakes(for: "x") == ["9: no fields are named"])
    }
}
