import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct MissingNormalizerTests {
    @Test func signsGetTheirMeaning() throws {
        let stage = try MissingNormalizer(yaml: "values: { \"..\": suppressed, \".\": not_applicable, \"\": missing }")
        let result = try stage.run(
            on: """
                kommune   | procent
                København | ..
                ..        | 12,5
                Ærø       | .
                Læsø      |
                Fanø      | ...
                Samsø     | ∅below_limit
                """
        )
        #expect(
            result.detailedOutput == """
                kommune     | procent
                København   | ∅suppressed
                ∅suppressed | 12,5
                Ærø         | ∅not_applicable
                Læsø        | ∅
                Fanø        | ...
                Samsø       | ∅below_limit
                """
        )
    }

    @Test func onlyTheNamedFieldsAreLookedAt() throws {
        let stage = try MissingNormalizer(yaml: "{ fields: [y], values: { \"-\": missing } }")
        #expect(try stage.run(on: "x | y\n- | -\n").output == "x | y\n- | ∅")
    }

    @Test(arguments: [Column.Form.raw, .coded, .text])
    func everyFormIsLookedAt(form: Column.Form) throws {
        let stage = try MissingNormalizer(
            yaml: "values: { i.o.: not_collected, \"\": missing, \"a\\\"b\": suppressed }"
        )
        let delivery = RawDelivery(["i.o.", .quoted("i.o."), .quoted(""), "", .quoted("a\"\"b"), "i.o", .absent, "1"])
        #expect(
            try delivery.held(as: form).run(stage)
                == ["∅not_collected", "∅not_collected", "∅", "∅", "∅suppressed", "i.o", "∅", "1"]
        )
    }

    @Test func signsWithDanishLettersAreFoundInEveryEncoding() throws {
        let stage = try MissingNormalizer(yaml: "values: { uoplyst på skema: missing, \"–\": suppressed }")
        let cells: [RawDelivery.Cell] = ["uoplyst på skema", .quoted("uoplyst på skema")]
        #expect(try RawDelivery(cells).run(stage) == ["∅", "∅"])
        #expect(try RawDelivery(cells, encoding: .latin1).run(stage) == ["∅", "∅"])
        #expect(try RawDelivery(["\u{96}"], encoding: .windows1252).run(stage) == ["∅suppressed"])
        #expect(try RawDelivery(["\u{96}"], encoding: .latin1).run(stage) == ["\u{96}"])
    }

    @Test func numbersAndBooleansOfJSONAreNoSigns() throws {
        let stage = try MissingNormalizer(yaml: "values: { \"99\": missing, \"false\": missing }")
        let delivery = RawDelivery([.number("99"), "99", .boolean("false"), "false"])
        #expect(try delivery.run(stage) == ["99", "∅", "false", "∅"])
    }

    @Test func longSignsAreFound() throws {
        let sign = String(repeating: "x", count: 70)
        let stage = try MissingNormalizer(yaml: "values: { \(sign): missing }")
        #expect(try stage.run(on: "x\n\(sign)\n\(sign)x\n").output == "x\n∅\n\(sign)x")
    }

    @Test(arguments: [Column.Form.raw, .coded, .text])
    func marksAreTakenOffAndRemembered(form: Column.Form) throws {
        let stage = try MissingNormalizer(yaml: "{ values: { \"..\": suppressed }, marks: { \"*\": provisional } }")
        let delivery = RawDelivery(["12*", "12", .quoted("13*"), "*", "..*", .quoted("*"), .absent, "1**"])
        let read = ["12provisional", "12", "13provisional", "*", "∅suppressed", "*", "∅", "1*provisional"]
        #expect(try delivery.held(as: form).run(stage) == read)
    }

    @Test func theLongestMarkIsTakenOff() throws {
        let stage = try MissingNormalizer(yaml: "marks: { \"*\": provisional, \" *\": provisional }")
        #expect(try stage.run(on: "x\n12 *\n13*\n").detailedOutput == "x\n12provisional\n13provisional")
    }

    @Test func aMarkedValueWithDoubledQuotesIsDecoded() throws {
        let stage = try MissingNormalizer(yaml: "marks: { \"*\": provisional }")
        let delivery = RawDelivery([.quoted("a\"\"b*"), .quoted("\"\"*"), "12*", "12", .absent])
        #expect(try delivery.run(stage) == ["a\"bprovisional", "\"provisional", "12provisional", "12", "∅"])
    }

    @Test func aMarkedNumberIsReadAndANumberOfJSONBesideItStaysOne() throws {
        let delivery = RawDelivery(["12,5*", .number("13.5")])
        _ = try delivery.run(MissingNormalizer(yaml: "marks: { \"*\": provisional }"))
        #expect(try delivery.run(NumberNormalizer(yaml: "fields: [x]")) == ["12.5provisional", "13.5"])
    }

    @Test func aFaultOfAMarkedValueKeepsItsName() throws {
        let delivery = RawDelivery(fields: ["x", "y"], [["1", "a*"], ["2", "3*"]])
        _ = try delivery.run(MissingNormalizer(yaml: "marks: { \"*\": provisional }"))
        #expect(
            try delivery.run(IntegerNormalizer(yaml: "fields: [x, y]"))
                == ["1 ∅invalid integer.format", "2 3provisional"]
        )
        let cell = try #require(delivery.batch.faults.cells.first)
        #expect(delivery.batch.deliveredNames[(Int(cell) - 1) % delivery.batch.stride] == "y")
    }

    @Test func signsThatMeanNothingAreMistakes() throws {
        let table = "x | y:number\n"
        #expect(try MissingNormalizer(yaml: "{}").diagnostics(on: table).map(\.message) == ["no signs are given"])
        let wrong = try MissingNormalizer(
            yaml: "{ fields: [z, y], values: { p: provisional }, marks: { \"\": provisional, q: suppressed } }"
        )
        #expect(
            try wrong.diagnostics(on: table).map(\.message) == [
                "provisional is no reason for a missing value",
                "a mark has at least one character",
                "a mark can only be provisional, not suppressed",
                "no field named 'z' at this point in the pipeline",
                "field 'y' is number here, not text",
            ]
        )
    }

    @Test func aSignGivenTwiceIsAMistake() throws {
        let mistakes = #expect(throws: Mistakes.self) {
            try MissingNormalizer(yaml: "values: { \"..\": missing, '..': suppressed }")
        }
        #expect(mistakes?.diagnostics.map(\.message) == ["'..' is given twice in this map"])
    }
}
