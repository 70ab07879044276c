import StageKit

/// A statement before DATA: `KEYWORD[language]("key","key")=value,value`.
struct PXStatement {
    var keyword: String
    var language: String?
    var keys: [PXText]
    var values: [PXText]
    var place: PXFault.Place

    /// What identifies it among others, for messages.
    var name: String { language.map { "\(keyword)[\($0)]" } ?? keyword }
}

/// Reads the parts of one statement.
struct PXStatementParser {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int
    private var line: UInt64
    private let offset: UInt64
    /// Keywords whose values matter here; those of others are let through unread.
    private let isKnown: (String) -> Bool

    /// - Parameter offset: the place in the file of the first of the bytes.
    init(_ bytes: [UInt8], _ range: Range<Int>, line: UInt64, offset: UInt64, isKnown: @escaping (String) -> Bool) {
        self.bytes = bytes
        end = range.upperBound
        position = range.lowerBound
        self.line = line
        self.offset = offset
        self.isKnown = isKnown
    }

    /// The statement; nil for one whose keyword is not known.
    mutating func parse() throws(DeliveryFault) -> PXStatement? {
        let place = place(position)
        let start = position
        while position < end, Self.isKeywordByte(bytes[position]) { position += 1 }
        guard position > start else {
            throw PXFault.syntax("no keyword where one should be", "intet nøgleord, hvor der skulle være et", at: place)
        }
        let keyword = String(decoding: bytes[start..<position], as: UTF8.self)
        guard isKnown(keyword) else {
            guard hasEquals() else { throw noEquals(keyword, place) }
            return nil
        }
        var statement = PXStatement(keyword: keyword, language: nil, keys: [], values: [], place: place)
        skipSpace()
        if take(UInt8(ascii: "[")) {
            let start = position
            while position < end, bytes[position] != UInt8(ascii: "]") { position += 1 }
            let name = bytes[start..<position].filter { $0 != UInt8(ascii: "\"") && $0 > 0x20 }
            statement.language = String(decoding: name, as: UTF8.self)
            guard take(UInt8(ascii: "]")) else { throw noEquals(keyword, place) }
            skipSpace()
        }
        if take(UInt8(ascii: "(")) {
            statement.keys = try list(until: UInt8(ascii: ")"))
            guard take(UInt8(ascii: ")")) else { throw noEquals(keyword, place) }
            skipSpace()
        }
        guard take(UInt8(ascii: "=")) else { throw noEquals(keyword, place) }
        statement.values = try list(until: nil)
        return statement
    }

    private static func isKeywordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }

    private func hasEquals() -> Bool {
        var isQuoted = false
        for place in position..<end {
            if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, bytes[place] == UInt8(ascii: "=") { return true }
        }
        return false
    }

    private func noEquals(_ keyword: String, _ place: PXFault.Place) -> DeliveryFault {
        let name = keyword.utf8.count <= 40 ? "'\(keyword)'" : "a keyword"
        return PXFault.syntax(
            "\(name) is not followed by keys in parentheses and '='",
            "'=' mangler efter \(name)",
            at: place
        )
    }

    /// Texts with commas between them; a text in quotes may go on in the next quotes.
    private mutating func list(until close: UInt8?) throws(DeliveryFault) -> [PXText] {
        var texts: [PXText] = []
        while true {
            skipSpace()
            var text = PXText(bytes: [], start: position, line: line)
            if position < end, bytes[position] == UInt8(ascii: "\"") {
                try quoted(into: &text)
            } else {
                try bare(into: &text, until: close)
            }
            texts.append(text)
            skipSpace()
            if position >= end || bytes[position] == close { return texts }
            guard take(UInt8(ascii: ",")) else {
                throw PXFault.syntax(
                    "a comma is missing between two texts",
                    "der mangler et komma mellem to tekster",
                    at: place(position)
                )
            }
        }
    }

    private mutating func quoted(into text: inout PXText) throws(DeliveryFault) {
        var lastEnd = -1
        var pieces = 0
        while position < end, bytes[position] == UInt8(ascii: "\"") {
            if lastEnd == position { text.doubledQuote = position }
            position += 1
            let start = position
            while position < end, bytes[position] != UInt8(ascii: "\"") {
                if bytes[position] == UInt8(ascii: "\n") { line += 1 }
                position += 1
            }
            text.bytes += bytes[start..<position]
            pieces += 1
            position += 1
            lastEnd = position
            skipSpace()
        }
        if pieces == 1 { text.contentStart = text.start + 1 }
    }

    /// A word, a number or `TLIST(A1,"2021"-"2022")`, whose parentheses keep it together.
    private mutating func bare(into text: inout PXText, until close: UInt8?) throws(DeliveryFault) {
        let start = position
        var depth = 0
        var isQuoted = false
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted {
                if depth == 0, byte == UInt8(ascii: ",") || byte == close { break }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
            }
            position += 1
        }
        var stop = position
        while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
        guard stop > start else {
            throw PXFault.syntax("a value is missing", "der mangler en værdi", at: place(start))
        }
        text.bytes = Array(bytes[start..<stop])
        text.contentStart = start
    }

    private mutating func skipSpace() {
        while position < end, bytes[position] <= 0x20 {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private func place(_ position: Int) -> PXFault.Place {
        PXFault.Place(line: line, offset: offset + UInt64(position))
    }
}
