import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct DecimalNormalizerTests {
    @Test func readsAmounts() throws {
        let result = try DecimalNormalizer(yaml: "{ fields: [x], scale: 2 }").run(
            on: """
                x
                1.012,50
                0,125
                1234567890123456789
                12.5
                7
                """
        )
        #expect(result.output == "x\n1012.50\n7")
        #expect(result.rejects == ["3 x decimal.scale", "4 x decimal.too_long", "5 x decimal.format"])
    }

    @Test func withoutScaleAllDecimalsAreTaken() throws {
        let stage = try DecimalNormalizer(yaml: "{ fields: [x], decimal_mark: point }")
        #expect(try stage.run(on: "x\n0.123456789012345678\n").output == "x\n0.123456789012345678")
    }

    @Test func numbersOfJSONHaveAPointAndNoExponent() throws {
        let delivery = RawDelivery([.number("12.5"), .number("1.012"), .number("1e2"), .quoted("1,5")])
        #expect(
            try delivery.run(DecimalNormalizer(yaml: "fields: [x]"))
                == ["12.5", "1.012", "∅invalid decimal.format", "1.5"]
        )
    }

    @Test func aScaleThatCannotBeIsAMistake() throws {
        let found = try DecimalNormalizer(yaml: "{ fields: [x], scale: 19 }").diagnostics(on: "x\n")
        #expect(found.map(\.message) == ["scale is 19, not from 0 to 18"])
        #expect(found.first?.place?.column == 23)
    }
}
