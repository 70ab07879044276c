import ByteKernels
import Testing

@Suite struct DecimalTextTests {
    private func canonical(_ text: String, grouping: Bool = false, plus: Bool = false) -> String? {
        let bytes = Array("9\(text)9".utf8)
        var out = Array("<".utf8)
        let isNumber = DecimalText.append(
            bytes.span,
            from: 1,
            to: bytes.count - 1,
            mark: .comma,
            grouping: grouping,
            plus: plus,
            into: &out
        )
        if !isNumber { #expect(out == Array("<".utf8)) }
        return isNumber ? String(decoding: out.dropFirst(), as: UTF8.self) : nil
    }

    private func compare(_ left: String, _ right: String) -> NumberOrder? {
        // Both in one arena, as they come from a batch.
        let bytes = Array("9\(left)9\(right)9".utf8)
        let end = 1 + left.utf8.count
        return DecimalText.compare(
            bytes.span.extracting(1..<end),
            bytes.span.extracting(end + 1..<bytes.count - 1)
        )
    }

    @Test func normalisesNumbersOfAnyLength() {
        #expect(canonical("123456789012345678901234567890,10") == "123456789012345678901234567890.10")
        #expect(canonical("-1.234.567.890.123.456.789,5", grouping: true) == "-1234567890123456789.5")
        #expect(canonical("\u{2212}000,0500") == "-0.0500")
        #expect(canonical("+7", plus: true) == "7")
        #expect(canonical("-000,00") == "0.00")
        #expect(canonical("100") == "100")
        for text in ["", "-", "1,", ",1", "1.234", "1e5", "+7", "x", "1 "] {
            #expect(canonical(text) == nil, "\(text)")
        }
    }

    @Test func canonicalTextIsWhatDecimal64Writes() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let whole = random.digits(Int.random(in: 1...9, using: &random))
            let fraction = random.digits(Int.random(in: 1...9, using: &random))
            let bytes = Array("-\(whole),\(fraction)".utf8)
            guard case .value(let value) = Decimal64.parse(bytes.span, from: 0, to: bytes.count, mark: .comma) else {
                Issue.record("not a number")
                continue
            }
            #expect(canonical("-\(whole),\(fraction)") == value.description)
        }
    }

    @Test func comparesNumbersOfJSON() {
        #expect(compare("1e2", "100.0") == .equal)
        #expect(compare("1E+2", "99.99") == .greater)
        #expect(compare("0.001", "1e-3") == .equal)
        #expect(compare("-1e-3", "-0.01") == .greater)
        #expect(compare("-5", "3") == .less)
        #expect(compare("0", "-0.0") == .equal)
        #expect(compare("0e999999999999999999999", "0") == .equal)
        #expect(compare("123456789012345678901234567890", "123456789012345678901234567891") == .less)
        #expect(compare("1.0000000000000000000000001", "1") == .greater)
        #expect(compare("10", "9") == .greater)
        #expect(compare("0.5e1", "5") == .equal)
        #expect(compare("1e999999999999999999", "1e999999999999999998") == .greater)
        #expect(compare("1e-999999999999999999", "0") == .greater)
    }

    @Test func refusesToCompareWhatIsNotANumber() {
        let texts = [
            "", "-", "e5", "1e", "1e+", "1e5x", ".5", "5.", "1,5", "1 ", "1e5.0", "1e1000000000000000000", "+1", "1.e5",
            "1ee5", "1e-", "nan",
        ]
        for text in texts {
            #expect(compare(text, "1") == nil, "\(text)")
            #expect(compare("1", text) == nil, "\(text)")
        }
    }

    @Test func comparesAsDecimal64Does() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let scales = (UInt8.random(in: 0...5, using: &random), UInt8.random(in: 0...5, using: &random))
            let a = try #require(Decimal64(mantissa: .random(in: -200...200, using: &random), scale: scales.0))
            let b = try #require(Decimal64(mantissa: .random(in: -200...200, using: &random), scale: scales.1))
            let expected: NumberOrder = a < b ? .less : a == b ? .equal : .greater
            #expect(compare(a.description, b.description) == expected, "\(a) \(b)")
            // The same numbers with exponents.
            #expect(
                compare("\(a.mantissa)e-\(a.scale)", "\(b.mantissa)00E-\(Int(b.scale) + 2)") == expected,
                "\(a) \(b)"
            )
        }
    }

    private func key(_ text: String) -> String? {
        var key: [UInt8] = []
        return DecimalText.appendKey(Array(text.utf8).span, into: &key) ? String(decoding: key, as: UTF8.self) : nil
    }

    @Test func equalNumbersShareAKey() {
        for text in ["-12.5", "-12.50", "-1.25e1", "-0012.500000000000000000000000", "-125E-1"] {
            #expect(key(text) == "-125e-1", "\(text)")
        }
        for text in ["0", "-0", "0.00", "0e999999999999999999999"] { #expect(key(text) == "0", "\(text)") }
        #expect(key("100") == "1e2")
        #expect(key("12345678901234567890.10") == "123456789012345678901e-1")
        #expect(key("1e") == nil)
        #expect(key("") == nil)
    }

    private func reduced(_ text: String) -> String? {
        DecimalText.reduced(Array(text.utf8).span).map { "\($0.mantissa)/\($0.scale)" }
    }

    @Test func reducesWhatADecimalHolds() {
        #expect(reduced("1e2") == "100/0")
        #expect(reduced("100.0000000000000000000000") == "100/0")
        #expect(reduced("-0.10000000000000000000") == "-1/1")
        #expect(reduced("0.000") == "0/0")
        #expect(reduced("1e17") == "100000000000000000/0")
        #expect(reduced("999999999999999999e-18") == "999999999999999999/18")
        for text in ["1e18", "1e-19", "1234567890123456789", "1e999999999999999999", "x"] {
            #expect(reduced(text) == nil, "\(text)")
        }
    }
}
