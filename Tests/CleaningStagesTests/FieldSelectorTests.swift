import CleaningStages
import StageTesting
import Testing

@Suite struct FieldSelectorTests {
    private let table = "a | b | c\n1 | 2 | 3"

    @Test func keepsFieldsInTheOrderWritten() throws {
        #expect(try FieldSelector(yaml: "fields: [c, a]").run(on: table).output == "c | a\n3 | 1")
    }

    @Test func leavesFieldsOut() throws {
        #expect(try FieldSelector(yaml: "drop: [b]").run(on: table).output == "a | c\n1 | 3")
    }

    @Test func wantsExactlyOneOfTheTwo() throws {
        let hint = " (fields: [a, b] keeps these alone; drop: [a, b] leaves these out)"
        #expect(
            try FieldSelector(yaml: "{}").mistakes(for: table)
                == ["1: exactly one of 'fields' and 'drop' must be given, neither is" + hint]
        )
        #expect(
            try FieldSelector(yaml: "fields: [a]\ndrop: [b]").mistakes(for: table)
                == ["7: exactly one of 'fields' and 'drop' must be given, both are" + hint]
        )
    }

    @Test func reportsEveryMistake() throws {
        #expect(
            try FieldSelector(yaml: "fields: [a, a, kommune]").mistakes(for: table) == [
                "13: field 'a' is given twice",
                "16: no field named 'kommune' at this point in the pipeline (fields here: a, b, c)",
            ]
        )
        #expect(try FieldSelector(yaml: "fields: []").mistakes(for: table) == ["9: no fields are named"])
        #expect(try FieldSelector(yaml: "drop: [a, b, c]").mistakes(for: table) == ["7: no field would be left"])
    }
}
