import ByteKernels
import Testing

@Suite struct UTF8CheckTests {
    @Test func agreesWithTheStandardLibraryAtEveryBorder() {
        // The bytes on both sides of every border in the table of well-formed UTF-8.
        let borders: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        let following: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
        for first in borders {
            for second in borders {
                for third in following {
                    for fourth in following {
                        let all = [first, second, third, fourth]
                        for length in 1...4 { check(Array(all.prefix(length))) }
                    }
                }
            }
        }
    }

    private func isASCII(_ bytes: [UInt8]) -> Bool { UTF8Check.isASCII(bytes.span) }

    private func firstInvalid(_ bytes: [UInt8]) -> Int? { UTF8Check.firstInvalid(in: bytes.span) }

    private func check(_ bytes: [UInt8]) {
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        let found = UTF8Check.firstInvalid(in: bytes.span)
        if (found == nil) != isValid { Issue.record("\(bytes): \(found.map(String.init) ?? "valid")") }
        // What stands before the place is valid.
        if let found, String(validating: bytes[..<found], as: UTF8.self) == nil { Issue.record("\(bytes): \(found)") }
    }

    @Test func findsThePlaceBehindAnyNumberOfBytes() {
        for length in 0..<150 {
            let ascii = [UInt8](repeating: 0x7F, count: length)
            #expect(isASCII(ascii))
            #expect(firstInvalid(ascii) == nil)
            #expect(!isASCII(ascii + [0x80]))
            let danish = Array("blåbærgrød".utf8)
            #expect(firstInvalid(ascii + danish + [0xC3]) == length + danish.count)
            #expect(firstInvalid(ascii + [0xE6] + danish + ascii) == length)
            #expect(firstInvalid(ascii + danish + ascii) == nil)
        }
    }

    @Test func findsThePlaceInTheMiddleOfLongTexts() {
        // Around the borders of what is looked at together, with characters of all lengths before and behind.
        let texts = ["a", "ø", "aø", "€", "aøb€c😀"].map { Array(String(repeating: $0, count: 200).utf8) }
        let wrong: [[UInt8]] = [
            [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xC3, 0xC3, 0xB8], [0xC3, 0xB8, 0xB8], [0xE2, 0x82], [0xFF],
        ]
        for text in texts {
            for length in 0..<200 where String(validating: text[..<length], as: UTF8.self) != nil {
                for bytes in wrong.map({ text[..<length] + $0 + text }) {
                    let place = length + (bytes[length] == 0xC3 && bytes[length + 1] == 0xB8 ? 2 : 0)
                    #expect(firstInvalid(Array(bytes)) == place)
                    #expect(Array(bytes).span.soundUTF8Count == place)
                }
                let zero = Array(text[..<length] + [0] + text)
                #expect(firstInvalid(zero) == nil)
                #expect(zero.span.soundUTF8Count == length)
            }
        }
    }

    @Test func takesNothingForASCII() {
        #expect(isASCII([UInt8]()))
        #expect(firstInvalid([UInt8]()) == nil)
    }
}
