import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct DateNormalizerTests {
    @Test func readsDates() throws {
        let result = try DateNormalizer(yaml: "{ fields: [dato], patterns: [dd-MM-yyyy, d. MMMM yyyy] }").run(
            on: """
                dato
                31-05-1821
                3. maj 1821
                31-02-1821
                1821-05-31
                30. februar 1821
                ∅
                """
        )
        #expect(result.output == "dato\n1821-05-31\n1821-05-03\n∅")
        #expect(result.rejects == ["4 dato date.no_such_day", "5 dato date.format", "6 dato date.no_such_day"])
    }

    @Test func theFirstPatternWithTheFormDecides() throws {
        let stage = try DateNormalizer(yaml: "{ fields: [x], patterns: [dd-MM-yyyy, MM-dd-yyyy] }")
        #expect(try stage.run(on: "x\n02-03-1821\n12-31-1821\n").rejects == ["3 x date.no_such_day"])
    }

    @Test func theDefaultIsISO() throws {
        #expect(try DateNormalizer(yaml: "fields: [x]").run(on: "x\n1821-05-31\n").output == "x\n1821-05-31")
    }

    @Test func monthsMayBeEnglish() throws {
        let stage = try DateNormalizer(yaml: "{ fields: [x], patterns: [d MMM yyyy], months: english }")
        #expect(try stage.run(on: "x\n3 May 1821\n3 maj 1821\n").output == "x\n1821-05-03")
    }

    @Test func lettersOfThePatternAreFoundInEveryEncoding() throws {
        let stage = try DateNormalizer(yaml: "{ fields: [x], patterns: [\"'år' yyyy-MM-dd\"] }")
        #expect(try RawDelivery(["år 1821-05-31"], encoding: .latin1).run(stage) == ["1821-05-31"])
        #expect(try RawDelivery([.quoted("år 1821-05-31")]).run(stage) == ["1821-05-31"])
        // The bytes of å in UTF-8 are two other letters in Latin-1.
        #expect(try RawDelivery(["\u{c3}\u{a5}r 1821-05-31"], encoding: .latin1).run(stage) == ["∅invalid date.format"])
    }

    @Test func aMistakeInAPatternHasItsPlace() throws {
        let mistakes = #expect(throws: Mistakes.self) {
            try DateNormalizer(yaml: "{ fields: [x], patterns: [yyyy-MM-dd, yyyy-mm-dd] }")
        }
        #expect(mistakes?.diagnostics.count == 1)
        #expect(mistakes?.diagnostics.first?.place?.column == 39)
        #expect(mistakes?.diagnostics.first?.message.hasPrefix("date pattern 'yyyy-mm-dd': ") == true)
    }

    @Test func noPatternIsAMistake() throws {
        let found = try DateNormalizer(yaml: "{ fields: [x], patterns: [] }").diagnostics(on: "x\n")
        #expect(found.map(\.message) == ["no date pattern is given"])
    }
}
