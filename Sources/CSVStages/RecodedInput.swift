import StageKit

/// A file in UTF-16 or in a rare encoding as one in UTF-8, so that everything behind it knows few encodings.
final class RecodedInput: ByteInput {
    /// How characters stand in the file.
    enum Scheme {
        case utf16
        case utf32
        /// A byte each: ASCII, and these from 80 on.
        case bytes([Unicode.Scalar])

        /// Nil for encodings that need no recoding.
        init?(_ encoding: FileEncoding) {
            switch encoding {
            case .utf8, .latin1, .windows1252: return nil
            case .utf16: self = .utf16
            case .utf32: self = .utf32
            case .latin9, .cp850, .cp865, .macRoman: self = .bytes(encoding.upperLetters ?? [])
            }
        }

        /// The length of the mark of the byte order, and of the shortest character.
        var unitLength: Int {
            switch self {
            case .utf16: 2
            case .utf32: 4
            case .bytes: 1
            }
        }
    }

    private let scheme: Scheme
    private let input: any ByteInput
    private var raw = [UInt8](repeating: 0, count: 1 << 16)
    private var rawCount = 0
    private var rawOffset: UInt64 = 0
    private var isBigEndian = false
    private var hasBegun = false
    private var isAtEnd = false
    private var line: UInt64 = 1
    private var ready: [UInt8] = []
    private var taken = 0

    init(_ input: any ByteInput, _ scheme: Scheme) {
        self.input = input
        self.scheme = scheme
    }

    var name: String { input.name }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        while taken == ready.count, !isAtEnd { try recode() }
        let count = min(buffer.count - offset, ready.count - taken)
        for index in 0..<count { buffer[offset + index] = ready[taken + index] }
        taken += count
        return count
    }

    /// Recodes the next piece of the file, but for what may be half a character at its end.
    private func recode() throws {
        let count = try input.read(into: &raw, at: rawCount)
        isAtEnd = count == 0
        rawCount += count
        let length = scheme.unitLength
        if !hasBegun {
            // The longest mark has four bytes.
            guard rawCount >= 4 || isAtEnd else { return }
            hasBegun = true
            if case .bytes = scheme { try FileKind.refuseMarks(raw[..<rawCount], encoding: nil) }
            takeMark(length)
        }
        ready.removeAll(keepingCapacity: true)
        taken = 0
        var place = 0
        while place + length <= rawCount {
            guard let (character, length) = try character(at: place) else { break }
            if character.value < 0x80 {
                ready.append(UInt8(character.value))
            } else {
                ready.append(contentsOf: Array(String(character).utf8))
            }
            if character.value == 0x0A { line += 1 }
            place += length
        }
        if isAtEnd, place < rawCount { throw fault(at: place) }
        drop(place)
    }

    /// Takes the mark of the byte order, if the file has one.
    private func takeMark(_ length: Int) {
        guard length > 1, rawCount >= length else { return }
        let little: [UInt8] = [0xFF, 0xFE] + [UInt8](repeating: 0, count: length - 2)
        isBigEndian = raw[..<length].elementsEqual(little.reversed())
        if isBigEndian || raw[..<length].elementsEqual(little) { drop(length) }
    }

    /// The character at a place, and its length; nil if the bytes after it are needed.
    private func character(at place: Int) throws -> (Unicode.Scalar, length: Int)? {
        switch scheme {
        case .bytes(let letters):
            let byte = raw[place]
            if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
            guard Int(byte) - 0x80 < letters.count else { throw fault(at: place) }
            return (letters[Int(byte) - 0x80], 1)
        case .utf32:
            let first = UInt32(unit(at: place))
            let second = UInt32(unit(at: place + 2))
            let value = isBigEndian ? first << 16 | second : second << 16 | first
            guard let character = Unicode.Scalar(value) else { throw fault(at: place) }
            return (character, 4)
        case .utf16:
            let unit = unit(at: place)
            var scalar = UInt32(unit)
            var length = 2
            if unit & 0xFC00 == 0xD800 {
                guard place + 4 <= rawCount else {
                    if isAtEnd { throw fault(at: place) }
                    return nil
                }
                let low = self.unit(at: place + 2)
                guard low & 0xFC00 == 0xDC00 else { throw fault(at: place) }
                scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
                length = 4
            }
            // Only a low surrogate without a high one is left that is no character.
            guard let character = Unicode.Scalar(scalar) else { throw fault(at: place) }
            return (character, length)
        }
    }

    private func unit(at place: Int) -> UInt16 {
        isBigEndian
            ? UInt16(raw[place]) << 8 | UInt16(raw[place + 1])
            : UInt16(raw[place + 1]) << 8 | UInt16(raw[place])
    }

    private func drop(_ count: Int) {
        for index in count..<rawCount { raw[index - count] = raw[index] }
        rawCount -= count
        rawOffset += UInt64(count)
    }

    private func fault(at place: Int) -> DeliveryFault {
        CSVFault.encoding(line: line, byteOffset: rawOffset + UInt64(place))
    }
}
