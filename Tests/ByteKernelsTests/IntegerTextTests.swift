import ByteKernels
import Testing

@Suite struct IntegerTextTests {
    private func parse(_ text: String, grouping: Character? = nil, plus: Bool = false) -> ParsedInteger {
        let bytes = Array("9\(text)9".utf8)
        return IntegerText.parse(
            bytes.span,
            from: 1,
            to: bytes.count - 1,
            grouping: grouping?.asciiValue,
            plus: plus
        )
    }

    @Test func readsIntegers() {
        #expect(parse("0") == .value(0))
        #expect(parse("-17") == .value(-17))
        #expect(parse("0101") == .value(101))
        #expect(parse("\u{2212}5") == .value(-5))
        #expect(parse("+5", plus: true) == .value(5))
        #expect(parse("1.234.567", grouping: ".") == .value(1_234_567))
        #expect(parse("12 345", grouping: " ") == .value(12_345))
        #expect(parse("1234", grouping: ".") == .value(1_234))
    }

    @Test func refusesWhatIsNotAnInteger() {
        let texts = ["", "-", "+5", "1.5", "1 ", " 1", "1.234", "x", "1e3", "--1", "99999999999999999999x"]
        for text in texts { #expect(parse(text) == .notAnInteger, "\(text)") }
        for text in ["1.23", "1234.567", ".123", "1.", "1..234", "-.234"] {
            #expect(parse(text, grouping: ".") == .notAnInteger, "\(text)")
        }
    }

    @Test func tellsIntegersThatAreTooLarge() {
        #expect(parse("9223372036854775807") == .value(.max))
        #expect(parse("-9223372036854775808") == .value(.min))
        #expect(parse("9223372036854775808") == .tooLarge)
        #expect(parse("-9223372036854775809") == .tooLarge)
        #expect(parse("99999999999999999999999999") == .tooLarge)
        #expect(parse("00000000000000000000000001") == .value(1))
    }

    @Test func writesWhatTheStandardLibraryWrites() {
        var random = SeededGenerator(seed: 4)
        var values: [Int64] = [0, 1, -1, 9, 10, 99, 100, .min, .max, .max - 1]
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            values += [power - 1, power, -power, 1 - power]
        }
        for _ in 0..<10_000 {
            values.append(Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0...63, using: &random))
        }
        for value in values {
            var bytes: [UInt8] = []
            IntegerText.write(value, into: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == String(value))
            #expect(parse(String(value)) == .value(value))
        }
    }
}
