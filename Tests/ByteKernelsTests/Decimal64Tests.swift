import ByteKernels
import Testing

@Suite struct Decimal64Tests {
    private func parse(
        _ text: String,
        _ mark: DecimalMark = .comma,
        grouping: Bool = false,
        plus: Bool = false
    ) -> ParsedDecimal {
        // Digits around the text must not be seen.
        let bytes = Array("9\(text)9".utf8)
        return Decimal64.parse(bytes.span, from: 1, to: bytes.count - 1, mark: mark, grouping: grouping, plus: plus)
    }

    private func number(_ mantissa: Int64, _ scale: UInt8 = 0) throws -> Decimal64 {
        try #require(Decimal64(mantissa: mantissa, scale: scale))
    }

    private func expect(
        _ text: String,
        is mantissa: Int64,
        _ scale: UInt8 = 0,
        mark: DecimalMark = .comma,
        grouping: Bool = false,
        plus: Bool = false,
        location: SourceLocation = #_sourceLocation
    ) {
        guard case .value(let value) = parse(text, mark, grouping: grouping, plus: plus) else {
            Issue.record("'\(text)' is not a number", sourceLocation: location)
            return
        }
        #expect(value.mantissa == mantissa && value.scale == scale, "\(text)", sourceLocation: location)
    }

    @Test func keepsDigitsAsDelivered() {
        expect("1,10", is: 110, 2)
        expect("0", is: 0)
        expect("-0,50", is: -50, 2)
        expect("12,5", is: 125, 1)
        expect("12.5", is: 125, 1, mark: .point)
        expect("007", is: 7)
        expect("100,000", is: 100_000, 3)
    }

    @Test func losesTheSignOfZero() {
        expect("-0,0", is: 0, 1)
        expect("-0", is: 0)
        expect("\u{2212}0,0", is: 0, 1)
    }

    @Test func takesUnicodeMinusAndPlusOnRequest() {
        expect("\u{2212}3,5", is: -35, 1)
        expect("+3,5", is: 35, 1, plus: true)
        #expect(parse("+3,5") == .notANumber)
        #expect(parse("+-3", plus: true) == .notANumber)
        #expect(parse("--3") == .notANumber)
    }

    @Test func groupsThousandsByTheRule() {
        expect("1.012,5", is: 10_125, 1, grouping: true)
        expect("1,012.5", is: 10_125, 1, mark: .point, grouping: true)
        expect("999.123.456", is: 999_123_456, grouping: true)
        expect("-12.345", is: -12_345, grouping: true)
        expect("1012,5", is: 10_125, 1, grouping: true)
        for text in ["12.5", "1.0125", "1012.345", ".123", "1.", "1..234", "1.234.", "1,234.567", "1.23,4", "1.2345"] {
            #expect(parse(text, grouping: true) == .notANumber, "\(text)")
        }
        #expect(parse("1.012") == .notANumber)
    }

    @Test func refusesWhatIsNotANumber() {
        let texts = [
            "", "-", ",", ",5", "5,", "-,5", "1,2,3", " 1", "1 ", "1 2", "1e3", "x", "1x", "..", "\u{2212}", "½", "1:",
            "1/", "--", "0x1F", "nan", "1,5,", "\u{2212}\u{2212}1", "1234567890123456789012,",
        ]
        for text in texts {
            #expect(parse(text) == .notANumber, "\(text)")
        }
    }

    @Test func tellsNumbersThatAreTooLong() {
        let eighteen = "123456789012345678"
        expect(eighteen, is: 123_456_789_012_345_678)
        expect("-999999999999999999", is: -999_999_999_999_999_999)
        expect("0,000000000000000001", is: 1, 18)
        expect("1,23456789012345678", is: 123_456_789_012_345_678, 17)
        expect("0000000000000000000000012,5", is: 125, 1)
        expect("0,000000000000000000", is: 0, 18)
        for text in [
            eighteen + "9", eighteen + ",0", "0,0000000000000000001", "1,000000000000000000", "99999999999999999999999",
        ] {
            #expect(parse(text) == .tooLong, "\(text)")
        }
    }

    @Test func writesWhatItRead() throws {
        for text in ["0", "-0.50", "1.10", "-1", "0.000000000000000001", "-999999999999999999", "100", "12.345"] {
            guard case .value(let value) = parse(text, .point) else {
                Issue.record("'\(text)' is not a number")
                continue
            }
            #expect(value.description == text)
            #expect(value.length == text.utf8.count)
        }
        var bytes = Array("x=".utf8)
        try number(-1_234, 2).write(into: &bytes, mark: .comma)
        #expect(String(decoding: bytes, as: UTF8.self) == "x=-12,34")
    }

    @Test func writesTheExtremes() throws {
        #expect(try number(.min, 18).description == "-9.223372036854775808")
        #expect(try number(.min).description == "-9223372036854775808")
        #expect(try number(.max, 1).description == "922337203685477580.7")
        #expect(try number(.min, 18).length == Decimal64.maximumLength)
        #expect(Decimal64(mantissa: 1, scale: 19) == nil)
    }

    @Test func writesShortNumbersAsLongOnes() throws {
        for mantissa: Int64 in [0, 1, 9, 10, 99, 100, 12_345, 9_999_999, 10_000_000, 99_999_999, 100_000_000] {
            for mantissa in [mantissa, -mantissa, mantissa / 7 * 3] {
                for scale in 0...10 {
                    // The digits of the standard library, with zeros before them, cut in two.
                    var digits = String(mantissa.magnitude)
                    while digits.count <= scale { digits = "0" + digits }
                    let expected =
                        (mantissa < 0 ? "-" : "") + digits.dropLast(scale)
                        + (scale == 0 ? "" : "." + digits.suffix(scale))
                    let value = try number(mantissa, UInt8(scale))
                    #expect(value.description == expected)
                    #expect(value.length == expected.utf8.count)
                }
            }
        }
    }

    @Test func readsAndWritesRandomNumbers() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...18, using: &random)
            let scale = Int.random(in: 0..<count, using: &random)
            let digits = random.digits(count)
            let whole = digits.dropLast(scale)
            let isNegative = Bool.random(using: &random)
            let text = (isNegative ? "-" : "") + whole + (scale > 0 ? "," + digits.suffix(scale) : "")
            guard case .value(let value) = parse(text) else {
                Issue.record("'\(text)' is not a number")
                continue
            }
            #expect(value.mantissa == Int64((isNegative ? "-" : "") + digits))
            #expect(Int(value.scale) == scale)
            guard case .value(let again) = parse(value.description, .point) else {
                Issue.record("'\(value)' is not a number")
                continue
            }
            #expect(again.mantissa == value.mantissa && again.scale == value.scale)
        }
    }

    @Test func comparesExactlyWhateverTheScale() throws {
        let sorted = try [
            number(.min), number(-2), number(-11, 1), number(-1, 18), number(0, 3), number(1, 18), number(109, 2),
            number(1_099_999_999_999_999_999, 18), number(11, 1), number(.max, 18), number(10), number(.max),
        ]
        for i in sorted.indices {
            for j in sorted.indices {
                #expect((sorted[i] < sorted[j]) == (i < j))
                #expect((sorted[i] == sorted[j]) == (i == j))
            }
        }
    }

    @Test func equalNumbersHashAlike() throws {
        #expect(try number(11, 1) == number(110, 2))
        #expect(try number(11, 1).hashValue == number(110, 2).hashValue)
        #expect(try number(0, 18) == number(0))
        #expect(try Set([number(0, 18), number(0), number(0, 3)]).count == 1)
        #expect(try number(-1_100, 3).reduced.scale == 1)
        #expect(try number(100).reduced.mantissa == 100)
    }
}
