public import ByteKernels

/// Where the cells of delivered records stand in a buffer of bytes: row by row, `stride` entries a record.
///
/// Entry *c* of a record is the start of cell *c*; the last entry is one past the end of the record. One byte stands
/// between cells, so the length of cell *c* is `start[c + 1] - start[c] - 1`. The low 29 bits of an entry are the
/// start; the others say what was found there.
///
/// The kernels fill and read these tables: an entry is their `FieldEntry`, and the bits are taken from there.
public enum RecordTable {
    /// The start of a cell.
    @inlinable public static var startMask: UInt32 { FieldEntry.offsetMask }
    /// The cell stands in quotes; they are among its bytes.
    @inlinable public static var quoted: UInt32 { FieldEntry.quotedBit }
    /// The bits that say how the value was delivered.
    @inlinable public static var kindMask: UInt32 { FieldEntry.kindMask }
    /// A number of JSON, with its digits.
    @inlinable public static var number: UInt32 { FieldEntry.bits(of: .number) }
    /// `true` or `false` of JSON.
    @inlinable public static var boolean: UInt32 { FieldEntry.bits(of: .boolean) }
    /// No value: a `null`, an absent key, a field that a short record lacks.
    @inlinable public static var absent: UInt32 { FieldEntry.bits(of: .absent) }
}

/// One cell as delivered.
@frozen
public struct Cell: Sendable {
    /// The entry of the record table: start and flags.
    public let entry: UInt32
    /// Its first byte.
    public let start: Int
    /// One past its last byte.
    public let end: Int

    /// A cell from its entry of the record table and the one after it.
    @inlinable
    public init(entry: UInt32, next: UInt32) {
        self.entry = entry
        start = Int(entry & RecordTable.startMask)
        end = Int(next & RecordTable.startMask) - 1
    }

    /// Whether the bytes begin and end with the quote mark, and double it inside.
    @inlinable public var isQuoted: Bool { entry & RecordTable.quoted != 0 }
    /// Whether there is no value.
    @inlinable public var isAbsent: Bool { entry & RecordTable.kindMask == RecordTable.absent }
    /// The number of bytes, quotes included.
    @inlinable public var count: Int { end - start }
}
