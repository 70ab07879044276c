import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct PatternValidatorTests {
    private func rejected(_ yaml: String, _ values: [String]) throws -> [String] {
        try PatternValidator(yaml: "fields: [x]\n\(yaml)").run(on: (["x"] + values).joined(separator: "\n")).rejects
    }

    @Test func theWholeTextMustMatch() throws {
        let values = ["2021K1", "2021K5", "x2021K1", "2021K1x", "∅"]
        #expect(
            try rejected("pattern: '[0-9]{4}K[1-4]'", values)
                == ["3 x pattern.mismatch", "4 x pattern.mismatch", "5 x pattern.mismatch"]
        )
        #expect(try rejected("pattern: '0[1-8][0-9]{2}'", ["0101", "0901"]) == ["3 x pattern.mismatch"])
        #expect(try rejected("pattern: 'a|ab'", ["a", "ab"]) == [])
        #expect(try rejected("pattern: '[A-ZÆØÅ][a-zæøå]+( kommune)?'", ["Ærø", "Læsø kommune", "ø"]).count == 1)
    }

    @Test func shorthandsMeanASCII() throws {
        #expect(try rejected(#"pattern: '\d{4}'"#, ["2021", "٢٠٢١"]) == ["3 x pattern.mismatch"])
    }

    @Test func longTextsAreNotTried() throws {
        #expect(try rejected("pattern: '(a*)*b'\nmax_length: 5", ["aaaaaa", "aab"]) == ["2 x pattern.too_long"])
    }

    @Test(
        arguments: [
            ("(a+)+b", true), ("(x(a*)y)*", true), ("([0-9]{2,})+", true), ("(a+b)", false), ("(ab)+", false),
            ("[(+)+]", false), (#"(a\+)+"#, false), ("([0-9]{2}){3}", false), ("(a|b)+c*", false),
        ]
    )
    func warnsOfNestedRepetitions(_ pattern: String, _ isWarned: Bool) throws {
        let found = try PatternValidator(yaml: "fields: [x]\npattern: '\(pattern)'").diagnostics(on: "x")
        #expect(found.map(\.severity) == (isWarned ? [.warning] : []))
    }

    @Test func reportsMistakesWithTheirPlace() throws {
        let found = try PatternValidator(yaml: "fields: [x]\npattern: '[0-9'").diagnostics(on: "x")
        #expect(found.count == 1)
        #expect(found.first?.message.hasPrefix("no regular expression: ") == true)
        #expect(found.first?.place?.line == 2)
    }
}
