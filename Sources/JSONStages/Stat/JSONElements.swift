/// The elements of an array of plain values, or of a part of it between two commas, strictly checked.
struct JSONElements {
    private var position: Int
    /// Where the comma or the bracket behind the last element stands.
    private let end: Int
    private var isAtBeginning = true
    /// How many lines ended before the element that was taken last, and between it and the comma behind it.
    private(set) var lineEnds: UInt64 = 0
    private var lineEndsBehind: UInt64 = 0

    init(from start: Int, to end: Int) {
        position = start
        self.end = end
    }

    /// The next element; nil behind the last.
    /// - Throws: `JSONFault` at the first byte that is not as it should be, up to the comma or the end.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONTree.Node? {
        if !isAtBeginning {
            guard position < end else { return nil }
            // The comma.
            position &+= 1
        }
        isAtBeginning = false
        lineEnds &+= lineEndsBehind &+ skipSpace(bytes)
        // A number is only known to end before what is behind it.
        let element = try JSONTree.plain(bytes, &position, end &+ 1)
        lineEndsBehind = skipSpace(bytes)
        guard position == end || bytes[position] == UInt8(ascii: ",") else { throw JSONFault(.syntax, at: position) }
        return element
    }

    @inline(__always)
    private mutating func skipSpace(_ bytes: Span<UInt8>) -> UInt64 {
        var lineEnds: UInt64 = 0
        while position < end, JSONTokens.isSpace(bytes[position]) {
            if bytes[position] == 0x0A { lineEnds &+= 1 }
            position &+= 1
        }
        return lineEnds
    }
}
