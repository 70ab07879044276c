import ByteKernels

/// The encodings that are read. There is one way to each: libxml2 would take any of a hundred from the system.
enum XMLEncoding: Sendable, Equatable {
    case utf8
    case ascii
    case latin1
    case latin9
    case windows1252
    case utf16LittleEndian
    case utf16BigEndian

    /// Why the encoding of a document cannot be settled.
    struct Fault: Error, Equatable {
        let message: String
    }

    /// What the first bytes of a document say.
    enum Finding: Equatable {
        /// More bytes are needed.
        case undecided
        case found(XMLEncoding, markBytes: Int)
    }

    /// An XML declaration is shorter than this.
    private static let longestDeclaration = 1024

    /// Looks at the byte order mark and at the XML declaration, which must agree.
    static func detect(_ head: [UInt8], isLast: Bool) throws(Fault) -> Finding {
        if head.count < 4, !isLast { return .undecided }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw Fault(message: "the encoding is UTF-32, which is not supported")
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return try declared(head, 3, .utf8, mark: 3, isLast) }
        if head.starts(with: [0xFF, 0xFE]) { return try declared(head, 2, .utf16LittleEndian, mark: 2, isLast) }
        if head.starts(with: [0xFE, 0xFF]) { return try declared(head, 2, .utf16BigEndian, mark: 2, isLast) }
        if head.starts(with: [0x3C, 0, 0x3F, 0]) { return try declared(head, 0, .utf16LittleEndian, mark: 0, isLast) }
        if head.starts(with: [0, 0x3C, 0, 0x3F]) { return try declared(head, 0, .utf16BigEndian, mark: 0, isLast) }
        if head.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) {
            throw Fault(message: "the encoding is EBCDIC, which is not supported")
        }
        if head.prefix(4).contains(0) {
            throw Fault(message: "the document begins with a zero byte or in an encoding that is not supported")
        }
        return try declared(head, 0, nil, mark: 0, isLast)
    }

    /// Compares what the first bytes show with what the declaration says; `shown` is nil when they show nothing.
    private static func declared(
        _ head: [UInt8],
        _ start: Int,
        _ shown: XMLEncoding?,
        mark: Int,
        _ isLast: Bool
    ) throws(Fault) -> Finding {
        let width = shown?.unitBytes ?? 1
        let lowByte = shown == .utf16BigEndian ? 1 : 0
        var text: [UInt8] = []
        var place = start
        while place + width <= head.count, text.count < longestDeclaration {
            // Other than ASCII ends a declaration's text: it holds none.
            let isASCII = width == 1 || head[place + 1 - lowByte] == 0
            text.append(isASCII ? head[place + lowByte] : 0xFF)
            place += width
            if text.last == UInt8(ascii: ">") { break }
        }
        let opening = Array("<?xml".utf8)
        let begins = text.starts(with: opening) && text.count > 5 && text[5].isXMLSpace
        if !begins {
            if text.count <= 5, opening.starts(with: text.prefix(5)), !isLast { return .undecided }
            return .found(shown ?? .utf8, markBytes: mark)
        }
        if text.last != UInt8(ascii: ">") {
            if text.count >= longestDeclaration { throw Fault(message: "the XML declaration does not end") }
            if !isLast { return .undecided }
        }
        guard let name = encodingName(text) else { return .found(shown ?? .utf8, markBytes: mark) }
        return .found(try agree(name, shown, hasMark: mark > 0), markBytes: mark)
    }

    private static func agree(_ name: String, _ shown: XMLEncoding?, hasMark: Bool) throws(Fault) -> XMLEncoding {
        let isUTF16 = name == "UTF-16" || name == "UTF-16LE" || name == "UTF-16BE"
        let encoding: XMLEncoding
        switch name {
        case "UTF-8", "UTF8": encoding = .utf8
        case "US-ASCII", "ASCII": encoding = .ascii
        case "ISO-8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", "L1": encoding = .latin1
        case "ISO-8859-15", "ISO_8859-15", "LATIN-9": encoding = .latin9
        case "WINDOWS-1252", "CP1252": encoding = .windows1252
        case "UTF-16": encoding = shown ?? .utf8
        case "UTF-16LE": encoding = .utf16LittleEndian
        case "UTF-16BE": encoding = .utf16BigEndian
        default: throw Fault(message: "the declared encoding '\(name)' is not supported")
        }
        guard let shown else {
            if isUTF16 { throw Fault(message: "the declared encoding is '\(name)', but the bytes are not UTF-16") }
            return encoding
        }
        if encoding == shown { return shown }
        let found = shown == .utf8 ? "UTF-8" : shown == .utf16LittleEndian ? "UTF-16LE" : "UTF-16BE"
        let evidence = hasMark ? "byte order mark" : "first byte"
        throw Fault(message: "the declared encoding is '\(name)', but the \(evidence) says \(found)")
    }

    /// The value of the declaration's `encoding`, in capitals; whether the declaration is sound is left to libxml2.
    private static func encodingName(_ declaration: [UInt8]) -> String? {
        let key = Array("encoding".utf8)
        var place = 5
        var quote: UInt8 = 0
        while place < declaration.count {
            let byte = declaration[place]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if declaration[place - 1].isXMLSpace, declaration[place...].starts(with: key) {
                return value(declaration, after: place + key.count)
            }
            place += 1
        }
        return nil
    }

    private static func value(_ declaration: [UInt8], after start: Int) -> String? {
        let rest = declaration[start...].drop(while: \.isXMLSpace)
        guard rest.first == UInt8(ascii: "=") else { return nil }
        let quoted = rest.dropFirst().drop(while: \.isXMLSpace)
        guard let quote = quoted.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        // A name has letters, digits, and three signs; more than that libxml2 turns down.
        let name = quoted.dropFirst().prefix { $0 != quote }
        let isName = name.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
        guard isName, !name.isEmpty, name.count <= 40 else { return nil }
        return String(decoding: name, as: UTF8.self).uppercased()
    }

    var unitBytes: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }

    /// Whether the bytes go to libxml2 as they are.
    var isUTF8: Bool { self == .utf8 || self == .ascii }

    /// How many delivered bytes became these bytes of UTF-8. Counts characters by their first byte, so that a
    /// character may be cut anywhere.
    func deliveredBytes(_ utf8: Span<UInt8>) -> Int {
        if isUTF8 { return utf8.count }
        let characters = utf8.utf8CharacterCounts
        return deliveredBytes(characters: characters.all, ofFourBytes: characters.ofFourBytes)
    }

    /// The same for so many characters, of which some take four bytes in UTF-8; not for a file that is UTF-8.
    func deliveredBytes(characters: Int, ofFourBytes wide: Int) -> Int {
        unitBytes == 1 ? characters : (characters &+ wide) &* 2
    }
}
