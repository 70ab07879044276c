import HealthStages
import StageKit
import StageTesting
import Testing

@Suite struct CodeListValidatorTests {
    private let table = """
        kommune | aar:integer
        0751    | 2000
        Aarhus  | 2021
        751     | 2021
        0401    | 2002
        0401    | 2003
        ∅       | 2021
        0400    | ∅
        """

    private func stage(_ yaml: String) throws -> CodeListValidator {
        try CodeListValidator(yaml: yaml, files: SmallLists.files)
    }

    @Test func acceptsTheCodesThemselvesAlone() throws {
        let result = try stage("{ fields: [kommune], list: kommuner.csv }").run(on: table)
        #expect(result.rejects == ["3 kommune code_list.unknown", "4 kommune code_list.unknown"])
    }

    @Test func acceptsCodesAtTheirTimeAlone() throws {
        let fixed = try stage("{ fields: [kommune], list: kommuner.csv, at: 2010 }").run(on: table)
        #expect(
            fixed.rejects == [
                "3 kommune code_list.unknown", "4 kommune code_list.unknown", "5 kommune code_list.not_valid",
                "6 kommune code_list.not_valid",
            ]
        )
        let each = try stage("{ fields: [kommune], list: kommuner.csv, at_field: aar }").run(on: table)
        #expect(
            each.rejects == [
                "2 kommune code_list.not_valid", "3 kommune code_list.unknown", "4 kommune code_list.unknown",
                "6 kommune code_list.not_valid",
            ]
        )
    }

    @Test func leavesAFlaggedValueAsItIs() throws {
        let result = try stage("{ fields: [kommune], list: kommuner.csv }").run(
            on: "kommune | tal\n\"x\"     | 1\n0751    | 2",
            onFail: .flag
        )
        #expect(result.flags == ["2 kommune code_list.unknown"])
        #expect(result.output == "kommune | tal\n\"x\"     | 1\n0751    | 2")
    }
}
