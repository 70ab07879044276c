/// Turns places in the UTF-8 that libxml2 gets into places of the delivered file.
struct XMLPlaces {
    private let encoding: XMLEncoding
    /// Where the present piece begins, in UTF-8.
    private(set) var pieceStart: UInt64 = 0
    /// The same in the delivered file.
    private var pieceDelivered: UInt64
    /// The last place that was counted, so that the next is counted on from there.
    private var counted: UInt64 = 0
    private var countedDelivered: UInt64

    init(_ encoding: XMLEncoding, markBytes: Int) {
        self.encoding = encoding
        pieceDelivered = UInt64(markBytes)
        countedDelivered = UInt64(markBytes)
    }

    /// The delivered place when it can be told without counting.
    @inline(__always)
    func delivered(_ offset: UInt64) -> UInt64? {
        encoding.isUTF8 ? offset &- pieceStart &+ pieceDelivered : offset == pieceStart ? pieceDelivered : nil
    }

    /// The delivered place of one in the present piece.
    mutating func delivered(_ offset: UInt64, in piece: Span<UInt8>) -> UInt64 {
        if offset < counted {
            counted = pieceStart
            countedDelivered = pieceDelivered
        }
        let start = min(Int(clamping: counted - pieceStart), piece.count)
        let end = min(Int(clamping: offset - pieceStart), piece.count)
        countedDelivered += UInt64(encoding.deliveredBytes(piece.extracting(start..<end)))
        counted = offset
        return countedDelivered
    }

    /// The delivered place of bytes that end where the present piece begins.
    func delivered(before bytes: Span<UInt8>) -> UInt64 {
        pieceDelivered - min(UInt64(encoding.deliveredBytes(bytes)), pieceDelivered)
    }

    /// The delivered place that so many characters stand behind, those of the present piece among them.
    mutating func delivered(before characters: Int, ofFourBytes wide: Int, in piece: Span<UInt8>) -> UInt64 {
        let end = delivered(pieceStart + UInt64(piece.count), in: piece)
        return end - min(UInt64(encoding.deliveredBytes(characters: characters, ofFourBytes: wide)), end)
    }

    /// For a place whose bytes are gone, as if all since were ASCII.
    func guess(_ offset: UInt64) -> UInt64 {
        let bytes = (pieceStart - min(offset, pieceStart)) &* UInt64(encoding.unitBytes)
        return pieceDelivered - min(bytes, pieceDelivered)
    }

    /// What is fed next stands in the delivered file from this byte on.
    mutating func jump(to delivered: UInt64) {
        pieceDelivered = delivered
        counted = pieceStart
        countedDelivered = delivered
    }

    /// The piece is read; the next begins behind it.
    mutating func advance(over piece: Span<UInt8>) {
        let end = pieceStart + UInt64(piece.count)
        pieceDelivered = encoding.isUTF8 ? pieceDelivered + UInt64(piece.count) : delivered(end, in: piece)
        pieceStart = end
        counted = pieceStart
        countedDelivered = pieceDelivered
    }
}
