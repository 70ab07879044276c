import ByteKernels

/// The values of the open records, as they come: in document order, laid out by column when a record ends.
///
/// Records may stand in one another; all but `level` concern the innermost one.
struct XMLRecordValues: ~Copyable {
    /// Where a value is.
    struct Piece {
        enum Home: UInt8 {
            case text
            case other
        }
        var home = Home.text
        var start = 0
        var count = 0
    }

    // Not private: Swift 6.3 makes a broken module of debug builds.
    struct Slot {
        var piece = Piece()
        var occurrences = 0
    }

    /// Where the values of a record begin among those of the records around it, and where it stands.
    private struct Frame {
        var text = 0
        var other = 0
        var ownText = 0
        var more = 0
        var line: UInt32 = 0
        var offset: UInt64 = 0
    }

    private let columns: Int
    /// All text that some column wants, in document order: a value with inner values spans them.
    private(set) var text = OutputBuffer()
    /// Attributes and values of ancestors, which must not come between.
    private var other = OutputBuffer()
    /// Text that stands directly in the record.
    private var ownText = OutputBuffer()
    /// For each open record one for each column; those of outer records come first.
    private var slots: Cells<Slot>
    /// The first slot of the innermost record.
    private var firstSlot = 0
    /// The entries of the row that is laid out.
    private var entries: Cells<UInt32>
    private var frame = Frame()
    /// The frames of the records around it, outermost first.
    private var outerFrames: [Frame] = []
    /// For values to be joined: the second value and those after it.
    private var more: [(column: Int, piece: Piece)] = []
    /// How many records are open.
    private(set) var level = 0

    init(columns: Int) {
        self.columns = columns
        slots = Cells(repeating: Slot(), count: columns)
        entries = Cells(repeating: 0, count: columns + 1)
    }

    var line: UInt32 { frame.line }
    var offset: UInt64 { frame.offset }
    var ownTextCount: Int { ownText.count &- frame.ownText }

    /// What the record holds; values to be joined count even when they are empty.
    var byteCount: Int {
        let values = text.count &- frame.text &+ other.count &- frame.other &+ ownTextCount
        return values &+ (more.count &- frame.more) &* 32
    }

    /// A record begins, perhaps in another.
    mutating func begin(line: UInt32, offset: UInt64) {
        if level > 0 {
            outerFrames.append(frame)
            firstSlot += columns
            if firstSlot == slots.count { slots.append(repeating: Slot(), count: slots.count) }
        }
        level += 1
        frame = Frame(
            text: text.count,
            other: other.count,
            ownText: ownText.count,
            more: more.count,
            line: line,
            offset: offset
        )
        for column in 0..<columns { slots[firstSlot &+ column].occurrences = 0 }
    }

    /// The record ends; what it holds is forgotten.
    private mutating func end() {
        text.truncate(to: frame.text)
        other.truncate(to: frame.other)
        ownText.truncate(to: frame.ownText)
        more.removeLast(more.count - frame.more)
        level -= 1
        guard let outer = outerFrames.popLast() else { return }
        frame = outer
        firstSlot -= columns
    }

    @inline(__always)
    mutating func append(text bytes: Span<UInt8>) { text.append(bytes) }

    mutating func append(ownText bytes: Span<UInt8>) { ownText.append(bytes) }

    /// Text from `start` on is a value of the column.
    @inline(__always)
    mutating func add(_ column: Int, textFrom start: Int, trims: Bool, repeated: RepeatedValue) {
        var piece = Piece(home: .text, start: start, count: text.count &- start)
        if trims { text.trim(&piece.start, &piece.count) }
        add(column, piece, repeated)
    }

    /// These bytes are a value of the column.
    @inline(__always)
    mutating func add(_ column: Int, _ bytes: Span<UInt8>, repeated: RepeatedValue) {
        let piece = Piece(home: .other, start: other.count, count: bytes.count)
        other.append(bytes)
        add(column, piece, repeated)
    }

    /// Says that the column's value came more than once before it was copied.
    mutating func markRepeated(_ column: Int) {
        slots[firstSlot + column].occurrences = 2
    }

    @inline(__always)
    private mutating func add(_ column: Int, _ piece: Piece, _ repeated: RepeatedValue) {
        let place = firstSlot &+ column
        let occurrences = slots[place].occurrences &+ 1
        if occurrences == 1 {
            slots[place] = Slot(piece: piece, occurrences: 1)
            return
        }
        slots[place].occurrences = occurrences
        switch repeated {
        case .fault, .first: break
        case .last: slots[place].piece = piece
        case .join: more.append((column, piece))
        }
    }

    /// Takes the record's own text as the value of the column.
    mutating func addOwnText(_ column: Int, trims: Bool) {
        var piece = Piece(home: .other, start: frame.ownText, count: ownTextCount)
        if trims { ownText.trim(&piece.start, &piece.count) }
        let start = other.count
        other.append(ownText, from: piece.start, count: piece.count)
        piece.start = start
        slots[firstSlot + column] = Slot(piece: piece, occurrences: 1)
    }

    /// Appends the record, which ends, as a row; the arena must have room for places below 2^29.
    mutating func layOut(into rows: inout XMLRows, _ arena: inout ByteArena, repeated: RepeatedValue, end: UInt64) {
        for column in 0..<columns {
            let slot = slots[firstSlot &+ column]
            let start = UInt32(truncatingIfNeeded: arena.count)
            entries[column] = slot.occurrences == 0 ? start | XMLRows.Kind.absent : start
            switch slot.occurrences {
            case 0: arena.append(XMLRows.separator)
            case 1: copy(slot.piece, to: &arena)
            default: layOutRepeated(column, slot, into: &rows, &arena, repeated)
            }
        }
        entries[columns] = UInt32(truncatingIfNeeded: arena.count)
        rows.append(starts: entries)
        rows.append(line: frame.line, offset: frame.offset, end: end)
        self.end()
    }

    @inline(never)
    private func layOutRepeated(
        _ column: Int,
        _ slot: Slot,
        into rows: inout XMLRows,
        _ arena: inout ByteArena,
        _ repeated: RepeatedValue
    ) {
        copy(slot.piece, to: &arena)
        switch repeated {
        case .fault: rows.append(faultIn: column)
        case .first, .last: rows.noteRepeated(Int(slot.occurrences) - 1)
        case .join(let separator):
            rows.noteRepeated(Int(slot.occurrences) - 1)
            for value in more[frame.more...] where value.column == column {
                arena.cut(to: arena.count - 1)
                for byte in separator.utf8 { arena.append(byte) }
                copy(value.piece, to: &arena)
            }
        }
    }

    /// How many bytes `layOut` appends at most.
    func rowBytes(repeated: RepeatedValue) -> Int {
        var bytes = byteCount &+ columns
        if case .join(let separator) = repeated { bytes &+= (more.count &- frame.more) &* separator.utf8.count }
        // Two columns may have the same text, or one value inside another's.
        for place in firstSlot..<firstSlot &+ columns where slots[place].occurrences > 0 {
            bytes &+= slots[place].piece.count
        }
        return bytes
    }

    /// Appends a value and its end.
    @inline(__always)
    private func copy(_ piece: Piece, to arena: inout ByteArena) {
        switch piece.home {
        case .text: arena.append(text, from: piece.start, count: piece.count, then: XMLRows.separator)
        case .other: arena.append(other, from: piece.start, count: piece.count, then: XMLRows.separator)
        }
    }
}

extension OutputBuffer {
    /// Narrows a range of bytes to what is left without XML's white space at both ends.
    @inline(__always)
    func trim(_ start: inout Int, _ count: inout Int) {
        while count > 0, self[start].isXMLSpace {
            start &+= 1
            count &-= 1
        }
        while count > 0, self[start &+ count &- 1].isXMLSpace { count &-= 1 }
    }
}

extension ByteArena {
    /// Narrows a range of bytes to what is left without XML's white space at both ends.
    @inline(__always)
    func trim(_ start: inout Int, _ count: inout Int) {
        while count > 0, self[start].isXMLSpace {
            start &+= 1
            count &-= 1
        }
        while count > 0, self[start &+ count &- 1].isXMLSpace { count &-= 1 }
    }
}

extension UInt8 {
    /// Space, tab, line feed, carriage return.
    @inline(__always)
    var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
