import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct RowsValidatorTests {
    @Test func countsRecordsOverAllBatches() throws {
        let table = "a\n1\n2\n3"
        #expect(try RowsValidator(yaml: "min: 3").run(on: table).tableFaults == [])
        #expect(try RowsValidator(yaml: "min: 4").run(on: table).tableFaults == ["rows.too_few"])
        #expect(try RowsValidator(yaml: "max: 3").run(on: table).tableFaults == [])
        #expect(try RowsValidator(yaml: "max: 2").run(on: table, onFail: .flag).tableFaults == ["rows.too_many"])
        #expect(try RowsValidator(yaml: "min: 1").run(on: "a").tableFaults == ["rows.too_few"])
    }

    @Test func countsOnlyKeptRecords() throws {
        let rows = try batch(["a", "b", "c"], form: .raw)
        rows.drop(row: 0)
        var context = StageContext(schema: Schema(textFields: ["navn"]), place: place, onFail: .stop)
        guard case .ordered(let work) = try RowsValidator(yaml: "min: 3").prepare(&context) else {
            Issue.record("rows is an ordered stage")
            return
        }
        let decider = work.makeDecider()
        try decider.decide(rows, prepared: work.makeWorker())
        #expect(try decider.finish().count == 1)
    }

    @Test func leavesRecordsAlone() throws {
        let result = try RowsValidator(yaml: "min: 9").run(on: "a\n1")
        #expect(result.output == "a\n1")
        #expect(result.flags == [] && result.rejects == [])
    }

    @Test func cannotReject() throws {
        let found = try RowsValidator(yaml: "min: 1").diagnostics(on: "a", onFail: .reject)
        #expect(found.map(\.message) == ["a rule on the whole table has no record to reject"])
        #expect(RowsValidator.declaration.defaultOnFail == .stop)
    }

    @Test func reportsMistakes() throws {
        #expect(try RowsValidator(yaml: "").diagnostics(on: "a").map(\.message) == ["neither min nor max is given"])
        #expect(try RowsValidator(yaml: "{ min: 2, max: 1 }").diagnostics(on: "a").count == 1)
    }

    private let place = SourcePlace(file: "test.yaml", line: 1, column: 1)
}
