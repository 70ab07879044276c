import ByteKernels
import Testing

@Suite struct JSONOutputTests {
    private func json(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var buffer = OutputBuffer()
        buffer.appendJSONString(bytes.span)
        var other = OutputBuffer()
        let block = [1, 34] + bytes + [UInt8](repeating: 34, count: 32)
        other.appendJSONString(block.span, 2..<(bytes.count + 2))
        #expect(buffer.bytes == other.bytes)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    private func escaped(_ scalar: Unicode.Scalar) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\u{8}": "\\b", "\u{C}": "\\f",
        ]
        if let escape = short[scalar] { return escape }
        guard scalar.value < 0x20 else { return String(Character(scalar)) }
        return "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
    }

    @Test func escapesWhatMustBeEscapedAndNothingElse() {
        for value in 0..<UInt8(128) {
            let scalar = Unicode.Scalar(value)
            #expect(json(String(Character(scalar))) == "\"" + escaped(scalar) + "\"")
        }
        #expect(json("æ/€\u{2028}") == "\"æ/€\u{2028}\"")
        #expect(json("") == "\"\"")
    }

    @Test func findsEscapesAnywhereInALongText() {
        for length in 1..<50 {
            for place in 0..<length {
                var scalars = [Unicode.Scalar](repeating: "x", count: length)
                scalars[place] = place % 2 == 0 ? "\"" : "\u{1}"
                scalars[length - 1 - place / 2] = "\n"
                let text = String(String.UnicodeScalarView(scalars))
                #expect(json(text) == "\"" + scalars.map(escaped).joined() + "\"")
            }
        }
    }

    @Test func writesTextsOfManyPieces() {
        let text = String(repeating: "\u{1}ø", count: 7000)
        #expect(json(text) == "\"" + String(repeating: "\\u0001ø", count: 7000) + "\"")
    }
}
