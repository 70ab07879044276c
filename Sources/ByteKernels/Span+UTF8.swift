extension Span<UInt8> {
    /// The number of bytes before the first that is no part of well-formed UTF-8, or is zero.
    ///
    /// A character that the end cuts off is not well-formed.
    public var soundUTF8Count: Int {
        unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return unsafe UTF8Check.firstUnsound(base, from: 0, to: bytes.count, takesZero: false)
        }
    }

    /// How many characters of UTF-8 begin in these bytes, and how many of them are of four bytes.
    @inlinable
    public var utf8CharacterCounts: (all: Int, ofFourBytes: Int) {
        unsafe withUnsafeBytes { bytes in
            var following = 0
            var long = 0
            var place = 0
            // Eight bytes at once: shifts bring bits 6, 5 and 4 of each byte below its bit 7. In range as above.
            while bytes.count &- place >= 8 {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                following &+= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
                long &+= (word & word << 1 & word << 2 & word << 3 & 0x8080_8080_8080_8080).nonzeroBitCount
                place &+= 8
            }
            while place < bytes.count {
                let byte = unsafe bytes[place]
                following &+= byte & 0xC0 == 0x80 ? 1 : 0
                long &+= byte >= 0xF0 ? 1 : 0
                place &+= 1
            }
            return (bytes.count &- following, long)
        }
    }
}
