import ByteKernels
import Testing

@Suite struct CellPassTests {
    /// Bytes from a few that matter, with padding that would matter too if it were read.
    private func text(_ letters: [UInt8], _ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
            + [UInt8](repeating: UInt8(ascii: ","), count: CellPass.padding)
    }

    private func tokens(_ bytes: [UInt8], from start: Int, to end: Int, most: Int) -> (count: Int, end: Int) {
        var found = (count: 0, end: start)
        var isQuoted = false
        var isToken = false
        for place in start..<end where found.count < most {
            if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
            let isSeparator = !isQuoted && " \t\r\n,;".utf8.contains(bytes[place])
            if isToken, isSeparator { found = (found.count + 1, place) }
            isToken = !isSeparator
        }
        return found
    }

    @Test func tokensArePassedWhereABytewiseCountPassesThem() {
        var random = SeededGenerator(seed: 1)
        for letters in ["17.- ", "1 \t\r\n,;\"", "1\"", " ", "1234567890 "] {
            for count in 0..<150 {
                let bytes = text(Array(letters.utf8), count, &random)
                let start = Int.random(in: 0...min(count, 70), using: &random)
                for most in [0, 1, 2, 7, 30, Int.max] {
                    let found = CellPass.tokens(in: bytes.span, from: start, to: count, most: most)
                    #expect(found == tokens(bytes, from: start, to: count, most: most))
                }
            }
        }
    }

    private func elements(_ bytes: [UInt8], from start: Int, to end: Int, most: Int) -> (count: Int, end: Int) {
        var found = (count: 0, end: start)
        var isString = false
        var isEscaped = false
        for place in start..<end where found.count < most {
            let byte = bytes[place]
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            } else if byte == UInt8(ascii: "\"") {
                isString.toggle()
            }
            if isString || !",[]{}".utf8.contains(byte) { continue }
            found = (found.count + 1, place)
            if byte != UInt8(ascii: ",") { break }
        }
        return found
    }

    @Test func elementsArePassedWhereABytewiseCountPassesThem() {
        var random = SeededGenerator(seed: 2)
        for letters in ["17.,", "1,\"\\", ",,,,,,,,,,,,,,]", "1, \n\"\\[", "{1234567890,,,,,,,\"", "\\\\\\\\\""] {
            for count in 0..<150 {
                let bytes = text(Array(letters.utf8), count, &random)
                let start = Int.random(in: 0...min(count, 70), using: &random)
                for most in [0, 1, 2, 7, 30, Int.max] {
                    let found = CellPass.elements(in: bytes.span, from: start, to: count, most: most)
                    #expect(found == elements(bytes, from: start, to: count, most: most))
                }
            }
        }
    }
}
