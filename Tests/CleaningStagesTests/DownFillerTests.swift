import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct DownFillerTests {
    @Test func fillsMissingAndEmptyValuesFromAbove() throws {
        let result = try DownFiller(yaml: "fields: [kommune, koen]").run(
            on: """
                kommune | koen | n
                Læsø    | K    | 1
                ∅       | ∅    | ∅
                ∅       | M    | 3
                        |      | 4
                Ærø     | ∅    | 5
                ∅       | ∅    | 6
                """
        )
        #expect(
            result.output == """
                kommune | koen | n
                Læsø    | K    | 1
                Læsø    | K    | ∅
                Læsø    | M    | 3
                Læsø    | M    | 4
                Ærø     | M    | 5
                Ærø     | M    | 6
                """
        )
    }

    @Test func theFirstRecordsOfAFileStayAsTheyAre() throws {
        let result = try DownFiller(yaml: "fields: [a]").run(on: "a | n\n∅ | 1\n  | 2\nx | 3")
        #expect(result.output == "a | n\n∅ | 1\n  | 2\nx | 3")
    }

    @Test func aReasonForHavingNoValueIsFilledInToo() throws {
        let result = try DownFiller(yaml: "fields: [a]").run(on: "a | n\nx | 1\n∅suppressed | 2\n∅ | 3\ny | 4")
        #expect(result.detailedOutput.split(separator: "\n")[3] == "∅suppressed | 3")
    }

    @Test func belowAValueThatCouldNotBeReadNothingIsFilledIn() throws {
        let table = "a | n\nx | 1\n∅invalid | 2\n∅ | 3\n∅ | 4\ny | 5\n∅ | 6"
        let result = try DownFiller(yaml: "fields: [a]").run(on: table)
        #expect(result.rejects == ["4 a fill_down.unknown", "5 a fill_down.unknown"])
        #expect(result.detailedOutput == "a        | n\nx        | 1\n∅invalid | 2\ny        | 5\ny        | 6")
        let flagged = try DownFiller(yaml: "fields: [a]").run(on: table, onFail: .flag)
        #expect(flagged.flags == ["4 a fill_down.unknown", "5 a fill_down.unknown"])
    }

    @Test func aRecordThatWasTurnedDownOrLeftOutStillStandsInTheFile() throws {
        for size in [1, 2, 4] {
            let run = try FileRun(["a", "b", nil, "c", nil], in: size) { batch in
                for row in 0..<batch.rowCount {
                    let text = batch.text(of: Schema(textFields: ["x"]).fields[0], row: row)
                    if text == "b" { batch.fates[row] = RecordBatch.Fate.faulty }
                    if text == "c" { batch.drop(row: row) }
                }
            }
            #expect(run.values == ["a", "b", "b", "c", "c"])
            #expect(run.faults == [])
        }
    }

    @Test func faultyRecordsAreFilledSoThatLaterRulesFindNoFalseFaults() throws {
        let run = try FileRun(["a", nil], in: 1) { $0.fates[0] = RecordBatch.Fate.faulty }
        #expect(run.values == ["a", "a"])
    }

    @Test(arguments: [0, 1, 2])
    func belowARecordThatCouldNotBeSplitNothingIsFilledIn(row: Int) throws {
        let rule = RuleHandle(index: 9, onFail: .reject)
        let run = try FileRun(["a", nil, nil, "b", nil], in: 2) { batch in
            guard batch.firstLine == 1 else { return }
            batch.unsplit.append(UnsplitRecord(row: row, line: 0, bytes: 0..<0, rule: rule))
        }
        // Before the first record it is no matter; behind the first, both that follow are unknown.
        let expected: [[String]] = [
            ["a", "a", "a", "b", "b"], ["a", "∅invalid", "∅invalid", "b", "b"], ["a", "a", "∅invalid", "b", "b"],
        ]
        #expect(run.values == expected[row])
        #expect(run.faults.count == [0, 2, 1][row])
    }

    @Test func beginsAnewWithEachFile() throws {
        let stage = try DownFiller(yaml: "fields: [x]")
        #expect(
            try FileRun.run(stage, [DeliveredCells(["a", nil]), DeliveredCells([nil, "b"]).of(file: 1)])
                == ["a", "a", "∅missing", "b"]
        )
        #expect(
            try FileRun.run(stage, [DeliveredCells(["a"]).of(line: 1), DeliveredCells([nil]).of(line: 1)])
                == ["a", "∅missing"]
        )
        #expect(
            try FileRun.run(stage, [DeliveredCells(["a"]).of(line: 1), DeliveredCells([nil]).of(line: 2)])
                == ["a", "a"]
        )
        #expect(
            try FileRun.run(stage, [DeliveredCells(["a"]).of(offset: 0), DeliveredCells([nil]).of(offset: 9)])
                == ["a", "a"]
        )
        #expect(
            try FileRun.run(stage, [DeliveredCells(["a"]).of(offset: 9), DeliveredCells([nil]).of(offset: 0)])
                == ["a", "∅missing"]
        )
    }

    @Test func fillsAcrossBatchesWithoutValues() throws {
        #expect(try FileRun(["a", nil, nil, nil, "b", nil], in: 1).values == ["a", "a", "a", "a", "b", "b"])
    }

    @Test func aFilledTextHasTheCodeOfItsEquals() throws {
        let batches = [DeliveredCells(["a"]).of(line: 1), DeliveredCells([nil, "b", "a"]).of(line: 2)]
        #expect(try FileRun.run(try DownFiller(yaml: "fields: [x]"), batches) == ["a", "a", "b", "a"])
        let codes = batches[1].batch.column(0).codes
        #expect(codes[0] == codes[2])
    }

    @Test func reportsMistakes() throws {
        #expect(
            try DownFiller(yaml: "fields: [n, n]").mistakes(for: "a | n:integer") == [
                "13: field 'n' is given twice",
                "10: field 'n' is integer here, not text (use it before the field is typed)",
                "13: field 'n' is integer here, not text (use it before the field is typed)",
            ]
        )
        #expect(try DownFiller(yaml: "fields: []").mistakes(for: "a") == ["9: no fields are named"])
    }
}

/// A file of one field in batches, each changed before the stage sees it.
private struct FileRun {
    var values: [String]
    var faults: [String] = []

    init(_ cells: [String?], in size: Int, _ change: (RecordBatch) -> Void = { _ in }) throws {
        let batches = stride(from: 0, to: cells.count, by: size).map { start in
            let cells = DeliveredCells(Array(cells[start..<min(start + size, cells.count)])).of(line: UInt64(start + 1))
            change(cells.batch)
            return cells
        }
        values = try Self.run(try DownFiller(yaml: "fields: [x]"), batches)
        for cells in batches {
            for row in cells.batch.faults.rows { faults.append("\(cells.batch.line(ofRow: Int(row)))") }
        }
    }

    static func run(_ stage: DownFiller, _ batches: [DeliveredCells]) throws -> [String] {
        let place = SourcePlace(file: "test.yaml", line: 1, column: 1)
        var context = StageContext(schema: Schema(textFields: ["x"]), place: place)
        guard case .ordered(let work) = stage.prepare(&context) else { throw Mistakes(context.diagnostics) }
        let decider = work.makeDecider()
        // All free halves come first: they must not need the order.
        let workers = batches.map { _ in work.makeWorker() }
        for (worker, cells) in zip(workers, batches).reversed() { try worker.prepare(cells.batch) }
        for (worker, cells) in zip(workers, batches) { try decider.decide(cells.batch, prepared: worker) }
        let field = context.schema.fields[0]
        return batches.flatMap { cells in
            (0..<cells.batch.rowCount).map { row in
                cells.batch.text(of: field, row: row) ?? "∅" + cells.batch.column(0).state(row).name
            }
        }
    }
}

extension DeliveredCells {
    fileprivate func of(file: Int = 0, line: UInt64 = 1, offset: UInt64 = 0) -> DeliveredCells {
        batch.fileIndex = file
        batch.firstLine = line
        batch.blockOffset = offset
        return self
    }
}
