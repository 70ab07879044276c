import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct IntegerNormalizerTests {
    @Test func readsWholeNumbers() throws {
        let result = try IntegerNormalizer(yaml: "{ fields: [antal], grouping: point }").run(
            on: """
                antal
                1.012
                0212
                1.01
                9223372036854775808
                ∅below_limit
                -7
                12,0
                """
        )
        #expect(result.detailedOutput == "antal\n1012\n212\n∅below_limit\n-7")
        #expect(result.rejects == ["4 antal integer.format", "5 antal integer.too_large", "8 antal integer.format"])
    }

    @Test func nothingGroupsUnlessToldSo() throws {
        let stage = try IntegerNormalizer(yaml: "fields: [x]")
        #expect(try stage.run(on: "x\n1.012\n1,012\n1 012\n12\n").output == "x\n12")
    }

    @Test func blanksThatGroupMayBeOnesThatDoNotBreak() throws {
        let stage = try IntegerNormalizer(yaml: "{ fields: [x], grouping: space }")
        #expect(
            try RawDelivery(["1 012", "1\u{a0}012", "1\u{202f}012\u{202f}000", "10 12"]).run(stage)
                == ["1012", "1012", "1012000", "∅invalid integer.format"]
        )
        #expect(
            try RawDelivery(["1\u{a0}012", "\u{a0}12"], encoding: .latin1).run(stage)
                == ["1012", "∅invalid integer.format"]
        )
    }

    @Test func aNumberOfJSONMustBeWholeAndIsNeverGrouped() throws {
        let delivery = RawDelivery([.number("212"), .number("212.5"), .number("212.0"), .number("1.012"), "1.012"])
        let fault = "∅invalid integer.format"
        #expect(
            try delivery.run(IntegerNormalizer(yaml: "{ fields: [x], grouping: point }"))
                == ["212", fault, fault, fault, "1012"]
        )
    }

    @Test(arguments: [Column.Form.raw, .coded, .text])
    func everyFormIsRead(form: Column.Form) throws {
        let delivery = RawDelivery(["1", .quoted("2"), .quoted("1\"\"0"), .absent, "1"]).held(as: form)
        #expect(
            try delivery.run(IntegerNormalizer(yaml: "fields: [x]")) == ["1", "2", "∅invalid integer.format", "∅", "1"]
        )
    }
}
