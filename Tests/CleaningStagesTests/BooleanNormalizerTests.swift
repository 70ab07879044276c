import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct BooleanNormalizerTests {
    @Test func readsDanishWordsWhateverTheirCase() throws {
        let result = try BooleanNormalizer(yaml: "fields: [x]").run(
            on: """
                x
                ja
                NEJ
                Sand
                0
                måske
                ∅
                """
        )
        #expect(result.output == "x\ntrue\nfalse\ntrue\nfalse\n∅")
        #expect(result.rejects == ["6 x boolean.format"])
    }

    @Test func takesTheWordsThatAreGiven() throws {
        let stage = try BooleanNormalizer(yaml: "{ fields: [x], true_words: [måned], false_words: [år] }")
        let fault = "∅invalid boolean.format"
        let cells: [RawDelivery.Cell] = ["MÅNED", .quoted("år"), "ja", ""]
        #expect(try RawDelivery(cells).run(stage) == ["true", "false", fault, fault])
        #expect(try RawDelivery(cells, encoding: .latin1).run(stage) == ["true", "false", fault, fault])
        #expect(try RawDelivery(cells).held(as: .coded).run(stage) == ["true", "false", fault, fault])
    }

    @Test func booleansOfJSONPassWhateverTheWords() throws {
        let stage = try BooleanNormalizer(yaml: "{ fields: [x], true_words: [ja], false_words: [nej] }")
        #expect(
            try RawDelivery([.boolean("true"), .boolean("false"), "true"]).run(stage)
                == ["true", "false", "∅invalid boolean.format"]
        )
    }

    @Test func aWordForBothIsAMistake() throws {
        let found = try BooleanNormalizer(yaml: "{ fields: [x], true_words: [Nej] }").diagnostics(on: "x\n")
        #expect(found.map(\.message) == ["'Nej' stands for true and for false"])
    }
}
