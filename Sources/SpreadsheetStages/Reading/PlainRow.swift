/// One row in the form that nearly all writers give it, read without libxml2.
///
/// It takes nothing that any parser would not take: the known elements inside each other, attributes whose names are
/// plain and stand once, characters that stand for themselves, references to characters. A row with anything else, right
/// or wrong, is for libxml2. The bytes are UTF-8.
struct PlainRow {
    struct Attribute {
        /// Its place in `SheetHandler.attributes`.
        var name: Int
        var value: Range<Int>
    }

    enum Content {
        case none
        case value
        case inline
    }

    struct Cell {
        /// Places in `attributes`.
        var attributes: Range<Int>
        var hasFormula = false
        var content = Content.none
        var text = 0..<0
        var hasReferences = false
    }

    private(set) var number: Range<Int>?
    private(set) var cells: [Cell] = []
    private(set) var attributes: [Attribute] = []

    /// Whether the prefix of the attribute is declared that Excel gives to each row.
    private let knowsDescent: Bool
    /// The names of the attributes of the tag that is read.
    private var names: [Range<Int>] = []
    private var place = 0

    /// Tags with more attributes are not plain.
    private static let mostNames = 32
    private static let descent = Array("x14ac:dyDescent".utf8)
    private static let space = Array("xml:space".utf8)
    private static let preserve = Array("preserve".utf8)

    init(knowsDescent: Bool) { self.knowsDescent = knowsDescent }

    /// Reads the row that begins at a place, if one does.
    /// - Returns: the place behind it.
    mutating func read(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        number = nil
        cells.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        place = start
        skipBlanks(bytes)
        guard take(bytes, "<"), take(bytes, "r"), take(bytes, "o"), take(bytes, "w") else { return nil }
        guard let isEmpty = readAttributes(bytes) else { return nil }
        number = attributes.first { $0.name == 0 }?.value
        attributes.removeAll(keepingCapacity: true)
        if isEmpty { return place }
        while true {
            skipBlanks(bytes)
            guard take(bytes, "<") else { return nil }
            if take(bytes, "c") {
                guard readCell(bytes) else { return nil }
            } else {
                guard take(bytes, "/"), take(bytes, "r"), take(bytes, "o"), take(bytes, "w"), take(bytes, ">") else {
                    return nil
                }
                return place
            }
        }
    }

    // MARK: Cells

    private mutating func readCell(_ bytes: Span<UInt8>) -> Bool {
        let first = attributes.count
        guard let isEmpty = readAttributes(bytes) else { return false }
        var cell = Cell(attributes: first..<attributes.count)
        if !isEmpty {
            guard take(bytes, "<") else { return false }
            if take(bytes, "f") {
                guard readFormula(bytes), take(bytes, "<") else { return false }
                cell.hasFormula = true
            }
            if take(bytes, "v") {
                guard take(bytes, ">"), readText(bytes, into: &cell), take(bytes, "v"), take(bytes, ">"),
                    take(bytes, "<")
                else { return false }
                cell.content = .value
            } else if take(bytes, "i") {
                guard readInline(bytes, into: &cell) else { return false }
            }
            guard take(bytes, "/"), take(bytes, "c"), take(bytes, ">") else { return false }
        }
        cells.append(cell)
        return true
    }

    private mutating func readFormula(_ bytes: Span<UInt8>) -> Bool {
        let count = attributes.count
        guard let isEmpty = readAttributes(bytes) else { return false }
        attributes.removeLast(attributes.count - count)
        if isEmpty { return true }
        var formula = Cell(attributes: 0..<0)
        return readText(bytes, into: &formula) && take(bytes, "f") && take(bytes, ">")
    }

    /// Behind `<i`, up to the `<` behind the end tag.
    private mutating func readInline(_ bytes: Span<UInt8>, into cell: inout Cell) -> Bool {
        guard take(bytes, "s"), take(bytes, ">"), take(bytes, "<"), take(bytes, "t") else { return false }
        let count = attributes.count
        guard readAttributes(bytes) == false else { return false }
        attributes.removeLast(attributes.count - count)
        cell.content = .inline
        return readText(bytes, into: &cell) && take(bytes, "t") && take(bytes, ">") && take(bytes, "<")
            && take(bytes, "/") && take(bytes, "i") && take(bytes, "s") && take(bytes, ">") && take(bytes, "<")
    }

    /// Up to behind the `</` that ends it.
    private mutating func readText(_ bytes: Span<UInt8>, into cell: inout Cell) -> Bool {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "<"):
                cell.text = start..<place
                place &+= 1
                return take(bytes, "/")
            case UInt8(ascii: "&"):
                guard let reference = CharacterReference(bytes, at: place) else { return false }
                cell.hasReferences = true
                place = reference.end
            // What ends a CDATA section may stand nowhere else.
            case UInt8(ascii: "]"): return false
            case 0x20..<0x80, 0x09, 0x0A: place &+= 1
            default:
                guard let end = Self.endOfCharacter(bytes, place) else { return false }
                place = end
            }
        }
        return false
    }

    /// Behind a character of two or three bytes; nil for those that are rare, or none.
    private static func endOfCharacter(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
        let length: Int
        switch bytes[place] {
        case 0xC2...0xDF: length = 2
        case 0xE1...0xEC: length = 3
        default: return nil
        }
        guard place &+ length <= bytes.count, bytes[place &+ 1] & 0xC0 == 0x80 else { return nil }
        return length == 2 || bytes[place &+ 2] & 0xC0 == 0x80 ? place &+ length : nil
    }

    // MARK: Tags

    /// Reads the attributes of a tag, whose name comes before, up to its end; those of other names are left out.
    /// - Returns: whether the element is empty; nil for what is not plain.
    private mutating func readAttributes(_ bytes: Span<UInt8>) -> Bool? {
        names.removeAll(keepingCapacity: true)
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ">"):
                place &+= 1
                return false
            case UInt8(ascii: "/"):
                place &+= 1
                return take(bytes, ">") ? true : nil
            case UInt8(ascii: " "):
                place &+= 1
                guard readAttribute(bytes) else { return nil }
            default: return nil
            }
        }
        return nil
    }

    private mutating func readAttribute(_ bytes: Span<UInt8>) -> Bool {
        let start = place
        while place < bytes.count, bytes[place] | 0x20 &- 0x61 < 26 || bytes[place] &- 0x30 < 11 { place &+= 1 }
        let name = start..<place
        guard place > start, take(bytes, "="), place < bytes.count else { return false }
        let quote = bytes[place]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        place &+= 1
        let first = place
        while place < bytes.count, bytes[place] != quote {
            let byte = bytes[place]
            guard byte &- 0x20 < 0x5F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else { return false }
            place &+= 1
        }
        let value = first..<place
        guard place < bytes.count, isPlain(name, value, bytes) else { return false }
        place &+= 1
        guard name.count == 1 else { return true }
        switch bytes[start] {
        case UInt8(ascii: "r"): attributes.append(Attribute(name: 0, value: value))
        case UInt8(ascii: "s"): attributes.append(Attribute(name: 1, value: value))
        case UInt8(ascii: "t"): attributes.append(Attribute(name: 2, value: value))
        default: break
        }
        return true
    }

    /// Whether a name is that of an attribute like others, and none that stood in the tag before.
    private mutating func isPlain(_ name: Range<Int>, _ value: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        let isLetter = bytes[name.lowerBound] | 0x20 &- 0x61 < 26
        guard isLetter, names.count < Self.mostNames else { return false }
        for other in names where other.count == name.count {
            var isSame = true
            for step in 0..<name.count
            where bytes[other.lowerBound &+ step] != bytes[name.lowerBound &+ step] {
                isSame = false
            }
            if isSame { return false }
        }
        names.append(name)
        if name.count == 1 { return true }
        if (name.contains { bytes[$0] == UInt8(ascii: ":") }) {
            if Self.stands(Self.descent, bytes, name) { return knowsDescent }
            return Self.stands(Self.space, bytes, name) && Self.stands(Self.preserve, bytes, value)
        }
        // Names that begin so are not like others.
        return bytes[name.lowerBound] | 0x20 != UInt8(ascii: "x")
            || bytes[name.lowerBound &+ 1] | 0x20 != UInt8(ascii: "m")
    }

    private static func stands(_ text: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard text.count == range.count else { return false }
        for step in text.indices where bytes[range.lowerBound &+ step] != text[step] { return false }
        return true
    }

    // MARK: Bytes

    @inline(__always)
    private mutating func take(_ bytes: Span<UInt8>, _ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place &+= 1
        return true
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A || bytes[place] == 0x09 { place &+= 1 }
    }
}
