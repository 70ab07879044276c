@testable import JSONStages

/// What comes out of a file that is read in blocks of some size, with places counted from its start.
struct JSONReading: Equatable {
    /// The values of each row; nil is an absent one.
    var rows: [[String?]] = []
    var kinds: [[JSONKind]] = []
    /// Reason, place and line of each record that was turned down, and how many rows came before it.
    var rejects: [String] = []
    var refusal: JSONDocumentFault?
    var unknownField: String?
    /// The records as they stand in the file.
    var sources: [String] = []

    /// Reads lines.
    init(lines text: [UInt8], fields: [String], blockSize: Int, options: JSONRecordParser.Options = .init()) {
        var cutter = JSONLinesCutter()
        var parser = JSONRecordParser(paths: fields.map { JSONPath($0) }, options: options)
        read(text, fields.count, blockSize) { block, count, isLast in
            cutter.cut(block, count: count, isLast: isLast)
        } parse: { block, region, rows in
            parser.parseLines(block, region, into: &rows)
            return nil
        }
    }

    /// Reads the array at a path.
    init(
        array text: [UInt8],
        at path: String = "",
        fields: [String],
        blockSize: Int,
        options: JSONArrayCutter.Options = .init(),
        parsing: JSONRecordParser.Options = .init()
    ) {
        var cutter = JSONArrayCutter(path: JSONPath(path), options: options)
        var parser = JSONRecordParser(paths: fields.map { JSONPath($0) }, options: parsing)
        read(text, fields.count, blockSize) { block, count, isLast in
            cutter.cut(block, count: count, isLast: isLast)
        } parse: { block, region, rows in
            parser.parseElements(block, region, into: &rows)
        }
    }

    private mutating func read(
        _ text: [UInt8],
        _ columnCount: Int,
        _ blockSize: Int,
        cut: (Span<UInt8>, Int, Bool) -> JSONCut,
        parse: (Span<UInt8>, Range<Int>, inout JSONRows) -> JSONFault?
    ) {
        var batch = JSONRows(columnCount: columnCount)
        var taken = 0
        var lines = 0
        var available = 0
        repeat {
            available = min(available + blockSize, text.count)
            let block = Array(text[taken..<available])
            let cut = cut(block.span, block.count, available == text.count)
            batch.removeAll()
            let fault = parse(block.span, cut.records, &batch)
            take(batch, block, taken, lines)
            if let fault {
                let line = lines + 1 + block[..<fault.offset].count { $0 == 10 }
                refusal = JSONDocumentFault(
                    reason: fault.reason,
                    offset: taken + fault.offset,
                    line: line,
                    limit: fault.limit
                )
                return
            }
            taken += cut.end
            lines += cut.lineEnds
            if let fault = cut.fault {
                refusal = fault
                return
            }
        } while available < text.count
    }

    private mutating func take(_ batch: JSONRows, _ block: [UInt8], _ taken: Int, _ lines: Int) {
        for reject in batch.rejects {
            let line = lines + 1 + block[..<reject.source.lowerBound].count { $0 == 10 }
            let record = String(decoding: block[reject.source], as: UTF8.self)
            let offset = taken + reject.fault.offset
            rejects.append("\(reject.fault.reason.rawValue) \(offset) \(line) \(rows.count + reject.row) \(record)")
        }
        for row in 0..<batch.count {
            let columns = 0..<batch.columnCount
            kinds.append(columns.map { batch.kind(row: row, column: $0) })
            rows.append(
                columns.map { column in
                    let text = String(decoding: batch.value(row: row, column: column), as: UTF8.self)
                    return batch.kind(row: row, column: column) == .absent && text.isEmpty ? nil : text
                }
            )
            sources.append(String(decoding: block[batch.sources[row]], as: UTF8.self))
        }
        if unknownField == nil { unknownField = batch.unknownField?.path.description }
    }
}
