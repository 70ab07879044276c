import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct FieldRenamerTests {
    @Test func givesNewNamesAndKeepsOrderAndValues() throws {
        let result = try FieldRenamer(yaml: "fields: { år: aar, køn: koen }").run(
            on: """
                år   | kommune | køn
                2031 | Læsø    | ∅
                """
        )
        #expect(
            result.output == """
                aar  | kommune | koen
                2031 | Læsø    | ∅
                """
        )
    }

    @Test func swapsNamesAndPassesThemOn() throws {
        let swapped = try FieldRenamer(yaml: "fields: { a: b, b: a }").run(on: "a | b\n1 | 2")
        #expect(swapped.output == "b | a\n1 | 2")
        let passed = try FieldRenamer(yaml: "fields: { a: b, b: c }").run(on: "a | b\n1 | 2")
        #expect(passed.output == "b | c\n1 | 2")
    }

    @Test func remembersTheNameOfDelivery() throws {
        var delivered = Schema(textFields: ["CPR-nr", "b"])
        delivered.markPersonal("CPR-nr")
        let schema = try FieldRenamer(yaml: "fields: { CPR-nr: cpr }").schema(after: delivered)
        #expect(schema["cpr"]?.deliveredName == "CPR-nr")
        #expect(schema["cpr"]?.isPersonal == true)
    }

    @Test func reportsUnknownFieldsAndNamesThatAreTakenOrGivenTwice() throws {
        let stage = try FieldRenamer(yaml: "fields: { procnt: x, a: kommune, b: c, procent: c }")
        #expect(
            try stage.mistakes(for: "procent | kommune | a | b") == [
                "11: no field named 'procnt' at this point in the pipeline (did you mean 'procent'?)",
                "25: two fields would be named 'kommune' "
                    + "(choose another name, or leave one out first with normalize.select)",
                "49: two fields would be named 'c' "
                    + "(choose another name, or leave one out first with normalize.select)",
            ]
        )
    }

    @Test func followsFieldsBehindAMistakeSoThatItIsReportedOnce() throws {
        let schema = try FieldRenamer(yaml: "fields: { procnt: andel, koen: x, n: x }")
            .schema(after: Schema(textFields: ["procent", "koen", "n"]))
        #expect(schema.names == ["procent", "x", "n", "andel"])
    }

    @Test func reportsEmptyNamesAndNoNames() throws {
        #expect(throws: Mistakes.self) { try FieldRenamer(yaml: "fields: { a: \"\" }") }
        #expect(try FieldRenamer(yaml: "fields: {}").mistakes(for: "a") == ["9: no fields are named"])
    }
}
