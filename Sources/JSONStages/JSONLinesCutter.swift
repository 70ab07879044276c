import ByteKernels

/// Finds where whole lines end: a line of JSON Lines is one record, since a string cannot hold a raw line end.
struct JSONLinesCutter: Sendable {
    private let encoding: JSONEncoding
    private var hasBegun = false
    /// How many bytes at the start of the next block were searched already and hold no line end.
    private var searched = 0

    init(encoding: JSONEncoding = JSONEncoding()) {
        self.encoding = encoding
    }

    /// Cuts after the last line end; the last block of a file is taken whole.
    mutating func cut(_ block: Span<UInt8>, count: Int, isLast: Bool) -> JSONCut {
        let count = min(count, block.count)
        var start = 0
        if !hasBegun {
            do {
                guard let prefix = try encoding.prefix(of: block, count: count, isLast: isLast) else {
                    return JSONCut(end: 0, lineEnds: 0, records: 0..<0)
                }
                start = prefix
            } catch {
                let fault = JSONDocumentFault(reason: error.reason, offset: error.offset, line: 1)
                return JSONCut(end: 0, lineEnds: 0, records: 0..<0, fault: fault)
            }
            hasBegun = true
        }
        let from = max(start, min(searched, count))
        var end = count
        if !isLast {
            while end > from, block[end - 1] != UInt8(ascii: "\n") { end -= 1 }
            // Without a line end nothing is taken, but for a mark at the start of the file.
            if end == from { end = start }
        }
        searched = count - end
        let lineEnds = end > from ? JSONBytes.count(of: UInt8(ascii: "\n"), in: block, from: from, to: end) : 0
        return JSONCut(end: end, lineEnds: lineEnds, records: start..<end)
    }
}
