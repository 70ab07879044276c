/// How a file may begin: JSON is UTF-8, and many programs put a mark before it.
struct JSONEncoding: Sendable {
    /// Whether a byte order mark before the text refuses the file; else it is skipped.
    var refusesByteOrderMark = false

    /// The bytes before the text; nil when more bytes are needed to say it.
    ///
    /// The text of a JSON file begins with ASCII, so zero bytes among the first four give UTF-16 and UTF-32 away.
    func prefix(of block: Span<UInt8>, count: Int, isLast: Bool) throws(JSONFault) -> Int? {
        guard count >= 4 || isLast else { return nil }
        func byte(_ place: Int) -> UInt8 { place < count ? block[place] : 0x20 }
        switch (byte(0), byte(1), byte(2), byte(3)) {
        case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF), (0, 0, 0, 1...), (1..., 0, 0, 0):
            throw JSONFault(.utf32, at: 0)
        case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _), (0, 1..., _, _), (1..., 0, _, _):
            throw JSONFault(.utf16, at: 0)
        case (0xEF, 0xBB, 0xBF, _):
            if refusesByteOrderMark { throw JSONFault(.byteOrderMark, at: 0) }
            return 3
        default:
            return 0
        }
    }
}
