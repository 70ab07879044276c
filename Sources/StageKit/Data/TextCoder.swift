import ByteKernels

/// Finds the distinct texts of a column, so that work is done once for each; scratch memory of one worker.
public final class TextCoder {
    private var cells = ByteDictionary()
    private var texts = ByteDictionary()
    private var canonical: [UInt32] = []
    private var decoded = OutputBuffer()

    /// Scratch memory to be used for one column after another.
    public init() {}

    /// Makes a column of text coded: equal texts get equal codes, however they were quoted. Rows without a value get
    /// code 0. A column that is coded already stays as it is.
    public func code(_ column: Column, in batch: RecordBatch) {
        switch column.form {
        case .coded, .integers, .decimals: return
        case .raw: codeCells(column, in: batch)
        case .text: codeTexts(column, in: batch)
        }
        column.form = .coded
    }

    /// Which codes stand for a value of some row.
    public func usedCodes(of column: Column, rowCount: Int) -> [Bool] {
        var isUsed = [Bool](repeating: false, count: column.dictionary.count)
        for row in 0..<rowCount where column.isPresent(row) { isUsed[Int(column.codes[row])] = true }
        return isUsed
    }

    private func codeCells(_ column: Column, in batch: RecordBatch) {
        // Everything the loop touches is a local: properties of classes cost more than the work.
        var cells = cells
        self.cells = ByteDictionary()
        cells.removeAll(keepingCapacity: true)
        let rowCount = batch.rowCount
        let source = batch.cellBytes
        let table = batch.table
        let states = column.states
        let places = column.cells
        let step = places.isEmpty ? batch.stride : 0
        var next = column.source
        var codes = column.codes
        column.codes = []
        codes.removeAll(keepingCapacity: true)
        codes.append(contentsOf: repeatElement(0, count: rowCount))
        for row in 0..<rowCount {
            let index = step == 0 ? Int(places[row]) : next
            next &+= step
            guard states.isEmpty || states[row] & 0x7f == 0 else { continue }
            let entry = table[index]
            let start = Int(entry & RecordTable.startMask)
            let end = max(start, Int(table[index &+ 1] & RecordTable.startMask) &- 1)
            let tag: UInt8 = entry & RecordTable.quoted == 0 ? 0 : 1
            // A batch is far smaller than what a dictionary can hold.
            codes[row] = (try? cells.intern(source.span, from: start, to: end, tag: tag)) ?? 0
        }
        self.cells = cells
        decodeCells(of: batch)
        if canonical.count != texts.count {
            for row in codes.indices where !canonical.isEmpty { codes[row] = canonical[Int(codes[row])] }
        }
        column.codes = codes
        column.dictionary = ValueDictionary(texts)
    }

    /// Turns distinct cells into distinct texts: `"a"` and `a` are one text.
    private func decodeCells(of batch: RecordBatch) {
        texts.removeAll(keepingCapacity: true)
        canonical.removeAll(keepingCapacity: true)
        for code in 0..<UInt32(cells.count) {
            decoded.removeAll()
            let isQuoted = cells.tag(of: code) == 1
            _ = decoded.appendField(
                cells.arena.span,
                cells[code],
                encoding: batch.encoding,
                quote: isQuoted ? batch.quote : nil
            )
            canonical.append((try? texts.intern(decoded.span, from: 0, to: decoded.count)) ?? 0)
        }
    }

    private func codeTexts(_ column: Column, in batch: RecordBatch) {
        texts.removeAll(keepingCapacity: true)
        column.codes.removeAll(keepingCapacity: true)
        for row in 0..<batch.rowCount {
            guard column.isPresent(row) else {
                column.codes.append(0)
                continue
            }
            let start = Int(column.offsets[row])
            let end = Int(column.offsets[row + 1])
            column.codes.append((try? texts.intern(column.arena.span, from: start, to: end)) ?? 0)
        }
        column.dictionary = ValueDictionary(texts)
    }
}
