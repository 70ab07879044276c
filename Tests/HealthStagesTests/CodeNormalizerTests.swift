import HealthStages
import StageKit
import StageTesting
import Testing

@Suite struct CodeNormalizerTests {
    private func stage(_ yaml: String) throws -> CodeNormalizer {
        try CodeNormalizer(yaml: yaml, files: SmallLists.files)
    }

    private func mistakes(_ body: () throws -> CodeNormalizer) -> [Diagnostic] {
        do {
            _ = try body()
            return []
        } catch { return (error as? Mistakes)?.diagnostics ?? [] }
    }

    @Test func putsCodesInPlaceOfNamesAndAliases() throws {
        let result = try stage("{ fields: [kommune, bopael], list: kommuner.csv }").run(
            on: """
                kommune          | bopael | tal
                Århus            | 0400   | 1
                751              | ∅      | 2
                ∅suppressed      | 411    | 3
                allinge gudhjem  | Århus  | 4
                AARHUS - KOMMUNE | 0400   | 5
                """
        )
        #expect(
            result.detailedOutput == """
                kommune     | bopael | tal
                0751        | 0400   | 1
                0751        | ∅      | 2
                ∅suppressed | 0411   | 3
                0401        | 0751   | 4
                0751        | 0400   | 5
                """
        )
        #expect(result.rejects.isEmpty)
    }

    @Test func tellsUnknownFromNotValidThen() throws {
        let table = """
            kommune         | tal
            0751            | 1
            Allinge-Gudhjem | 2
            0999            | 3
            0400            | 4
            """
        let result = try stage("{ fields: [kommune], list: kommuner.csv, at: 2003-01-01 }").run(on: table)
        #expect(result.rejects == ["2 kommune code.not_valid", "3 kommune code.not_valid", "4 kommune code.unknown"])
        #expect(result.output == "kommune | tal\n0400    | 4")
        let flagged = try stage("{ fields: [kommune], list: kommuner.csv, at: 2021 }").run(on: table, onFail: .flag)
        #expect(flagged.flags == ["3 kommune code.not_valid", "4 kommune code.unknown"])
        #expect(
            flagged.detailedOutput == """
                kommune  | tal
                0751     | 1
                ∅invalid | 2
                ∅invalid | 3
                0400     | 4
                """
        )
    }

    @Test(arguments: ["dag:date", "dag:integer", "dag"])
    func looksUpAtTheDayOrYearOfEachRecord(field: String) throws {
        let (early, late) = field == "dag:date" ? ("2002-12-31", "2003-01-01") : ("2002", "2003")
        let result = try stage("{ fields: [kommune], list: kommuner.csv, at_field: dag }").run(
            on: """
                kommune         | \(field)
                Allinge-Gudhjem | \(early)
                Allinge-Gudhjem | \(late)
                Bornholm        | \(early)
                bornholm        | \(late)
                0401            | ∅
                ukendt          | \(late)
                """
        )
        #expect(
            result.output == """
                kommune | dag
                0401    | \(early)
                0400    | \(late)
                0401    | ∅
                """
        )
        #expect(result.rejects == ["3 kommune code.not_valid", "4 kommune code.not_valid", "7 kommune code.unknown"])
    }

    @Test func aYearThatIsNoneIsNoTimeAtWhichACodeIsValid() throws {
        let stage = try stage("{ fields: [kommune], list: kommuner.csv, at_field: aar }")
        let texts = try stage.run(on: "kommune | aar\n0751 | i fjor\n0751 | 0\n0751 | 10000\n0751 | -2021")
        #expect(texts.rejects.count == 4)
        #expect(texts.rejects.first == "2 kommune code.not_valid")
        let numbers = try stage.run(on: "kommune | aar:integer\n0751 | 0\n0751 | 9223372036854775807\n0411 | -5")
        #expect(numbers.rejects.count == 3)
    }

    @Test func refusesOptionsThatContradictOrDoNotFit() throws {
        let both = try stage("{ fields: [kommune], list: kommuner.csv, at: 2021, at_field: aar }")
        #expect(try both.diagnostics(on: "kommune | aar\n").map(\.message) == ["at and at_field exclude each other"])
        let wrong = try stage("{ fields: [komune, tal], list: kommuner.csv, at_field: tal }")
        #expect(
            try wrong.diagnostics(on: "kommune | tal:number\n").map(\.message) == [
                "no field named 'komune' at this point in the pipeline", "field 'tal' is number here, not text",
                "field 'tal' is number here, not date",
            ]
        )
        let day = mistakes { try stage("{ fields: [kommune], list: kommuner.csv, at: 1. maj }") }
        #expect(day.map(\.message) == ["expected a day such as 2021-05-31 or a year, found '1. maj'"])
        #expect(
            mistakes { try stage("{ fields: [kommune], list: ingen.csv }") }.map(\.message) == ["no file 'ingen.csv'"]
        )
    }
}
