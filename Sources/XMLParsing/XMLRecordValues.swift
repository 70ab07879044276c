import ByteKernels

/// The values of one open record, as they come: in document order, laid out by column when the record ends.
struct XMLRecordValues {
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

    private struct Slot {
        var piece = Piece()
        var occurrences = 0
    }

    /// All text that some column wants, in document order: a value with inner values spans them.
    var text = ByteArena()
    /// Attributes and values of ancestors, which must not come between.
    private var other = ByteArena()
    /// Text that stands directly in the record.
    var ownText = ByteArena()
    private var slots: [Slot]
    /// For values to be joined: the second value and those after it.
    private var more: [(column: Int, piece: Piece)] = []
    var line: UInt32 = 0
    var offset: UInt64 = 0
    /// How many elements are open with it.
    var depth = 0

    init(columns: Int) {
        slots = Array(repeating: Slot(), count: columns)
    }

    /// What the record holds; values to be joined count even when they are empty.
    var byteCount: Int { text.count &+ other.count &+ ownText.count &+ more.count &* 32 }

    mutating func begin(depth: Int) {
        self.depth = depth
        text.removeAll()
        other.removeAll()
        ownText.removeAll()
        more.removeAll(keepingCapacity: true)
        for column in slots.indices { slots[column].occurrences = 0 }
    }

    /// Text from `start` on is a value of the column.
    @inline(__always)
    mutating func add(_ column: Int, textFrom start: Int, trims: Bool, repeated: RepeatedValue) {
        var piece = Piece(home: .text, start: start, count: text.count &- start)
        if trims { text.trim(&piece.start, &piece.count) }
        add(column, piece, repeated)
    }

    /// These bytes are a value of the column.
    mutating func add(_ column: Int, _ bytes: Span<UInt8>, repeated: RepeatedValue) {
        let piece = Piece(home: .other, start: other.count, count: bytes.count)
        other.append(bytes)
        add(column, piece, repeated)
    }

    /// Says that the column's value came more than once before it was copied.
    mutating func markRepeated(_ column: Int) {
        slots[column].occurrences = 2
    }

    @inline(__always)
    private mutating func add(_ column: Int, _ piece: Piece, _ repeated: RepeatedValue) {
        slots[column].occurrences &+= 1
        if slots[column].occurrences == 1 {
            slots[column].piece = piece
            return
        }
        switch repeated {
        case .fault, .first: break
        case .last: slots[column].piece = piece
        case .join: more.append((column, piece))
        }
    }

    /// Takes the record's own text as the value of the column.
    mutating func addOwnText(_ column: Int, trims: Bool) {
        var piece = Piece(home: .other, start: 0, count: ownText.count)
        if trims { ownText.trim(&piece.start, &piece.count) }
        let start = other.count
        other.append(ownText, from: piece.start, count: piece.count)
        piece.start = start
        slots[column] = Slot(piece: piece, occurrences: 1)
    }

    /// Appends the record as a row; the arena must have room for places below 2^29.
    mutating func layOut(into rows: inout XMLRows, _ arena: inout ByteArena, repeated: RepeatedValue, end: UInt64) {
        for column in slots.indices {
            let slot = slots[column]
            let start = UInt32(truncatingIfNeeded: arena.count)
            if slot.occurrences == 0 {
                rows.append(start: start | XMLRows.Kind.absent)
            } else {
                rows.append(start: start)
                copy(slot.piece, to: &arena)
                if slot.occurrences > 1 {
                    switch repeated {
                    case .fault: rows.append(faultIn: column)
                    case .first, .last: rows.noteRepeated(Int(slot.occurrences) - 1)
                    case .join(let separator):
                        rows.noteRepeated(Int(slot.occurrences) - 1)
                        join(column, separator, to: &arena)
                    }
                }
            }
            arena.append(XMLRows.separator)
        }
        rows.append(start: UInt32(truncatingIfNeeded: arena.count))
        rows.append(line: line, offset: offset, end: end)
    }

    /// How many bytes `layOut` appends at most.
    func rowBytes(repeated: RepeatedValue) -> Int {
        var bytes = byteCount &+ slots.count
        if case .join(let separator) = repeated { bytes &+= more.count &* separator.utf8.count }
        // Two columns may have the same text, or one value inside another's.
        for slot in slots where slot.occurrences > 0 { bytes &+= slot.piece.count }
        return bytes
    }

    private func join(_ column: Int, _ separator: String, to arena: inout ByteArena) {
        for value in more where value.column == column {
            for byte in separator.utf8 { arena.append(byte) }
            copy(value.piece, to: &arena)
        }
    }

    @inline(__always)
    private func copy(_ piece: Piece, to arena: inout ByteArena) {
        switch piece.home {
        case .text: arena.append(text, from: piece.start, count: piece.count)
        case .other: arena.append(other, from: piece.start, count: piece.count)
        }
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
