import ByteKernels
import StageKit

/// What a reader makes of a delivery, without anything that may depend on where its batches begin.
struct FuzzOutcome: Equatable {
    /// The records: line, and values with how they were delivered.
    var records: [String] = []
    /// The text of each record. A reader may keep it for some batches and not for others.
    var texts: [String?] = []
    /// Records that could not be split, with the number of records before them.
    var rejects: [String] = []
    /// Faults that the reader found in split records.
    var faults: [String] = []
    /// Why the file is refused; records before it do not count then.
    var refusal: String?
    /// Options that do not go with this file.
    var mistakes: [String] = []
    var leniencies: [String: Int] = [:]
    /// The numbers of rows that go on, and of rows and records that were rejected.
    var kept = 0
    var rejected = 0
    /// What is wrong whatever the sizes are.
    var breach: String?

    /// Reads bytes in batches of about `target` bytes that arrive in pieces of at most `piece`.
    init(_ reader: any Reader, _ bytes: [UInt8], target: Int, piece: Int, isFile: Bool) {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "fuzz.yaml", line: 1, column: 1))
        ) { FuzzInput(bytes, most: piece, isFile: isFile) }
        guard let prepared = reader.prepare(&context), !context.stage.hasErrors else {
            mistakes = context.stage.diagnostics.map(\.message)
            return
        }
        do {
            let input = FuzzInput(bytes, most: piece, isFile: isFile)
            try read(prepared, input, byteCount: bytes.count, target: target, context.stage)
        } catch let fault as DeliveryFault {
            self = FuzzOutcome(refusal: Self.text(fault), breach: breach)
            if fault.rule.isEmpty || fault.danish.isEmpty { breach = "a fault without rule or Danish text" }
            if let offset = fault.byteOffset, offset > UInt64(bytes.count) { breach = "a fault behind the end" }
        } catch {
            breach = "\(error)"
        }
    }

    /// Whether two readings of a delivery are the same, but for texts that one of them did not keep.
    func agrees(with other: FuzzOutcome) -> Bool {
        guard texts.count == other.texts.count else { return false }
        for (text, other) in zip(texts, other.texts) where text != nil && other != nil && text != other { return false }
        var copy = other
        copy.texts = texts
        return self == copy
    }

    private init(refusal: String, breach: String?) {
        self.refusal = refusal
        self.breach = breach
    }

    static func text(_ fault: DeliveryFault) -> String {
        let offset = fault.byteOffset.map(String.init) ?? "-"
        return "\(fault.rule) line \(fault.line.map(String.init) ?? "-") byte \(offset): \(fault.message)"
    }

    private mutating func read(
        _ prepared: PreparedReader,
        _ input: FuzzInput,
        byteCount: Int,
        target: Int,
        _ context: StageContext
    ) throws {
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        // One batch again and again, as in a run: what the one before left must not be seen.
        let batch = RecordBatch()
        var fills = 0
        while true {
            batch.reset(fieldCount: context.schema.slotCount)
            batch.targetBytes = target
            guard try source.fill(batch, from: input) else { break }
            try parser?.parse(batch)
            fills += 1
            if fills > byteCount + 100 { throw FuzzInput.Hang() }
            take(batch, context)
            if breach != nil { return }
            if let fault = batch.faultBehindRows { throw fault }
        }
        leniencies = source.counts.merging(parser?.counts ?? [:], uniquingKeysWith: +)
    }

    private mutating func take(_ batch: RecordBatch, _ context: StageContext) {
        let before = records.count
        if batch.fates.count != batch.rowCount { breach = "not a fate for each row" }
        if batch.recordCount != batch.rowCount { breach = "rows are not records" }
        if !batch.cellsAreInArena, batch.block.count < batch.blockCount + 64 { breach = "no padding behind the block" }
        if breach != nil { return }
        let cells = batch.cellBytes
        for row in 0..<batch.rowCount {
            let values = context.schema.fields.map { field in
                let column = batch.column(field.slot)
                let state = column.state(row).name
                guard column.form == .raw, column.isPresent(row) else { return state }
                let cell = batch.cell(of: column, row: row)
                if cell.start > cell.end || cell.end > cells.count { breach = "a cell outside the batch" }
                let kind = (cell.entry & ~RecordTable.startMask) >> 29
                return "\(kind)'\(batch.text(of: field, row: row) ?? "∅")'"
            }
            texts.append(
                batch.recordBytes(row).map { range in
                    if range.upperBound > batch.blockCount { breach = "a record outside the block" }
                    return String(decoding: batch.block[range], as: UTF8.self)
                }
            )
            let fate = batch.fates[row] == RecordBatch.Fate.dropped ? " dropped" : ""
            records.append("\(batch.line(ofRow: row)) \(values.joined(separator: "|"))\(fate)")
        }
        kept += batch.fates.count { $0 == RecordBatch.Fate.kept }
        rejected += batch.unsplit.count + batch.fates.count { $0 == RecordBatch.Fate.faulty }
        for record in batch.unsplit {
            if record.row > batch.rowCount { breach = "a reject behind the batch" }
            let text = String(decoding: batch.block[record.bytes], as: UTF8.self)
            let line = batch.firstLine + UInt64(record.line)
            rejects.append("\(line) after \(before + record.row) \(rule(record.rule.index, context)) <\(text)>")
        }
        for index in 0..<batch.faults.count {
            let row = before + Int(batch.faults.rows[index])
            faults.append("\(row) \(rule(batch.faults.rules[index], context)) \(batch.faults.slots[index])")
        }
        // Faults of a batch stand in the order they were found in, column by column.
        faults.sort()
    }

    private func rule(_ index: UInt16, _ context: StageContext) -> String {
        Int(index) < context.rules.count ? context.rules[Int(index)].rule : "a rule that is not there"
    }
}
