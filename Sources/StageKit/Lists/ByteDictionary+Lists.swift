import ByteKernels

extension ByteDictionary {
    /// The number of a text of a table, given now if it is new; nil for more texts than a dictionary takes.
    mutating func number(of bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
        try? intern(bytes.span, from: range.lowerBound, to: range.upperBound)
    }
}
