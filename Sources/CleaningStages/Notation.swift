import ByteKernels
import StageKit

/// How texts of one kind become values: all that is different between the notation stages.
protocol Notation: Sendable {
    /// What the values become.
    static var type: FieldType { get }
    /// What can be wrong with a text; `Reading.fault` counts them from 1.
    static var rules: [Rejection] { get }
    /// The texts that were too long for a value, since the notation was made.
    var wide: WideTexts { get }

    /// Reads `bytes[from..<to]`.
    ///
    /// - Parameters:
    ///   - kind: how JSON delivered the value, as in `RecordTable.kindMask`.
    ///   - isUTF8: whether bytes above 127 may be looked at. When they may not, a text that has some is a fault here,
    ///     and is read again when it has been decoded.
    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading

    /// Reads every row of a column that is still text; there is one implementation, `Notation+Columns.swift`.
    mutating func read(_ column: Column, of batch: RecordBatch, into readings: inout Readings)
}

extension Notation {
    var wide: WideTexts { WideTexts() }
}

/// What became of one text.
struct Reading {
    /// What `Column.integers` gets.
    var value: Int64
    /// What `Column.scales` gets, if the column has scales.
    var scale: UInt8
    /// The number of the rule that was broken, counted from 1; 0 for none.
    var fault: UInt8

    @inline(__always)
    init(_ value: Int64, scale: UInt8 = 0) {
        self.value = value
        self.scale = scale
        fault = 0
    }

    @inline(__always)
    init(fault: UInt8) {
        value = 0
        scale = 0
        self.fault = fault
    }
}

/// Numbers too long for a mantissa, one text after another.
struct WideTexts {
    private(set) var arena: [UInt8] = []
    private(set) var offsets: [UInt32] = [0]

    /// The reading of the text that `body` appends to the arena.
    mutating func reading(_ body: (inout [UInt8]) -> Void) -> Reading {
        body(&arena)
        offsets.append(UInt32(clamping: arena.count))
        return Reading(Int64(offsets.count - 2), scale: Column.wideScale)
    }
}
