import StageKit

/// Signs and marks in values that were decoded.
extension MissingWorker {
    func readTexts(of column: Column, rowCount: Int) {
        let (arena, offsets) = (column.arena, column.offsets)
        var shortened: [UInt8] = []
        var newOffsets: [UInt32] = [0]
        for row in 0..<rowCount {
            var range = Int(offsets[row])..<Int(offsets[row + 1])
            if column.isPresent(row) {
                let state = judge(arena.span, &range)
                if state != 0 { column.setState(ValueState(rawValue: state), row: row, rowCount: rowCount) }
            }
            guard !signs.marks.isEmpty else { continue }
            shortened += arena[range]
            newOffsets.append(UInt32(shortened.count))
        }
        guard !signs.marks.isEmpty else { return }
        column.arena = shortened
        column.offsets = newOffsets
    }

    /// Judges each distinct text once.
    func readCodes(of column: Column, rowCount: Int) {
        let texts = column.dictionary
        let bytes = texts.bytes
        var states: [UInt8] = []
        var isMarked = false
        for code in 0..<UInt32(texts.count) {
            var range = texts.range(of: code)
            states.append(judge(bytes.span, &range))
            if range != texts.range(of: code) { isMarked = true }
        }
        guard states.contains(where: { $0 != 0 }) else { return }
        if isMarked {
            // As texts: `12` and `12*` are to be one text, but have two codes.
            spell(column, rowCount: rowCount)
            readTexts(of: column, rowCount: rowCount)
            return
        }
        for row in 0..<rowCount where column.isPresent(row) {
            let state = states[Int(column.codes[row])]
            if state != 0 { column.setState(ValueState(rawValue: state), row: row, rowCount: rowCount) }
        }
    }

    private func spell(_ column: Column, rowCount: Int) {
        let (codes, texts) = (column.codes, column.dictionary)
        column.arena = []
        column.offsets = [0]
        for row in 0..<rowCount {
            if column.isPresent(row) { column.arena += texts.bytes[texts.range(of: codes[row])] }
            column.offsets.append(UInt32(column.arena.count))
        }
        column.form = .text
    }

    /// The state of a text in UTF-8, 0 when it has no sign; takes a mark off the range.
    private func judge(_ bytes: Span<UInt8>, _ range: inout Range<Int>) -> UInt8 {
        let state = plain.values.state(of: bytes, from: range.lowerBound, to: range.upperBound)
        guard state == 0 else { return state }
        guard let mark = plain.marks.mark(atEndOf: bytes, from: range.lowerBound, to: range.upperBound) else {
            return 0
        }
        range = range.lowerBound..<range.upperBound - mark.length
        let signed = plain.values.state(of: bytes, from: range.lowerBound, to: range.upperBound)
        return signed == 0 ? mark.state : signed
    }
}
