import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct CompareValidatorTests {
    @Test(
        arguments: [
            ("equal", [1, 3]), ("not_equal", [2]), ("below", [2, 3]), ("at_most", [3]), ("above", [1, 2]),
            ("at_least", [1]),
        ]
    )
    func everyComparisonOfNumbers(_ name: String, _ faulty: [Int]) throws {
        let table = "a:number | b:integer\n1.5 | 2\n2.0 | 2\n2.5 | 2\n∅ | 2\n1 | ∅"
        let stage = try CompareValidator(yaml: "{ field: a, is: \(name), other: b }")
        #expect(try stage.run(on: table).rejects == faulty.map { "\($0 + 1) a compare.failed" })
    }

    @Test(
        arguments: [
            ("equal", [1, 3]), ("not_equal", [2]), ("below", [2, 3]), ("at_most", [3]), ("above", [1, 2]),
            ("at_least", [1]),
        ]
    )
    func everyComparisonOfTexts(_ name: String, _ faulty: [Int]) throws {
        let table = "a | b\nab | abc\nÆrø | Ærø\nb | abc\n∅ | x\nx | ∅"
        let stage = try CompareValidator(yaml: "{ field: a, is: \(name), other: b }")
        #expect(try stage.run(on: table).rejects == faulty.map { "\($0 + 1) a compare.failed" })
    }

    @Test func comparesDates() throws {
        let stage = try CompareValidator(yaml: "{ field: fra, is: at_most, other: til }")
        #expect(
            try stage.run(on: "fra:date | til:date\n2021-01-01 | 2021-01-01\n2021-01-02 | 2021-01-01").rejects
                == ["3 fra compare.failed"]
        )
    }

    @Test func flaggedValuesStay() throws {
        let result = try CompareValidator(yaml: "{ field: a, is: equal, other: b }").run(
            on: "a | b\nx | y",
            onFail: .flag
        )
        #expect(result.output == "a | b\nx | y")
        #expect(result.flags == ["2 a compare.failed"])
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try CompareValidator(yaml: yaml).diagnostics(on: "a | b:number").map(\.message)
        }
        #expect(
            try messages("{ field: a, is: equal, other: b }")
                == ["a number cannot be compared with a text: 'b' is number and 'a' is text here"]
        )
        #expect(try messages("{ field: a, is: equal, other: a }") == ["a field is not compared with itself"])
        #expect(try messages("{ field: c, is: equal, other: d }").count == 2)
    }
}
