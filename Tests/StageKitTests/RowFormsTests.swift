import StageKit
import StageTesting
import Testing

@Suite struct RowFormsTests {
    @Test func judgesSeveralFieldsOfARecord() throws {
        let result = try PeriodValidator(yaml: "from: fra\nto: til").run(
            on: """
                fra:integer | til:integer
                2013        | 2017
                2021        | 2017
                ∅           | 2017
                """
        )
        #expect(result.rejects == ["3 til period.reversed"])
    }

    @Test func findsTheFieldsOfWideRecords() throws {
        let others = (1...20).map { "f\($0)" }
        let table = [others + ["fra:integer", "til:integer"], others + ["2021", "2017"]]
        let text = table.map { $0.joined(separator: " | ") }.joined(separator: "\n")
        #expect(try PeriodValidator(yaml: "from: fra\nto: til").run(on: text).rejects == ["2 til period.reversed"])
    }

    @Test func rewritesFieldsOfARecord() throws {
        let result = try RegionOfMunicipality(yaml: "municipality: kommune\nregion: region").run(
            on: """
                kommune | region
                0101    | Nord
                0851    | ∅
                """
        )
        #expect(
            result.output == """
                kommune | region
                0101    | Nord
                0851    | Nordjylland
                """
        )
    }
}

private struct PeriodValidator: RowValidator {
    static let declaration = StageDeclaration(
        "validate.period",
        "Turns down periods that end before they begin.",
        example: "from: fra\nto: til",
        rules: [.periodReversed]
    )

    @Option("The first year.")
    var from: IntegerField

    @Option("The last year.")
    var to: IntegerField

    func validate(_ row: Row) throws(RowFault) {
        guard let first = row.integer(from), let last = row.integer(to) else { return }
        if first > last { throw RowFault(.periodReversed, field: to.name) }
    }
}

extension Rejection {
    fileprivate static let periodReversed = Rejection("period.reversed", en: "before the start", da: "før starten")
}

private struct RegionOfMunicipality: RowNormalizer {
    static let declaration = StageDeclaration(
        "normalize.region",
        "Fills in the region of a municipality where it is missing.",
        example: "municipality: kommune\nregion: region"
    )

    @Option("The field with the code of the municipality.")
    var municipality: TextField

    @Option("The field with the region.")
    var region: TextField

    func normalize(_ row: inout Row) throws(RowFault) {
        if row[region] == nil, row[municipality]?.hasPrefix("08") == true { row[region] = "Nordjylland" }
    }
}
