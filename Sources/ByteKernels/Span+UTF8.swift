extension Span<UInt8> {
    /// The number of bytes before the first that is no part of well-formed UTF-8, or is zero.
    ///
    /// A character that the end cuts off is not well-formed.
    @inlinable
    public var soundUTF8Count: Int {
        unsafe withUnsafeBytes { bytes in
            let count = bytes.count
            var place = 0
            while place < count {
                // Eight bytes at once while all are ASCII and none is zero. In range: `place + 8 <= count`.
                while count &- place >= 8 {
                    let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    let zeros = (word &- 0x0101_0101_0101_0101) & ~word
                    if (word | zeros) & 0x8080_8080_8080_8080 != 0 { break }
                    place &+= 8
                }
                if place == count { break }
                let length = unsafe Self.characterBytes(bytes, place, count)
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

    /// The bytes of the well-formed character at `place`, or 0.
    @inlinable @inline(__always)
    static func characterBytes(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ count: Int) -> Int {
        let lead = unsafe bytes[place]
        if lead < 0x80 { return lead == 0 ? 0 : 1 }
        let left = count &- place
        guard left >= 2 else { return 0 }
        let second = unsafe bytes[place &+ 1]
        if lead < 0xE0 { return lead >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0 }
        // What the second byte may be keeps out longer forms than needed, surrogates, and what is beyond Unicode.
        let least: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let most: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        guard left >= 3, second >= least, second <= most, unsafe bytes[place &+ 2] & 0xC0 == 0x80 else { return 0 }
        if lead < 0xF0 { return 3 }
        guard left >= 4, lead <= 0xF4, unsafe bytes[place &+ 3] & 0xC0 == 0x80 else { return 0 }
        return 4
    }
}
