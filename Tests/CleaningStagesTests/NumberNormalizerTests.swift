import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct NumberNormalizerTests {
    @Test func readsDanishNumbers() throws {
        let result = try NumberNormalizer(yaml: "fields: [procent]").run(
            on: """
                kommune   | procent
                København | 1.012,50
                Læsø      | ∅suppressed
                Ærø       | 12.5
                Fanø      | -0,5
                Samsø     | 12 %
                """
        )
        #expect(
            result.detailedOutput == """
                kommune   | procent
                København | 1012.50
                Læsø      | ∅suppressed
                Fanø      | -0.5
                """
        )
        #expect(result.rejects == ["4 procent number.format", "6 procent number.format"])
    }

    @Test func aFlaggedFaultLeavesTheValueInvalid() throws {
        let result = try NumberNormalizer(yaml: "fields: [x]").run(
            on: "x\n1.5\n",
            onFail: .flag
        )
        #expect(result.detailedOutput == "x\n∅invalid")
        #expect(result.flags == ["2 x number.format"])
    }

    @Test func theOtherMarkGroupsThousands() throws {
        let stage = try NumberNormalizer(yaml: "{ fields: [x], decimal_mark: point }")
        #expect(try stage.run(on: "x\n1,012.5\n1,01\n1.012\n").output == "x\n1012.5\n1.012")
    }

    @Test func aPercentSignIsTakenWhenAllowed() throws {
        let stage = try NumberNormalizer(yaml: "{ fields: [x], percent: true }")
        let cells: [RawDelivery.Cell] = ["12,5%", "12,5 %", "12,5\u{a0}%", "12,5", "%", "12,5%%", "12,5  %"]
        let read = ["12.5", "12.5", "12.5", "12.5"] + Array(repeating: "∅invalid number.format", count: 3)
        #expect(try RawDelivery(cells).run(stage) == read)
        #expect(try RawDelivery(cells, encoding: .latin1).run(stage) == read)
    }

    @Test func longNumbersKeepEveryDigit() throws {
        let long = "12345678901234567890,1234567890"
        let result = try NumberNormalizer(yaml: "fields: [x]").run(on: "x\n\(long)\n1,5\n\(long)1\n")
        #expect(
            result.output.split(separator: "\n").dropFirst() == [
                "12345678901234567890.1234567890", "1.5", "12345678901234567890.12345678901",
            ]
        )
    }

    @Test(arguments: [Column.Form.raw, .coded, .text])
    func everyFormIsRead(form: Column.Form) throws {
        let stage = try NumberNormalizer(yaml: "fields: [x]")
        let delivery = RawDelivery(["1,5", .quoted("2,50"), "\u{2212}3", "x", "1,5", .absent, .quoted(""), ""])
        #expect(
            try delivery.held(as: form).run(stage) == [
                "1.5", "2.50", "-3", "∅invalid number.format", "1.5", "∅", "∅invalid number.format",
                "∅invalid number.format",
            ]
        )
    }

    @Test func lettersOfLatin1AreNoMinus() throws {
        // The bytes of U+2212 in UTF-8 are three other letters in Latin-1.
        let delivery = RawDelivery(["\u{e2}\u{88}\u{92}3", .quoted("4")], encoding: .latin1)
        #expect(try delivery.run(NumberNormalizer(yaml: "fields: [x]")) == ["∅invalid number.format", "4"])
    }

    @Test func numbersOfJSONAreLeftAloneWhateverTheMark() throws {
        let delivery = RawDelivery([
            .number("12.5"), .number("-1.012e+3"), .number("1.012"), .number("0.1234567890123456789"), "12.5",
            .boolean("true"),
        ])
        #expect(
            try delivery.run(NumberNormalizer(yaml: "fields: [x]")) == [
                "12.5", "-1.012e+3", "1.012", "0.1234567890123456789", "∅invalid number.format",
                "∅invalid number.format",
            ]
        )
    }

    @Test func aFieldOfNumbersIsLeftAloneAndOneOfDatesIsAMistake() throws {
        let stage = try NumberNormalizer(yaml: "fields: [x, y]")
        #expect(try stage.run(on: "x:number | y\n1.5 | 1,5\n").output == "x   | y\n1.5 | 1.5")
        let found = try stage.diagnostics(on: "x:number | y:date\n")
        #expect(found.map(\.message) == ["field 'y' is date here, not text"])
        #expect(found.first?.place?.column == 13)
    }

    @Test func aFieldNamedTwiceIsReadOnce() throws {
        #expect(try NumberNormalizer(yaml: "fields: [x, x]").run(on: "x\n1,5\n").output == "x\n1.5")
    }

    @Test func unknownFieldsAndMarksAreMistakes() throws {
        #expect(
            try NumberNormalizer(yaml: "fields: [procnt]").diagnostics(on: "procent\n").first?.hint
                == "did you mean 'procent'?"
        )
        #expect(throws: Mistakes.self) { try NumberNormalizer(yaml: "{ fields: [x], decimal_mark: coma }") }
    }

    @Test func aColumnThatNoOneFilledIsMissing() throws {
        let delivery = RawDelivery(["1"])
        delivery.batch.column(0).source = -1
        #expect(try delivery.run(NumberNormalizer(yaml: "fields: [x]")) == ["∅"])
    }
}
