import ByteKernels

/// One record of SDMX-CSV while its bytes come in: cells without their quotes.
struct SDMXTableRecord {
    struct Cell {
        var start: Int
        var count: Int
        var isQuoted: Bool
    }

    /// What the next byte may be.
    private enum State {
        case cellStart, plain, quoted, quoteInQuotes, carriageReturn
    }

    /// What a byte range came to.
    enum Outcome {
        case needsMore
        case ended
        /// A quote or a carriage return where the standard has none.
        case wrong
    }

    private(set) var cells: [Cell] = []
    private(set) var bytes = ByteArena()
    private let delimiter: UInt8
    private var state = State.cellStart
    private var start = 0
    /// The line ends inside quotes.
    private(set) var lineFeeds: UInt64 = 0
    /// The bytes so far, as delivered.
    private(set) var byteCount = 0

    init(delimiter: UInt8) { self.delimiter = delimiter }

    var isInsideQuotes: Bool { state == .quoted }

    mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll()
        state = .cellStart
        start = 0
        lineFeeds = 0
        byteCount = 0
    }

    /// Takes bytes up to the end of the record, from `place` on.
    mutating func take(_ block: Span<UInt8>, _ place: inout Int, _ end: Int) -> Outcome {
        let first = place
        defer { byteCount += place - first }
        while place < end {
            let byte = block[place]
            place += 1
            switch state {
            case .cellStart where byte == UInt8(ascii: "\""): state = .quoted
            case .cellStart, .plain:
                if byte == delimiter {
                    endCell(isQuoted: false)
                } else if byte == UInt8(ascii: "\n") {
                    endCell(isQuoted: false)
                    return .ended
                } else if byte == UInt8(ascii: "\r") {
                    endCell(isQuoted: false)
                    state = .carriageReturn
                } else if byte == UInt8(ascii: "\"") {
                    return .wrong
                } else {
                    let start = place - 1
                    while place < end, !ends(block[place]) { place += 1 }
                    bytes.append(block.extracting(start..<place))
                    state = .plain
                }
            case .quoted:
                let start = place - 1
                place = JSONBytes.first(UInt8(ascii: "\""), in: block, from: start, to: end)
                bytes.append(block.extracting(start..<place))
                lineFeeds += UInt64(JSONBytes.count(of: UInt8(ascii: "\n"), in: block, from: start, to: place))
                if place < end {
                    state = .quoteInQuotes
                    place += 1
                }
            case .quoteInQuotes:
                if byte == UInt8(ascii: "\"") {
                    bytes.append(byte)
                    state = .quoted
                } else if byte == delimiter {
                    endCell(isQuoted: true)
                } else if byte == UInt8(ascii: "\n") {
                    endCell(isQuoted: true)
                    return .ended
                } else if byte == UInt8(ascii: "\r") {
                    endCell(isQuoted: true)
                    state = .carriageReturn
                } else {
                    return .wrong
                }
            case .carriageReturn: return byte == UInt8(ascii: "\n") ? .ended : .wrong
            }
        }
        return .needsMore
    }

    /// Whether a byte may end a cell without quotes.
    @inline(__always)
    private func ends(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\"")
    }

    /// The file ends: whether a record ended with it.
    mutating func finish() -> Bool {
        if byteCount == 0 { return false }
        if state != .carriageReturn { endCell(isQuoted: state == .quoteInQuotes) }
        return true
    }

    private mutating func endCell(isQuoted: Bool) {
        cells.append(Cell(start: start, count: bytes.count - start, isQuoted: isQuoted))
        start = bytes.count
        state = .cellStart
    }

    /// Whether all of the bytes are UTF-8.
    var isSound: Bool { bytes.withBytes(from: 0, count: bytes.count) { $0.soundUTF8Count == $0.count } }

    /// A cell as text.
    func text(_ index: Int) -> String {
        bytes.withBytes(from: cells[index].start, count: cells[index].count) { span in
            String(decoding: (0..<span.count).map { span[$0] }, as: UTF8.self)
        }
    }
}
