package import ByteKernels

/// How one value of a row is written: the columns of a batch become rows of these, and those become text.
package struct JSONPiece {
    package enum Form: UInt8 {
        /// There is no value.
        case missing
        /// Text of the cells, to be escaped.
        case cell
        /// Digits or a word of the cells, as delivered.
        case cellAsIs
        /// Bytes of the scratch buffer, as they are.
        case scratch
        case integer
        case decimal
        case date
        case no
        case yes
    }

    /// The number, or the first byte.
    var value: Int64
    /// The number of bytes.
    var count: UInt32
    package var form: Form
    /// The `ValueState`.
    package var state: UInt8
    /// The decimals of a number.
    var scale: UInt8

    init(_ form: Form, _ value: Int64 = 0, count: Int = 0, state: UInt8 = 0, scale: UInt8 = 0) {
        self.value = value
        self.count = UInt32(truncatingIfNeeded: count)
        self.form = form
        self.state = state
        self.scale = scale
    }

    /// Appends the value as JSON.
    @inline(__always)
    package func append(
        _ cells: Span<UInt8>,
        _ scratch: Span<UInt8>,
        to buffer: inout OutputBuffer
    ) {
        let start = Int(value)
        switch form {
        case .missing: buffer.append(text: "null")
        case .cell: buffer.appendJSONString(cells, start..<start &+ Int(count))
        case .cellAsIs: buffer.append(cells.extracting(start..<start &+ Int(count)))
        case .scratch: buffer.append(scratch.extracting(start..<start &+ Int(count)))
        case .integer: buffer.append(integer: value)
        case .decimal:
            if let number = Decimal64(mantissa: value, scale: scale) { buffer.append(decimal: number) }
        case .date:
            buffer.append(UInt8(ascii: "\""))
            buffer.append(date: value)
            buffer.append(UInt8(ascii: "\""))
        case .no: buffer.append(text: "false")
        case .yes: buffer.append(text: "true")
        }
    }
}
