import StageKit
import StageTesting

@testable import SpreadsheetStages

/// What became of a sheet: its rows with their places and faults, and the fault that ended it.
struct SheetRun: Equatable {
    private(set) var rows: [String] = []
    private(set) var fault: DeliveryFault?
    private(set) var counts: [String: Int] = [:]
    /// How many stretches of rows were given away; not compared.
    private(set) var stretches = 0

    static func == (one: SheetRun, other: SheetRun) -> Bool {
        one.rows == other.rows && one.fault == other.fault && one.counts == other.counts
    }

    /// Reads in batches of about `block` bytes, with workers that take turns.
    init(_ yaml: String, _ bytes: [UInt8], block: Int, workers: Int = 2) throws {
        let reader = try XLSXReader(yaml: "path: a.xlsx\n" + yaml)
        do {
            counts = try Self.eachBatch(reader, bytes, block: block, workers: workers) { batch, context in
                if batch.context != nil { stretches += 1 }
                take(batch, context)
            }
        } catch let found as DeliveryFault {
            fault = found
        }
    }

    /// Reads a workbook batch by batch.
    /// - Returns: the counts of leniencies.
    @discardableResult
    static func eachBatch(
        _ reader: XLSXReader,
        _ bytes: [UInt8],
        block: Int,
        workers count: Int = 2,
        _ body: (RecordBatch, StageContext) -> Void
    ) throws -> [String: Int] {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { MemoryInput(bytes, isFile: true) }
        guard let prepared = reader.prepare(&context), !context.stage.hasErrors else {
            throw Mistakes(context.stage.diagnostics)
        }
        let source = prepared.makeSource()
        let workers = (0..<count).compactMap { _ in prepared.makeParser?() }
        let input = MemoryInput(bytes, isFile: true)
        let batch = RecordBatch()
        var number = 0
        while true {
            batch.reset(fieldCount: context.stage.schema.slotCount)
            batch.targetBytes = block
            guard try source.fill(batch, from: input) else { break }
            try workers[number % count].parse(batch)
            number += 1
            body(batch, context.stage)
            if let fault = batch.faultBehindRows { throw fault }
        }
        return workers.reduce(source.counts) { $0.merging($1.counts, uniquingKeysWith: +) }
    }

    private mutating func take(_ batch: RecordBatch, _ context: StageContext) {
        for row in 0..<batch.rowCount {
            let values = context.schema.fields.map { field in
                let kind = batch.cell(of: batch.column(field.slot), row: row).entry & RecordTable.kindMask
                return "\(kind >> 29)\(batch.text(of: field, row: row) ?? "∅")"
            }
            rows.append("\(batch.line(ofRow: row))|" + values.joined(separator: "|"))
        }
        for index in 0..<batch.faults.count {
            let rule = context.rules[Int(batch.faults.rules[index])].rule
            rows.append("\(batch.line(ofRow: Int(batch.faults.rows[index]))) \(batch.faults.slots[index]) \(rule)")
        }
        // A batch tells of faults behind its rows.
        rows.sort()
    }
}
