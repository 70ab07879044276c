import ByteKernels

extension ByteDictionary {
    /// The number of a text of a table, given now if it is new; nil for more texts than a dictionary takes.
    mutating func number(of bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
        try? intern(bytes.span, from: range.lowerBound, to: range.upperBound)
    }
}

extension ValueDictionary {
    /// The texts of a dictionary in the order of their numbers; one empty text when there is none.
    convenience init(_ texts: ByteDictionary) {
        let ends = (0..<UInt32(texts.count)).map { UInt32(clamping: texts[$0].upperBound) }
        self.init(bytes: texts.arena, offsets: [0] + (ends.isEmpty ? [0] : ends))
    }
}
