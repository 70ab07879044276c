import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct TypeValidatorTests {
    private func faulty(_ yaml: String, _ values: [String]) throws -> [String] {
        let result = try TypeValidator(yaml: "{ fields: [x], \(yaml) }").run(
            on: (["x"] + values).joined(separator: "\n")
        )
        let lines = result.rejects.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        #expect(result.rejects.allSatisfy { $0.hasSuffix(" x type.mismatch") })
        return lines.map { values[$0 - 2] }
    }

    @Test func checksWithoutConverting() throws {
        let result = try TypeValidator(yaml: "{ fields: [x], type: number }").run(on: "x\n012,50\n∅\nto")
        #expect(result.output == "x\n012,50\n∅")
        #expect(result.rejects == ["4 x type.mismatch"])
    }

    @Test func knowsIntegers() throws {
        let values = ["12", "-3", "9223372036854775808", "1.5", "1.234", "x"]
        #expect(try faulty("type: integer", values) == ["9223372036854775808", "1.5", "1.234", "x"])
        #expect(try faulty("type: integer, grouping: true", ["1.234", "1.23"]) == ["1.23"])
    }

    @Test func knowsNumbers() throws {
        let values = ["12", "-3,5", "1.234,5", "12.5", "12345678901234567890,1", "1e5", "nan"]
        #expect(try faulty("type: number", values) == ["1.234,5", "12.5", "1e5", "nan"])
        #expect(try faulty("type: number, grouping: true", values) == ["12.5", "1e5", "nan"])
        #expect(try faulty("type: number, decimal_mark: point", ["12.5", "12,5"]) == ["12,5"])
        #expect(try faulty("type: decimal", ["12,5", "12345678901234567890,1"]) == ["12345678901234567890,1"])
    }

    @Test func knowsDatesAndBooleans() throws {
        #expect(try faulty("type: date", ["2021-02-28", "2021-02-29", "28-02-2021"]) == ["2021-02-29", "28-02-2021"])
        #expect(try faulty("type: date, pattern: dd-MM-yyyy", ["28-02-2021", "2021-02-28"]) == ["2021-02-28"])
        #expect(try faulty("type: boolean", ["true", "false", "True", "1"]) == ["True", "1"])
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try TypeValidator(yaml: "{ fields: [x], \(yaml) }").diagnostics(on: "x").map(\.message)
        }
        #expect(try messages("type: text") == ["every value of a field of text is text"])
        #expect(
            try messages("type: boolean, decimal_mark: point, grouping: true, pattern: yyyy")
                == ["only numbers have a decimal mark", "only numbers have groups", "only dates have a pattern"]
        )
        let found = try TypeValidator(yaml: "fields: [x]\ntype: date\npattern: QQ").diagnostics(on: "x")
        #expect(found.first?.place?.line == 3)
    }
}
