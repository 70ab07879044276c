import ByteKernels

/// A place in a line of JSON.
struct JSONCursor {
    var place: Int
    let end: Int

    /// Steps over blanks and then over the byte, if it stands there.
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard place < end, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    /// Whether nothing but blanks is left.
    mutating func isAtEnd(_ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        return place == end
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while place < end, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[place]) { place += 1 }
    }

    /// A whole number; nil when there is another value.
    mutating func integer(_ bytes: Span<UInt8>) throws(ProgramFault) -> Int64? {
        skipBlanks(bytes)
        let start = place
        while place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] &- 0x30 < 10 { place += 1 }
        guard case .value(let value) = IntegerText.parse(bytes, from: start, to: place) else { return nil }
        return value
    }

    /// A text, a list of texts, or null for none.
    mutating func strings(_ bytes: Span<UInt8>) throws(ProgramFault) -> [String] {
        skipBlanks(bytes)
        var found: [String] = []
        func one(_ cursor: inout JSONCursor) throws(ProgramFault) -> String {
            var text: [UInt8] = []
            try cursor.string(bytes, into: &text)
            return String(decoding: text, as: UTF8.self)
        }
        if place < end, bytes[place] == UInt8(ascii: "n") {
            var word: [UInt8] = []
            guard try scalar(bytes, into: &word) == .missing else { throw .notJSON }
            return []
        }
        guard take(UInt8(ascii: "["), bytes) else { return [try one(&self)] }
        if take(UInt8(ascii: "]"), bytes) { return [] }
        repeat { found.append(try one(&self)) } while take(UInt8(ascii: ","), bytes)
        guard take(UInt8(ascii: "]"), bytes) else { throw .notJSON }
        return found
    }

    /// A text, a number, true, false or null.
    mutating func scalar(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(ProgramFault) -> Answer.Kind {
        skipBlanks(bytes)
        guard place < end else { throw .notJSON }
        if bytes[place] == UInt8(ascii: "\"") {
            try string(bytes, into: &text)
            return .text
        }
        let before = text.count
        while place < end, Self.isOfWord(bytes[place]) {
            text.append(bytes[place])
            place += 1
        }
        let word = text[before...]
        if word.elementsEqual("null".utf8) {
            text.removeLast(4)
            return .missing
        }
        if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return .boolean }
        guard let first = word.first, first == UInt8(ascii: "-") || first &- 0x30 < 10 else {
            throw .garbage(
                "a value that is no text, number, true, false or null",
                da: "en værdi, der ikke er tekst, tal, true, false eller null"
            )
        }
        return .number
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte | 0x20 &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }

    /// Steps over a value of any kind, with lists and maps in each other without end but that of the line.
    mutating func skip(_ bytes: Span<UInt8>) throws(ProgramFault) {
        var depth = 0
        var scratch: [UInt8] = []
        repeat {
            skipBlanks(bytes)
            guard place < end else { throw .notJSON }
            switch bytes[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                place += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): place += 1
            default:
                scratch.removeAll(keepingCapacity: true)
                _ = try scalar(bytes, into: &scratch)
            }
        } while depth > 0
    }

    /// A text, its escapes undone.
    mutating func string(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(ProgramFault) {
        guard take(UInt8(ascii: "\""), bytes) else { throw .notJSON }
        let before = text.count
        while true {
            guard place < end else { throw .notJSON }
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                let length = text.count - before
                guard text.span.extracting(before..<text.count).soundUTF8Count == length else { throw .notText }
                return
            case UInt8(ascii: "\\"): try escape(bytes, into: &text)
            case ..<0x20: throw .notJSON
            default: text.append(byte)
            }
        }
    }

    private mutating func escape(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(ProgramFault) {
        guard place < end else { throw .notJSON }
        let letter = bytes[place]
        place += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try unit(bytes)
            if 0xD800..<0xDC00 ~= code {
                guard place + 1 < end, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
                    throw .notText
                }
                place += 2
                let low = try unit(bytes)
                guard 0xDC00..<0xE000 ~= low else { throw .notText }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw .notText }
            text += Array(String(Character(scalar)).utf8)
        default: throw .notJSON
        }
    }

    private mutating func unit(_ bytes: Span<UInt8>) throws(ProgramFault) -> UInt32 {
        guard end - place >= 4 else { throw .notJSON }
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else { throw .notJSON }
            code = code << 4 | UInt32(digit)
            place += 1
        }
        return code
    }
}
