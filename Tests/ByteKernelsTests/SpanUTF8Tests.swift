import Testing

@testable import ByteKernels

@Suite struct SpanUTF8Tests {
    @Test func findsTheFirstByteThatIsNotUTF8() {
        #expect(Array("blåbærgrød 😀 og €".utf8).span.soundUTF8Count == 25)
        #expect([UInt8]().span.soundUTF8Count == 0)
        let text = Array("0123456789".utf8)
        for place in 0...10 {
            for wrong in [
                [0], [0x80], [0xC0, 0x80], [0xC1, 0x81], [0xE0, 0x81, 0x81], [0xED, 0xA0, 0x80], [0xC3],
                [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF],
            ] {
                let bytes = text[..<place] + wrong.map(UInt8.init) + text
                #expect(Array(bytes).span.soundUTF8Count == place, "\(wrong) at \(place)")
            }
        }
    }

    @Test func countsCharacters() {
        for length in 0..<40 {
            let text = String("aøb€😀cæ€😀d".prefix(length % 11)) + String(repeating: "ø😀x", count: length)
            let counts = Array(text.utf8).span.utf8CharacterCounts
            #expect(counts.all == text.unicodeScalars.count)
            #expect(counts.ofFourBytes == text.unicodeScalars.count { $0.value > 0xFFFF })
        }
    }

    @Test func agreesWithTheStandardLibraryOnAllPairsAndTriples() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max where first != 0 && second != 0 {
                for bytes in [[first, second], [first, second, 0x80], [first, second, 0xBF, 0x9F]] {
                    let isSound = String(validating: bytes, as: UTF8.self) != nil
                    #expect((bytes.span.soundUTF8Count == bytes.count) == isSound)
                }
            }
        }
    }
}
