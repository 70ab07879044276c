import ByteKernels

/// Rows of text as a parser found them: values in column order in one run of bytes, and a table of where they are.
package struct XMLRows: Sendable {
    /// What a value is, in the bits 29 and 30 of its entry in `starts`.
    enum Kind {
        static let text: UInt32 = 0
        static let absent: UInt32 = 3 << 29
    }

    /// The bits of an entry that are a place in `bytes`.
    static let placeMask: UInt32 = (1 << 29) - 1
    /// Follows each value; no XML document can hold it.
    static let separator: UInt8 = 0

    /// A record that must not pass although the document is sound.
    package struct Fault: Sendable, Equatable {
        package let row: Int
        package let column: Int
        /// Always `xml.repeated`: the column's path met a second value.
        var rule: String { "xml.repeated" }
    }

    package let columns: Int
    package private(set) var bytes: [UInt8] = []
    /// Row by row `columns + 1` entries; the value of column c has `starts[c + 1] - starts[c] - 1` bytes, and the
    /// last entry is the end of the last value plus one.
    package private(set) var starts: [UInt32] = []
    /// The line on which each record's start tag begins.
    package private(set) var lines: [UInt32] = []
    /// The byte of the delivered file, byte order mark included, at which each record's start tag begins.
    package private(set) var offsets: [UInt64] = []
    /// The byte of the delivered file behind each record's end tag.
    package private(set) var ends: [UInt64] = []
    /// In the order of rows, then columns.
    package private(set) var faults: [Fault] = []

    /// Values that were left out or joined because another one of the same field stood before; never forgotten.
    package private(set) var repeatedValues = 0
    /// DOCTYPEs that were let through; never forgotten.
    package internal(set) var doctypes = 0

    package init(columns: Int) {
        self.columns = columns
    }

    /// The number of rows.
    package var count: Int { lines.count }

    /// Makes ready for the next rows and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
    }

    mutating func noteRepeated(_ count: Int) { repeatedValues &+= count }

    /// The bytes of a value; nil when it is absent.
    package func value(row: Int, column: Int) -> ArraySlice<UInt8>? {
        let entry = starts[row * (columns + 1) + column]
        if entry & ~Self.placeMask == Kind.absent { return nil }
        let next = starts[row * (columns + 1) + column + 1]
        return bytes[Int(entry & Self.placeMask)..<Int(next & Self.placeMask) - 1]
    }

    /// Hands bytes and table over and takes empty buffers to go on with; the places of the rows stay.
    package mutating func exchange(bytes other: inout [UInt8], starts otherStarts: inout [UInt32]) {
        swap(&bytes, &other)
        swap(&starts, &otherStarts)
    }

    // The parser appends to an arena, whose room is not counted, and gives the bytes back when it has been fed.

    mutating func lend(to arena: inout ByteArena) {
        var lent: [UInt8] = []
        swap(&lent, &bytes)
        arena.resume(lent)
    }

    mutating func takeBack(from arena: inout ByteArena) {
        bytes = arena.take()
    }

    @inline(__always)
    mutating func append(starts entries: borrowing Cells<UInt32>) {
        entries.append(to: &starts)
    }

    @inline(__always)
    mutating func append(line: UInt32, offset: UInt64, end: UInt64) {
        lines.append(line)
        offsets.append(offset)
        ends.append(end)
    }

    mutating func append(faultIn column: Int) {
        faults.append(Fault(row: count, column: column))
    }
}
