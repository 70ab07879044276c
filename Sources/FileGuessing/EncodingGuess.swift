import ByteKernels
import StageKit

/// The encoding that a text seems to be in, and the text as UTF-8.
struct EncodingGuess {
    /// As pipelines name it.
    let encoding: FileEncoding
    let evidence: Phrase
    /// The text in UTF-8, without a byte order mark.
    let text: [UInt8]

    init(_ sample: FileSample) {
        let bytes = sample.bytes
        if let guess = Self.marked(bytes) ?? Self.unmarkedWide(bytes) {
            self = guess
            return
        }
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            self.init(
                .utf8,
                Phrase(
                    "letters of ASCII alone, which are the same in every encoding",
                    da: "kun ASCII-tegn, som er ens i alle tegnsæt"
                ),
                bytes
            )
            return
        }
        let count = Self.lettersAndFaults(bytes, isWhole: sample.isWhole)
        if count.faults == 0 {
            self.init(.utf8, Self.allValid(count.letters), bytes)
        } else if count.letters > 20 * count.faults {
            let evidence = Phrase(
                "\(count.letters.en) letters of UTF-8, and \(count.faults.en) bytes that are none: those "
                    + "records are rejected",
                da: "\(count.letters.da) UTF-8-tegn og \(count.faults.da) byte, som ikke er det: de poster afvises"
            )
            self.init(.utf8, evidence, Self.mended(bytes))
        } else {
            self = SingleByteScore.best(bytes, faults: count)
        }
    }

    init(_ encoding: FileEncoding, _ evidence: Phrase, _ text: [UInt8]) {
        self.encoding = encoding
        self.evidence = evidence
        self.text = text
    }

    private static func allValid(_ letters: Int) -> Phrase {
        Phrase(
            "letters beyond ASCII: \(letters.en), each of them valid UTF-8",
            da: "tegn uden for ASCII: \(letters.da), alle gyldig UTF-8"
        )
    }

    // MARK: UTF-16 and UTF-32

    private static func marked(_ bytes: [UInt8]) -> EncodingGuess? {
        func phrase(_ name: String) -> Phrase {
            Phrase(
                "the file begins with the byte order mark of \(name)",
                da: "filen begynder med BOM-mærket for \(name)"
            )
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return EncodingGuess(.utf8, phrase("UTF-8"), mended(Array(bytes.dropFirst(3))))
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            let text = utf32(bytes.dropFirst(4), bigEndian: bytes[0] == 0)
            return EncodingGuess(.utf32, phrase("UTF-32"), text)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return EncodingGuess(.utf16, phrase("UTF-16"), utf16(bytes.dropFirst(2), bigEndian: bytes[0] == 0xFE))
        }
        return nil
    }

    /// Without a mark the zero bytes tell; `read.csv` takes a file without one for little-endian.
    private static func unmarkedWide(_ bytes: [UInt8]) -> EncodingGuess? {
        let head = bytes.prefix(4096)
        guard head.count >= 8 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (place, byte) in head.enumerated() where byte == 0 { zeros[place % 4] += 1 }
        let quarter = head.count / 4
        let often = quarter * 9 / 10
        if zeros[1] >= often, zeros[2] >= often, zeros[3] >= often, zeros[0] < quarter / 10 {
            let evidence = Phrase("three of four bytes are zero", da: "tre af fire byte er nul")
            return EncodingGuess(.utf32, evidence, utf32(bytes[...], bigEndian: false))
        }
        if zeros[1] >= quarter * 6 / 10, zeros[3] >= quarter * 6 / 10, zeros[0] + zeros[2] < quarter / 10 {
            let evidence = Phrase("every second byte is zero", da: "hver anden byte er nul")
            return EncodingGuess(.utf16, evidence, utf16(bytes[...], bigEndian: false))
        }
        return nil
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
        let bytes = Array(bytes)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { at -> UInt16 in
            let (low, high) = bigEndian ? (bytes[at + 1], bytes[at]) : (bytes[at], bytes[at + 1])
            return UInt16(high) << 8 | UInt16(low)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
        let bytes = Array(bytes)
        let units = stride(from: 0, to: bytes.count - 3, by: 4).map { at -> UInt32 in
            let four = bigEndian ? Array(bytes[at..<at + 4].reversed()) : Array(bytes[at..<at + 4])
            return UInt32(four[3]) << 24 | UInt32(four[2]) << 16 | UInt32(four[1]) << 8 | UInt32(four[0])
        }
        return Array(String(decoding: units, as: UTF32.self).utf8)
    }

    // MARK: UTF-8

    /// The letters of several bytes, and the bytes that belong to none.
    private static func lettersAndFaults(_ bytes: [UInt8], isWhole: Bool) -> (letters: Int, faults: Int) {
        var letters = 0
        var faults = 0
        var start = 0
        while start < bytes.count {
            let rest = bytes.span.extracting(start..<bytes.count)
            let end = UTF8Check.firstInvalid(in: rest).map { start + $0 } ?? bytes.count
            for byte in bytes[start..<end] where byte >= 0xC0 { letters += 1 }
            guard end < bytes.count else { break }
            // A sample may end within a letter.
            if isWhole || end < bytes.count - 3 { faults += 1 }
            start = end + 1
        }
        return (letters, faults)
    }

    /// The text with `\u{FFFD}` in place of what is none.
    private static func mended(_ bytes: [UInt8]) -> [UInt8] {
        UTF8Check.firstInvalid(in: bytes.span) == nil ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
}
