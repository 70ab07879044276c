import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct RangeValidatorTests {
    private func rejects(_ yaml: String, _ table: String) throws -> [String] {
        try RangeValidator(yaml: yaml).run(on: table).rejects
    }

    @Test func boundsAreInclusive() throws {
        let table = "procent:number\n0\n-0.01\n100\n100.00\n100.000000001\n∅\n50.5"
        #expect(
            try rejects("{ fields: [procent], from: 0, to: 100 }", table)
                == ["3 procent range.below", "6 procent range.above"]
        )
    }

    @Test func aboveAndBelowAreExclusive() throws {
        let table = "x:number\n0.5\n0.50\n0.51\n1.25\n1.249\n1\n0"
        #expect(
            try rejects("{ fields: [x], above: 0.5, below: 1.25 }", table)
                == ["2 x range.below", "3 x range.below", "5 x range.above", "8 x range.below"]
        )
    }

    @Test func boundsMayHaveMoreDigitsThanValues() throws {
        #expect(
            try rejects("{ fields: [x], from: -2.005, to: 2.005 }", "x:number\n-2.1\n-2.01\n-2.00\n2.00\n2.01\n3\n-3")
                == ["2 x range.below", "3 x range.below", "6 x range.above", "7 x range.above", "8 x range.below"]
        )
        #expect(try rejects("{ fields: [x], from: -0.5, to: 0.5 }", "x:integer\n-1\n0\n1").count == 2)
    }

    @Test func wideNumbersAreComparedExactly() throws {
        let table = """
            x:number
            12345678901234567890.1
            12345678901234567890.2
            -12345678901234567890.2
            999999999999999999
            """
        #expect(
            try rejects("{ fields: [x], to: 12345678901234567890.1 }", table) == ["3 x range.above"]
        )
        #expect(
            try rejects(
                "{ fields: [x], above: 999999999999999999, to: 1e }".replacing("1e", with: "99999999999999999999"),
                table
            )
                == ["4 x range.below", "5 x range.below"]
        )
    }

    @Test func boundsBeyondEveryIntegerStillJudge() throws {
        let table = "x:integer\n9223372036854775807\n-9223372036854775807"
        #expect(try rejects("{ fields: [x], from: 9223372036854775808 }", table).count == 2)
        #expect(try rejects("{ fields: [x], to: -9223372036854775809 }", table).count == 2)
        #expect(try rejects("{ fields: [x], from: -99999999999999999999, to: 99999999999999999999 }", table) == [])
        #expect(try rejects("{ fields: [x], above: 9223372036854775807 }", table).count == 2)
        #expect(try rejects("{ fields: [x], below: 9223372036854775807 }", table) == ["2 x range.above"])
    }

    @Test func datesAreBounded() throws {
        let table = "dag:date\n2021-01-01\n2020-12-31\n2021-12-31\n2022-01-01\n∅"
        #expect(
            try rejects("{ fields: [dag], from: 2021-01-01, below: 2022-01-01 }", table)
                == ["3 dag range.below", "5 dag range.above"]
        )
    }

    @Test func missingValuesPassWhateverTheyHold() throws {
        #expect(try rejects("{ fields: [x], from: 10 }", "x:integer\n∅\n∅suppressed\n10") == [])
    }

    @Test func rejectedValuesBecomeInvalidAndFlaggedOnesStay() throws {
        let stage = try RangeValidator(yaml: "{ fields: [x], from: 50 }")
        #expect(try stage.run(on: "x:integer\n49\n50", onFail: .flag).output == "x\n49\n50")
        #expect(try stage.run(on: "x:integer\n49\n50", onFail: .flag).flags == ["2 x range.below"])
    }

    @Test(arguments: [Column.Form.raw, .text, .coded])
    func numbersInTextAreRead(_ form: Column.Form) throws {
        let rows = try batch(["5", "1e2", nil, "12345678901234567890", "4.99"], form: form)
        let stage = try RangeValidator(yaml: "{ fields: [navn], from: 5, to: 100 }")
        #expect(try faultyRows(of: stage, rows, type: .number) == [3, 4])
        #expect(throws: (any Error).self) {
            try faultyRows(of: stage, batch(["x"], form: form), type: .number)
        }
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try RangeValidator(yaml: yaml).diagnostics(on: "x:number | dag:date | navn").map(\.message)
        }
        #expect(try messages("fields: [x]") == ["the range has no bound"])
        #expect(try messages("{ fields: [x], from: to, to: 1,5 }".replacing("1,5", with: "'1,5'")).count == 2)
        #expect(
            try messages("{ fields: [x, dag], from: 1 }") == ["expected a date such as 2021-05-31, found '1'"]
        )
        let reversed = "no value can pass: the lower bound is not below the upper one"
        #expect(try messages("{ fields: [x], from: 2, to: 1 }") == [reversed])
        #expect(try messages("{ fields: [x], above: 1, to: 1.0 }") == [reversed])
        #expect(try messages("{ fields: [x], from: 1, to: 1.0 }") == [])
        #expect(try messages("{ fields: [dag], from: 2021-02-01, to: 2021-01-01 }") == [reversed])
        #expect(try messages("{ fields: [x], from: 1, above: 1 }") == ["from and above are both given"])
        #expect(try messages("{ fields: [x], to: 1, below: 1 }") == ["to and below are both given"])
        #expect(try messages("{ fields: [navn], to: 1 }") == ["field 'navn' is text here, not number"])
        let place = try RangeValidator(yaml: "fields: [x]\nfrom: a").diagnostics(on: "x:number").first?.place
        #expect(place?.line == 2)
    }
}
