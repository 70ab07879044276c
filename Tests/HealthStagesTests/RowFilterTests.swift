import HealthStages
import StageKit
import StageTesting
import Testing

@Suite struct RowFilterTests {
    /// The values that are left of a table with one column.
    private func left(_ yaml: String, of header: String, _ values: String) throws -> String {
        let rows = values.split(separator: " ")
        let result = try RowFilter(yaml: yaml).run(on: ([header] + rows.map(String.init)).joined(separator: "\n"))
        let kept = result.output.split(separator: "\n").dropFirst()
        #expect(result.dropped == rows.count - kept.count)
        #expect(result.rejects.isEmpty && result.flags.isEmpty)
        return kept.joined(separator: " ")
    }

    private func messages(_ yaml: String, on header: String) throws -> [String] {
        try RowFilter(yaml: yaml).diagnostics(on: header + "\n").map(\.message)
    }

    @Test func keepsTextsOfAList() throws {
        #expect(try left("{ field: x, in: [a, 01] }", of: "x", "a b ∅ A 01 1 a") == "a 01 a")
        #expect(try left("{ field: x, not_in: [a, 01] }", of: "x", "a b ∅ A 01 1") == "b A 1")
    }

    @Test func keepsTypedValuesOfAListByTheirValue() throws {
        #expect(try left("{ field: x, in: [5, -3] }", of: "x:integer", "5 7 -3 ∅ 0") == "5 -3")
        #expect(try left("{ field: x, not_in: [5] }", of: "x:integer", "5 7 -3 ∅ 0") == "7 -3 0")
        #expect(try left("{ field: x, in: [false] }", of: "x:boolean", "true false ∅") == "false")
        #expect(try left("{ field: x, in: [2021-05-31] }", of: "x:date", "2021-05-31 2021-06-01 ∅") == "2021-05-31")
        #expect(try left("{ field: x, in: [1.5, 2] }", of: "x:number", "1.50 2.0 3 ∅ 1.51") == "1.50 2.0")
        #expect(try left("{ field: x, not_in: [1.5] }", of: "x:decimal", "1.50 2.0 ∅") == "2.0")
    }

    @Test func keepsWhatLiesBetweenBothEndsIncluded() throws {
        #expect(try left("{ field: x, from: 2, to: 4 }", of: "x:integer", "1 2 3 4 5 ∅") == "2 3 4")
        #expect(try left("{ field: x, from: 2021-01-01 }", of: "x:date", "2020-12-31 2021-01-01 ∅") == "2021-01-01")
        #expect(try left("{ field: x, to: 0.3 }", of: "x:number", "0.30 0.300000000000000001 -5 0.4 ∅") == "0.30 -5")
    }

    @Test func comparesNumbersOfAnyLengthExactly() throws {
        let long = "1.5000000000000000000000000"
        let more = "1.5000000000000000000000001"
        #expect(try left("{ field: x, to: 1.5 }", of: "x:number", "\(long) \(more)") == long)
        #expect(try left("{ field: x, from: 1.5 }", of: "x:number", "\(long) \(more)") == "\(long) \(more)")
        #expect(try left("{ field: x, in: [1.5] }", of: "x:number", "\(long) \(more)") == long)
        #expect(try left("{ field: x, not_in: [1.5] }", of: "x:number", "\(long) \(more)") == more)
    }

    @Test func keepsMissingValuesOrPresentOnes() throws {
        #expect(try left("{ field: x, is_missing: true }", of: "x", "a ∅ ∅suppressed") == "∅ ∅")
        #expect(try left("{ field: x, is_missing: false }", of: "x:number", "1 ∅ ∅suppressed") == "1")
    }

    @Test func wantsOneWayToSayWhichRecordsToKeep() throws {
        let nothing = "nothing says which records to keep"
        let several = "several options say which records to keep"
        #expect(try messages("{ field: x }", on: "x") == [nothing])
        #expect(try messages("{ field: x, in: [a], is_missing: true }", on: "x") == [several])
        #expect(try messages("{ field: x, in: [a], not_in: [b] }", on: "x") == [several])
        #expect(try messages("{ field: y, in: [] }", on: "x").count == 1)
        #expect(try messages("{ field: x, in: [] }", on: "x") == ["the list is empty"])
    }

    @Test func readsOptionsAsTheTypeOfTheField() throws {
        let found = try RowFilter(yaml: "field: x\nin: [5, b, 1.5]").diagnostics(on: "x:integer\n")
        #expect(found.map(\.message) == ["expected a whole number, found 'b'", "expected a whole number, found '1.5'"])
        #expect(found.map(\.place?.line) == [2, 2])
        #expect(found.map(\.place?.column) == [9, 12])
        #expect(try messages("{ field: x, in: [yes] }", on: "x:boolean") == ["expected true or false, found 'yes'"])
        #expect(
            try messages("{ field: x, from: 2021, to: 31-12-2021 }", on: "x:date") == [
                "expected a day such as 2021-05-31, found '2021'",
                "expected a day such as 2021-05-31, found '31-12-2021'",
            ]
        )
        #expect(
            try messages("{ field: x, from: \"1,5\" }", on: "x:number") == [
                "expected a number of at most 18 digits, with a point, found '1,5'"
            ]
        )
        #expect(
            try messages("{ field: x, from: a }", on: "x") == [
                "field 'x' is text here: from and to want numbers or dates"
            ]
        )
        let reversed = "from is above to: no record would be left"
        #expect(try messages("{ field: x, from: 2, to: 1 }", on: "x:integer") == [reversed])
        #expect(try messages("{ field: x, from: 2.1, to: 2.09 }", on: "x:number") == [reversed])
    }
}
