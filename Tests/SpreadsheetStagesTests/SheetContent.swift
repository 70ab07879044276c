import StageKit
import StageTesting

@testable import SpreadsheetStages

/// What a reader finds in a workbook: fields, rows of texts, places and faults.
struct SheetContent: Equatable {
    var fields: [String] = []
    /// `∅` is a missing value.
    var rows: [[String]] = []
    var lines: [UInt64] = []
    var rejects: [String] = []
    /// The kind of each value: t, n, b.
    var kinds: [String] = []
    var counts: [String: Int] = [:]

    init(_ yaml: String, _ bytes: [UInt8], isFile: Bool = true, block: Int? = nil) throws {
        let reader = try XLSXReader(yaml: yaml)
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { MemoryInput(bytes, isFile: isFile) }
        guard let prepared = reader.prepare(&context), !context.stage.hasErrors else {
            throw Mistakes(context.stage.diagnostics)
        }
        fields = context.stage.schema.names
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        let input = MemoryInput(bytes, isFile: isFile)
        while true {
            let batch = RecordBatch()
            batch.reset(fieldCount: fields.count)
            if let block { batch.targetBytes = block }
            guard try source.fill(batch, from: input) else { break }
            try parser?.parse(batch)
            take(batch, context.stage)
            if let fault = batch.faultBehindRows { throw fault }
        }
        counts = source.counts.merging(parser?.counts ?? [:], uniquingKeysWith: +)
    }

    private mutating func take(_ batch: RecordBatch, _ context: StageContext) {
        for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept {
            rows.append(context.schema.fields.map { batch.text(of: $0, row: row) ?? "∅" })
            lines.append(batch.line(ofRow: row))
            kinds.append(
                context.schema.fields.map { field in
                    switch batch.cell(of: batch.column(field.slot), row: row).entry & RecordTable.kindMask {
                    case RecordTable.number: "n"
                    case RecordTable.boolean: "b"
                    case RecordTable.absent: "-"
                    default: "t"
                    }
                }.joined()
            )
        }
        for index in 0..<batch.faults.count {
            let slot = Int(batch.faults.slots[index])
            let name = slot < fields.count ? fields[slot] : "-"
            let rule = context.rules[Int(batch.faults.rules[index])].rule
            rejects.append("\(batch.line(ofRow: Int(batch.faults.rows[index]))) \(name) \(rule)")
        }
    }
}

extension XLSXReader {
    /// The fault for which a workbook is refused when its fields are known before.
    static func fault(_ yaml: String, _ bytes: [UInt8]) throws -> DeliveryFault? {
        do {
            _ = try SheetContent(yaml, bytes)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }
}
