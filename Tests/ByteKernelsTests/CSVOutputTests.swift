import ByteKernels
import Testing

@Suite struct CSVOutputTests {
    private let quote = UInt8(ascii: "\"")
    private let minimal = CSVQuoting(delimiter: UInt8(ascii: ";"))
    private let alphabet: [UInt8] = Array("a;\"\n\r".utf8) + [0xE6]

    /// The field at the start and at the end of a block, with and without bytes to read behind it.
    private func places(_ field: [UInt8]) -> [(block: [UInt8], range: Range<Int>)] {
        [
            (field, 0..<field.count),
            (field + [UInt8](repeating: quote, count: 20), 0..<field.count),
            ([quote, 0xFF] + field + Array("\";\n".utf8) + [0xFF], 2..<(field.count + 2)),
        ]
    }

    private func csv(
        _ field: [UInt8],
        _ encoding: TextEncoding,
        quoted: Bool = false,
        _ quoting: CSVQuoting? = nil,
        quoteIfEmpty: Bool = false
    ) -> [[UInt8]?] {
        places(field).map { block, range in
            var buffer = OutputBuffer()
            buffer.append(UInt8(ascii: "<"))
            let isText = buffer.appendCSV(
                block.span,
                range,
                encoding: encoding,
                sourceQuote: quoted ? quote : nil,
                as: quoting ?? minimal,
                quoteIfEmpty: quoteIfEmpty
            )
            if !isText { #expect(buffer.count == 1) }
            return isText ? Array(buffer.bytes.dropFirst()) : nil
        }
    }

    private func content(_ field: [UInt8], _ encoding: TextEncoding, quoted: Bool = false) -> [[UInt8]?] {
        places(field).map { block, range in
            var buffer = OutputBuffer()
            let isText = buffer.appendField(block.span, range, encoding: encoding, quote: quoted ? quote : nil)
            if !isText { #expect(buffer.count == 0) }
            return isText ? buffer.bytes : nil
        }
    }

    /// The rules of quoting, plainly.
    private func quotedWhereNeeded(_ text: [UInt8], _ quoting: CSVQuoting) -> [UInt8] {
        let special = [quoting.delimiter, quoting.quote, 10, 13]
        guard quoting.style == .always || text.contains(where: special.contains) else { return text }
        return [quoting.quote] + text.flatMap { $0 == quoting.quote ? [$0, $0] : [$0] } + [quoting.quote]
    }

    /// The rules of unquoting, plainly: after a single quote, everything is as it is.
    private func unquoted(_ field: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = field.dropFirst()
        while let byte = rest.popFirst() {
            if byte != quote {
                text.append(byte)
            } else if rest.first == quote {
                text.append(quote)
                rest.removeFirst()
            } else {
                return text + rest
            }
        }
        return text
    }

    private func utf8(latin1 bytes: [UInt8]) -> [UInt8] {
        Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
    }

    @Test func quotesFieldsThatNeedIt() {
        SmallTexts.forEach(upTo: 4, alphabet: alphabet) { text in
            let expected = quotedWhereNeeded(utf8(latin1: text), minimal)
            if !csv(text, .latin1).allSatisfy({ $0 == expected }) { Issue.record("\(text)") }
        }
    }

    @Test func takesQuotedFieldsApartAndQuotesThemAnew() {
        SmallTexts.forEach(upTo: 4, alphabet: alphabet) { inner in
            // Well-formed ones, and what a lenient reader lets through.
            let doubled = [quote] + inner.flatMap { $0 == quote ? [$0, $0] : [$0] } + [quote]
            for field in [doubled, [quote] + inner] {
                let text = utf8(latin1: unquoted(field))
                if !content(field, .latin1, quoted: true).allSatisfy({ $0 == text }) { Issue.record("\(field)") }
                for target in [minimal, CSVQuoting(delimiter: UInt8(ascii: "a"), quote: UInt8(ascii: "'"))] {
                    let expected = quotedWhereNeeded(text, target)
                    if !csv(field, .latin1, quoted: true, target).allSatisfy({ $0 == expected }) {
                        Issue.record("\(field) for \(target)")
                    }
                }
            }
        }
    }

    @Test func findsWhatNeedsQuotesAnywhereInALongField() {
        for length in 0..<70 {
            let plain = [UInt8](repeating: UInt8(ascii: "b"), count: length)
            #expect(csv(plain, .utf8).allSatisfy { $0 == plain })
            for place in 0..<length {
                var text = plain
                text[place] = alphabet[place % 5]
                text[length - 1 - place / 2] = 0xE6
                let expected = quotedWhereNeeded(utf8(latin1: text), minimal)
                if !csv(text, .latin1).allSatisfy({ $0 == expected }) { Issue.record("\(place) of \(length)") }
            }
        }
    }

    @Test func quotesEveryFieldWhenAsked() {
        let always = CSVQuoting(delimiter: UInt8(ascii: ";"), style: .always)
        #expect(csv(Array("a\"b".utf8), .utf8, always).allSatisfy { $0 == Array("\"a\"\"b\"".utf8) })
        #expect(csv([], .utf8, always).allSatisfy { $0 == Array("\"\"".utf8) })
    }

    @Test func tellsEmptyTextFromMissing() {
        #expect(csv([], .utf8).allSatisfy { $0 == [] })
        #expect(csv([], .utf8, quoteIfEmpty: true).allSatisfy { $0 == Array("\"\"".utf8) })
        #expect(csv(Array("\"\"".utf8), .utf8, quoted: true).allSatisfy { $0 == [] })
        #expect(
            csv(Array("\"\"".utf8), .utf8, quoted: true, quoteIfEmpty: true).allSatisfy { $0 == Array("\"\"".utf8) }
        )
        var buffer = OutputBuffer()
        buffer.appendCSV([UInt8]().span, 0..<0, as: minimal, quoteIfEmpty: true)
        #expect(buffer.bytes == Array("\"\"".utf8))
    }

    @Test func leavesSpacesAlone() {
        #expect(csv(Array(" a ".utf8), .utf8).allSatisfy { $0 == Array(" a ".utf8) })
    }

    @Test func writesTextOfStages() {
        let text = Array("kød;æg".utf8)
        var buffer = OutputBuffer()
        buffer.appendCSV(text.span, 0..<4, as: minimal)
        buffer.append(UInt8(ascii: " "))
        buffer.appendCSV(text.span, 0..<text.count, as: minimal)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "kød \"kød;æg\"")
    }

    @Test func refusesTextThatIsNotUTF8() {
        for field: [UInt8] in [
            [0xE6], Array("abcdefghijklmnopqrst".utf8) + [0xC3], [0xC3, UInt8(ascii: ";")], [0xFF, 59],
        ] {
            #expect(csv(field, .utf8).allSatisfy { $0 == nil })
            #expect(content(field, .utf8).allSatisfy { $0 == nil })
            #expect(csv([quote] + field + [quote], .utf8, quoted: true).allSatisfy { $0 == nil })
            #expect(content([quote] + field + [quote], .utf8, quoted: true).allSatisfy { $0 == nil })
        }
        #expect(content(Array("ærø\u{10FFFF}".utf8), .utf8).allSatisfy { $0 == Array("ærø\u{10FFFF}".utf8) })
    }

    @Test func knowsEveryByteOfLatin1() {
        let all = (UInt8.min...UInt8.max).map { $0 }
        #expect(content(all, .latin1).allSatisfy { $0 == utf8(latin1: all) })
    }

    @Test func knowsEveryByteOfWindows1252() {
        let none: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        for byte in none {
            #expect(content([97, byte], .windows1252).allSatisfy { $0 == nil })
            #expect(csv([97, byte], .windows1252).allSatisfy { $0 == nil })
        }
        let own = (UInt8(0x80)...0x9F).filter { !none.contains($0) }
        #expect(content(own, .windows1252).allSatisfy { $0 == Array("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".utf8) })
        let rest = (UInt8.min...0x7F).map { $0 } + (UInt8(0xA0)...0xFF).map { $0 }
        #expect(content(rest, .windows1252).allSatisfy { $0 == utf8(latin1: rest) })
        // The most room that text can need.
        let wide = [UInt8](repeating: 0x80, count: 500)
        #expect(csv(wide, .windows1252).allSatisfy { $0 == Array(String(repeating: "€", count: 500).utf8) })
    }
}
