import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct LengthValidatorTests {
    @Test func countsWhatPeopleCount() throws {
        let result = try LengthValidator(yaml: "{ fields: [navn], min: 2, max: 3 }").run(
            on: "navn\nØ\nÆrø\nLæsø\nA\u{30A}\nA\u{30A}se\nabc\n∅"
        )
        #expect(
            result.rejects == ["2 navn length.too_short", "4 navn length.too_long", "5 navn length.too_short"]
        )
    }

    @Test func oneBoundIsEnough() throws {
        #expect(try LengthValidator(yaml: "{ fields: [a], min: 2 }").run(on: "a\nx\nlang tekst").rejects.count == 1)
        #expect(try LengthValidator(yaml: "{ fields: [a], max: 2 }").run(on: "a\nx\nlang tekst").rejects.count == 1)
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try LengthValidator(yaml: "{ fields: [a]\(yaml) }").diagnostics(on: "a").map(\.message)
        }
        #expect(try messages("") == ["neither min nor max is given"])
        #expect(try messages(", min: 3, max: 2") == ["min is greater than max"])
        #expect(try messages(", min: -1") == ["there are never fewer than 0"])
    }
}
