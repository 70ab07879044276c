import StageKit

/// Reads the tokens behind DATA, one after another, in bytes that may go on.
struct PXTokens: Sendable {
    private let symbols: Set<[UInt8]>
    private let maxValue: Int

    /// How far the bytes are read.
    var position = 0
    private(set) var line: UInt64
    /// What separates the last token from the next: nothing yet, a comma or a semicolon.
    private(set) var delimiter: UInt8 = 0
    /// Whether no token was read: a comma cannot stand before the first.
    private var isAtBeginning = true
    /// Whether the sign with which old programs end a file may stand here, behind a semicolon.
    var allowsEndSign = false

    init(_ table: PXTable, line: UInt64) {
        symbols = table.symbols
        maxValue = table.maxValue
        self.line = line
    }

    /// Goes on behind tokens that were passed otherwise.
    mutating func pass(to place: Int, lineEnds: Int) {
        position = place
        line += UInt64(lineEnds)
        delimiter = 0
        isAtBeginning = false
    }

    /// Goes to the next token.
    /// - Parameters:
    ///   - count: the number of the bytes.
    ///   - base: the place in the file of the first of them.
    /// - Returns: false when there is none in the bytes.
    @inline(__always)
    mutating func find(_ bytes: Span<UInt8>, count: Int, base: UInt64) throws(DeliveryFault) -> Bool {
        while position < count {
            let byte = bytes[position]
            if byte == 0x0A {
                line &+= 1
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
                try take(byte, base)
            } else if !PXValue.isSeparator(byte) {
                guard byte == 0x1A, delimiter == UInt8(ascii: ";") else { return true }
                if !allowsEndSign { throw endSign(base) }
            }
            position &+= 1
        }
        return false
    }

    private mutating func take(_ byte: UInt8, _ base: UInt64) throws(DeliveryFault) {
        if byte == UInt8(ascii: ","), delimiter != 0 || isAtBeginning {
            throw PXFault.metadata(
                "px.no_value",
                "no value between two commas",
                "ingen værdi mellem to kommaer",
                at: PXFault.Place(line: line, offset: base + UInt64(position))
            )
        }
        delimiter = byte
    }

    private func endSign(_ base: UInt64) -> DeliveryFault {
        PXFault.tooFew(
            "the sign that ends old files (1A) stands before the last value",
            "tegnet, der afslutter gamle filer (1A), står før den sidste værdi",
            at: PXFault.Place(line: line, offset: base + UInt64(position))
        )
    }

    /// Reads the token that begins here.
    /// - Parameter isLast: whether the file ends behind the bytes.
    /// - Returns: nil when it may go on behind the bytes.
    @inline(__always)
    mutating func next(
        _ bytes: Span<UInt8>,
        count: Int,
        base: UInt64,
        isLast: Bool
    ) throws(DeliveryFault) -> PXToken? {
        let start = position
        let place = PXFault.Place(line: line, offset: base + UInt64(start))
        if bytes[start] == UInt8(ascii: "\"") {
            guard let end = try endOfQuoted(bytes, count, base, isLast) else { return nil }
            took(to: end + 1)
            return PXToken(range: start + 1..<end, kind: 0, place: place)
        }
        var end = start
        while end < count, !PXValue.isSeparator(bytes[end]) { end &+= 1 }
        // Before anything else is wrong with it: of a long value not all need be there.
        if end - start > maxValue { try checkLength(end - start, place) }
        guard end < count else {
            guard isLast else { return nil }
            throw PXFault.incomplete(
                "the file ends inside or right after a value",
                "filen slutter inde i eller lige efter en værdi",
                at: place
            )
        }
        let kind = PXValue.kind(of: bytes, start..<end, symbols: symbols)
        took(to: end)
        return PXToken(range: start..<end, kind: kind, place: place)
    }

    @inline(__always)
    private mutating func took(to end: Int) {
        position = end
        delimiter = 0
        isAtBeginning = false
    }

    /// Where the quote stands that ends the text here; nil when it may stand behind the bytes.
    private func endOfQuoted(
        _ bytes: Span<UInt8>,
        _ count: Int,
        _ base: UInt64,
        _ isLast: Bool
    ) throws(DeliveryFault) -> Int? {
        let start = position
        let place = PXFault.Place(line: line, offset: base + UInt64(start))
        var end = start + 1
        while end < count, bytes[end] != UInt8(ascii: "\"") {
            if bytes[end] == 0x0A {
                try checkLength(end - start - 1, place)
                throw PXFault.syntax(
                    "a text in quotes does not end on its line",
                    "en tekst i anførselstegn slutter ikke på sin linje",
                    at: place
                )
            }
            end += 1
        }
        try checkLength(end - start - 1, place)
        // The byte after the quote tells whether the value ends there.
        guard end + 1 < count else {
            guard isLast else { return nil }
            throw PXFault.incomplete(
                "the file ends inside or right after a text in quotes",
                "filen slutter inde i eller lige efter en tekst i anførselstegn",
                at: place
            )
        }
        guard PXValue.isSeparator(bytes[end + 1]) else {
            throw PXFault.syntax(
                "no blank after a text in quotes",
                "intet mellemrum efter en tekst i anførselstegn",
                at: PXFault.Place(line: line, offset: base + UInt64(end + 1))
            )
        }
        return end
    }

    private func checkLength(_ length: Int, _ place: PXFault.Place) throws(DeliveryFault) {
        guard length > maxValue else { return }
        throw PXFault.limit("max_value", maxValue, "a longer value", "en længere værdi", at: place)
    }
}
