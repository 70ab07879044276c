import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct ConstantFieldMakerTests {
    @Test func addsFieldsWithOneValue() throws {
        let result = try ConstantFieldMaker(yaml: "fields: { dag: 2031-05-06, kode: 0101 }").run(
            on: """
                kommune
                Læsø
                Ærø
                """
        )
        #expect(
            result.output == """
                kommune | dag        | kode
                Læsø    | 2031-05-06 | 0101
                Ærø     | 2031-05-06 | 0101
                """
        )
    }

    @Test func addsFieldsThatASenderLacks() throws {
        let result = try ConstantFieldMaker(yaml: "missing: { antal: not_collected, note: missing }")
            .run(on: "kommune\nLæsø")
        #expect(result.detailedOutput == "kommune | antal          | note\nLæsø    | ∅not_collected | ∅")
    }

    @Test func anEmptyTextIsAValue() throws {
        let result = try ConstantFieldMaker(yaml: "fields: { note: '' }").run(on: "kommune\nLæsø")
        #expect(result.detailedOutput == "kommune | note\nLæsø    |")
    }

    @Test func reportsNamesThatAreTakenAndMarksThatAreNoReasons() throws {
        let stage = try ConstantFieldMaker(
            yaml: "fields: { kommune: x }\nmissing: { a: provisional, kommune: missing }"
        )
        let taken =
            "there is a field named 'kommune' already (choose another name, or leave it out first with normalize.select)"
        #expect(
            try stage.mistakes(for: "kommune") == [
                "11: " + taken,
                "12: 'provisional' is a mark on a value, no reason for having none "
                    + "(reasons: missing, not_collected, suppressed, below_limit, not_applicable)",
                "28: " + taken,
            ]
        )
        #expect(
            try ConstantFieldMaker(yaml: "{}").mistakes(for: "a") == [
                "1: no fields are named (fields: { name: value })"
            ]
        )
    }

    @Test func aBatchUsedAgainIsFilledAnew() throws {
        let stage = try ConstantFieldMaker(yaml: "missing: { y: suppressed }")
        let cells = DeliveredCells(["a", "b"])
        #expect(try cells.run(stage) == ["a|∅suppressed", "b|∅suppressed"])
        #expect(try cells.run(try ConstantFieldMaker(yaml: "fields: { y: z }")) == ["a|z", "b|z"])
    }
}
