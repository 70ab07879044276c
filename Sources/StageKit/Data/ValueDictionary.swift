public import ByteKernels

/// Distinct texts with a number each: what a coded column points into. Shared by batches and workers.
public final class ValueDictionary: Sendable {
    /// The texts in UTF-8, one after another.
    public let bytes: [UInt8]
    /// Where each text begins; one more entry than there are texts.
    public let offsets: [UInt32]

    /// A dictionary of texts laid out in an arena.
    public init(bytes: [UInt8], offsets: [UInt32]) {
        precondition(offsets.first == 0 && Int(offsets.last ?? 0) == bytes.count)
        self.bytes = bytes
        self.offsets = offsets
    }

    /// A dictionary of the given texts, in order.
    public convenience init(_ texts: [String]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        for text in texts {
            bytes += text.utf8
            offsets.append(UInt32(bytes.count))
        }
        self.init(bytes: bytes, offsets: offsets)
    }

    /// The distinct texts of a dictionary under construction; one empty text when there are none, so that the code 0 of
    /// rows without a value can be looked up.
    public convenience init(_ texts: ByteDictionary) {
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(texts.count + 1)
        for code in 0..<UInt32(texts.count) { offsets.append(UInt32(clamping: texts[code].upperBound)) }
        self.init(bytes: texts.arena, offsets: texts.count == 0 ? [0, 0] : offsets)
    }

    /// No texts.
    public static let empty = ValueDictionary(bytes: [], offsets: [0])

    /// The number of texts.
    public var count: Int { offsets.count - 1 }

    /// Where text number `code` stands in `bytes`.
    @inlinable
    public func range(of code: UInt32) -> Range<Int> {
        let index = Int(code)
        return Int(offsets[index])..<Int(offsets[index + 1])
    }

    /// Text number `code`.
    public func text(_ code: UInt32) -> String { String(decoding: bytes[range(of: code)], as: UTF8.self) }
}
