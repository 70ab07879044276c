/// Checks a document byte by byte, and may stop and go on anywhere.
///
/// It is for what lies around the records: it knows the grammar, UTF-8 and the depth, and remembers no more than
/// the open brackets. Keys are not compared.
struct JSONStreamValidator: Sendable {
    /// What may come next.
    enum State: Sendable {
        case value, valueOrEnd, keyOrEnd, key, colon, afterValue
        case string, escape, hexDigits, pairBackslash, pairLetter, continuation
        case minus, zero, integer, point, fraction, exponent, exponentSign, exponentDigits
        case literal
    }

    private(set) var state = State.value
    /// For each open bracket, whether it is an object.
    private(set) var isObject: [Bool] = []
    /// The text of the last key, for whoever looks for one; cut off at `textLimit`.
    private(set) var text: [UInt8] = []

    private let depthLimit: Int
    private let textLimit: Int
    private var isKey = false
    private var digitsLeft = 0
    private var unit: UInt32 = 0
    private var highSurrogate: UInt32 = 0
    private var continuationsLeft = 0
    private var continuationRange: ClosedRange<UInt8> = 0x80...0xBF
    private var wordLeft: [UInt8] = []

    /// Keys are kept up to `textLimit` bytes: one that fills it is longer than any that is looked for.
    init(depthLimit: Int = 1_000, textLimit: Int = 0) {
        self.depthLimit = depthLimit
        self.textLimit = textLimit
    }

    var depth: Int { isObject.count }

    /// Whether a byte that is no white space would begin a value here, or end an empty array.
    var expectsValue: Bool { state == .value || state == .valueOrEnd }

    /// Whether the last byte may be part of a number that goes on, or is at its end.
    var isInNumber: Bool {
        switch state {
        case .minus, .zero, .integer, .point, .fraction, .exponent, .exponentSign, .exponentDigits: true
        default: false
        }
    }

    /// Whether plain text may be passed with `skipPlain`.
    var isInString: Bool { state == .string }

    /// Takes one byte.
    mutating func step(_ byte: UInt8) throws(JSONReason) {
        if isInNumber {
            if try stepNumber(byte) { return }
            state = .afterValue
        }
        switch state {
        case .string: try stepString(byte)
        case .escape: try stepEscape(byte)
        case .hexDigits: try stepHexDigit(byte)
        case .pairBackslash, .pairLetter: try stepPair(byte)
        case .continuation: try stepContinuation(byte)
        case .literal: try stepLiteral(byte)
        default:
            if !JSONTokens.isSpace(byte) { try stepStructure(byte) }
        }
    }

    /// Passes text that needs no look, inside a string.
    mutating func skipPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard isKey else { return }
        for place in range where text.count < textLimit { text.append(bytes[place]) }
    }

    /// Takes a whole value as read that somebody else has passed.
    mutating func skipValue() {
        state = .afterValue
    }

    /// Ends a number: the next byte is known not to belong to it.
    mutating func endNumber() throws(JSONReason) {
        switch state {
        case .zero, .integer, .fraction, .exponentDigits: state = .afterValue
        default: throw .number
        }
    }

    /// Checks that the document is complete.
    mutating func finish() throws(JSONReason) {
        if isInNumber, depth == 0 { try endNumber() }
        guard state == .afterValue, depth == 0 else { throw .incomplete }
    }

    private mutating func stepStructure(_ byte: UInt8) throws(JSONReason) {
        switch (state, byte) {
        case (.value, _): try beginValue(byte)
        case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): close()
        case (.valueOrEnd, _): try beginValue(byte)
        case (.keyOrEnd, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
            isKey = true
            text.removeAll(keepingCapacity: true)
            state = .string
        case (.colon, UInt8(ascii: ":")): state = .value
        case (.afterValue, _):
            guard let last = isObject.last else { throw .trailing }
            switch byte {
            case UInt8(ascii: ","): state = last ? .key : .value
            case UInt8(ascii: "}") where last, UInt8(ascii: "]") where !last: close()
            default: throw .syntax
            }
        default: throw .syntax
        }
    }

    private mutating func beginValue(_ byte: UInt8) throws(JSONReason) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < depthLimit else { throw .depth }
            isObject.append(byte == UInt8(ascii: "{"))
            state = byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
        case UInt8(ascii: "\""):
            isKey = false
            state = .string
        case UInt8(ascii: "-"): state = .minus
        case UInt8(ascii: "0"): state = .zero
        case 0x31...0x39: state = .integer
        case UInt8(ascii: "t"): beginWord("eur")
        case UInt8(ascii: "f"): beginWord("esla")
        case UInt8(ascii: "n"): beginWord("llu")
        default: throw .syntax
        }
    }

    private mutating func close() {
        _ = isObject.popLast()
        state = .afterValue
    }

    /// The rest of the word is kept from its end, so that it can be taken off one by one.
    private mutating func beginWord(_ reversedRest: String) {
        wordLeft = Array(reversedRest.utf8)
        state = .literal
    }

    private mutating func stepLiteral(_ byte: UInt8) throws(JSONReason) {
        guard wordLeft.popLast() == byte else { throw .syntax }
        if wordLeft.isEmpty { state = .afterValue }
    }

    /// Whether the byte belongs to the number; if not, the number must be complete.
    private mutating func stepNumber(_ byte: UInt8) throws(JSONReason) -> Bool {
        let isDigit = JSONTokens.isDigit(byte)
        switch state {
        case .minus where isDigit: state = byte == UInt8(ascii: "0") ? .zero : .integer
        case .integer where isDigit, .fraction where isDigit, .exponentDigits where isDigit: break
        case .point where isDigit: state = .fraction
        case .exponent where isDigit, .exponentSign where isDigit: state = .exponentDigits
        case .zero where byte == UInt8(ascii: "."), .integer where byte == UInt8(ascii: "."): state = .point
        case .zero where byte | 0x20 == UInt8(ascii: "e"), .integer where byte | 0x20 == UInt8(ascii: "e"),
            .fraction where byte | 0x20 == UInt8(ascii: "e"):
            state = .exponent
        case .exponent where byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"): state = .exponentSign
        case .zero where isDigit: throw .number
        default:
            try endNumber()
            return false
        }
        return true
    }

    private mutating func stepString(_ byte: UInt8) throws(JSONReason) {
        switch byte {
        case UInt8(ascii: "\""): state = isKey ? .colon : .afterValue
        case UInt8(ascii: "\\"): state = .escape
        case ..<0x20: throw .controlCharacter
        case ..<0x80: keep(byte)
        default:
            guard let rest = JSONTokens.utf8Rest(after: byte) else { throw .utf8 }
            continuationsLeft = rest.count
            continuationRange = rest.low...rest.high
            state = .continuation
            keep(byte)
        }
    }

    private mutating func stepContinuation(_ byte: UInt8) throws(JSONReason) {
        guard continuationRange.contains(byte) else { throw .utf8 }
        keep(byte)
        continuationRange = 0x80...0xBF
        continuationsLeft -= 1
        if continuationsLeft == 0 { state = .string }
    }

    private mutating func stepEscape(_ byte: UInt8) throws(JSONReason) {
        if byte == UInt8(ascii: "u") {
            state = .hexDigits
            digitsLeft = 4
            unit = 0
            return
        }
        guard let character = JSONContent.character(ofEscape: byte) else { throw .escape }
        keep(character)
        state = .string
    }

    private mutating func stepHexDigit(_ byte: UInt8) throws(JSONReason) {
        guard let digit = JSONTokens.hexDigit(byte) else { throw .escape }
        unit = unit << 4 | digit
        digitsLeft -= 1
        guard digitsLeft == 0 else { return }
        if highSurrogate != 0 {
            guard unit & 0xFC00 == 0xDC00 else { throw .surrogate }
            keep(scalar: 0x10000 + (highSurrogate & 0x3FF) << 10 + unit & 0x3FF)
            highSurrogate = 0
            state = .string
        } else if unit & 0xF800 == 0xD800 {
            guard unit < 0xDC00 else { throw .surrogate }
            highSurrogate = unit
            state = .pairBackslash
        } else {
            keep(scalar: unit)
            state = .string
        }
    }

    private mutating func stepPair(_ byte: UInt8) throws(JSONReason) {
        guard byte == (state == .pairBackslash ? UInt8(ascii: "\\") : UInt8(ascii: "u")) else { throw .surrogate }
        if state == .pairBackslash {
            state = .pairLetter
        } else {
            state = .hexDigits
            digitsLeft = 4
            unit = 0
        }
    }

    private mutating func keep(_ byte: UInt8) {
        if isKey, text.count < textLimit { text.append(byte) }
    }

    private mutating func keep(scalar: UInt32) {
        guard let scalar = Unicode.Scalar(scalar), let bytes = UTF8.encode(scalar) else { return }
        for byte in bytes { keep(byte) }
    }
}
