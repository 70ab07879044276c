import ByteKernels
import Testing

@Suite struct TextEncodingTests {
    @Test func findsTheBytesThatAreNoText() {
        let undefined: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        for byte in UInt8.min...UInt8.max {
            let bytes = [UInt8](repeating: 0x61, count: 70) + [0x80, byte, 0x61]
            let found = TextEncoding.windows1252.firstInvalid(in: bytes.span)
            #expect(found == (undefined.contains(byte) ? 71 : nil))
            let inLatin1 = TextEncoding.latin1.firstInvalid(in: bytes.span)
            #expect(inLatin1 == nil)
        }
        let torn: [UInt8] = [0x61, 0xC3]
        let inUTF8 = TextEncoding.utf8.firstInvalid(in: torn.span)
        #expect(inUTF8 == 1)
    }

    @Test func findsTheByteOfEveryCharacter() throws {
        for encoding in [TextEncoding.latin1, .windows1252] {
            for byte in UInt8.min...UInt8.max {
                let isUndefined = encoding == .windows1252 && [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte)
                if isUndefined { continue }
                var text = OutputBuffer()
                let bytes = [byte]
                let isText = text.appendField(bytes.span, 0..<1, encoding: encoding)
                #expect(isText)
                let character = try #require(String(decoding: text.bytes, as: UTF8.self).unicodeScalars.first)
                #expect(encoding.byte(of: character) == byte)
            }
        }
        #expect(TextEncoding.latin1.byte(of: "\u{20AC}") == nil)
        #expect(TextEncoding.windows1252.byte(of: "\u{81}") == nil)
    }
}
