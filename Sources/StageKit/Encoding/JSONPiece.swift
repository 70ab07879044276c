/// How one value of a row is written: the columns of a batch become rows of these, and those become text.
struct JSONPiece {
    enum Form: UInt8 {
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
    var form: Form
    /// The `ValueState`.
    var state: UInt8
    /// The decimals of a number.
    var scale: UInt8

    init(_ form: Form, _ value: Int64 = 0, count: Int = 0, state: UInt8 = 0, scale: UInt8 = 0) {
        self.value = value
        self.count = UInt32(truncatingIfNeeded: count)
        self.form = form
        self.state = state
        self.scale = scale
    }
}
