extension Span<UInt8> {
    /// The number of bytes before the first that is no part of well-formed UTF-8, or is zero.
    ///
    /// A character that the end cuts off is not well-formed.
    public var soundUTF8Count: Int {
        unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            let count = bytes.count
            var place = 0
            while place < count {
                // Eight bytes at once while all are ASCII and none is zero. In range: `place + 8 <= count`.
                while count &- place >= 8 {
                    let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self)
                    let zeros = (word &- 0x0101_0101_0101_0101) & ~word
                    if (word | zeros) & 0x8080_8080_8080_8080 != 0 { break }
                    place &+= 8
                }
                if place == count { break }
                let first = unsafe base[place]
                if first == 0 { return place }
                // In range: `place < count`, and no more than the `count - place` bytes from there are looked at.
                let length =
                    first < 0x80 ? 1 : unsafe UTF8Check.characterLength(base + place, available: count &- place)
                if length == 0 { return place }
                place &+= length
            }
            return count
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
