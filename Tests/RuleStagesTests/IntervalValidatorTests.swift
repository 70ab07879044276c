import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct IntervalValidatorTests {
    private let stage = "{ value: procent, lower: lav, upper: hoej }"

    @Test func findsReversedIntervalsAndValuesOutside() throws {
        let result = try IntervalValidator(yaml: stage).run(
            on: """
                procent:number | lav:number | hoej:number
                12.5           | 10         | 15.25
                12.5           | 15         | 10
                9.99           | 10         | 15
                15.26          | 10         | 15.25
                10.0           | 10.00      | 10
                """
        )
        #expect(
            result.rejects == ["3 lav interval.reversed", "4 procent interval.outside", "5 procent interval.outside"]
        )
    }

    @Test func asksNothingOfMissingParts() throws {
        let result = try IntervalValidator(yaml: stage).run(
            on: """
                procent:number | lav:number | hoej:number
                ∅              | 15         | 10
                9              | 10         | ∅
                16             | ∅          | 15
                16             | ∅          | ∅
                12             | 10         | ∅
                """
        )
        #expect(
            result.rejects == ["2 lav interval.reversed", "3 procent interval.outside", "4 procent interval.outside"]
        )
    }

    @Test func comparesNumbersOfAnyLengthAndDates() throws {
        let wide = """
            procent:number         | lav:number             | hoej:integer
            12345678901234567890.1 | 12345678901234567890.1 | ∅
            12345678901234567890.1 | 12345678901234567890.2 | ∅
            1                      | ∅                      | 2
            3.5                    | ∅                      | 3
            """
        #expect(
            try IntervalValidator(yaml: stage).run(on: wide).rejects
                == ["3 procent interval.outside", "5 procent interval.outside"]
        )
        let dates = "procent:date | lav:date | hoej:date\n2021-05-01 | 2021-05-02 | ∅"
        #expect(try IntervalValidator(yaml: stage).run(on: dates).rejects == ["2 procent interval.outside"])
    }

    @Test func reportsMistakes() throws {
        let mixed = try IntervalValidator(yaml: stage).diagnostics(on: "procent:number | lav:date | hoej:number")
        #expect(
            mixed.map(\.message) == [
                "a date cannot be compared with a number: 'lav' is date and 'procent' is number here"
            ]
        )
        let twice = try IntervalValidator(yaml: "{ value: x, lower: y, upper: y }").diagnostics(
            on: "x:number | y:number"
        )
        #expect(twice.map(\.message) == ["field 'y' is named twice"])
    }
}
