import StageKit

/// A file in an unusual notation as one in the plain notation, so that everything behind it knows single bytes alone.
///
/// Line numbers stay; the byte offsets of what follows are those of the plain notation.
final class PlainInput: ByteInput {
    private let input: any ByteInput
    private let notation: CSVNotation
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    /// What was read and not yet rewritten.
    private var raw: [UInt8]
    private var rawOffset: UInt64 = 0
    private var line: UInt64
    private var isAtEnd = false
    private var ready: [UInt8] = []
    private var taken = 0

    /// Lines before the header, in which quotes mean nothing.
    private var linesToSkip: Int
    private var isInside = false
    private var isComment = false
    private var isLineStart = true
    private var isFieldStart = true
    private var isAfterQuote = false
    /// Blanks that are left out if their field ends behind them.
    private var heldBlanks: [UInt8] = []
    private var isTrimmed = false

    /// How many fields had blanks around them.
    private(set) var trimmedFields = 0

    /// - Parameter beginning: what was read of the input already.
    init(
        _ input: any ByteInput,
        notation: CSVNotation,
        skipRows: Int,
        beginning: [UInt8] = [],
        isAtEnd: Bool = false
    ) {
        self.input = input
        linesToSkip = skipRows
        self.notation = notation
        self.isAtEnd = isAtEnd
        raw = beginning
        line = 1
    }

    var name: String { input.name }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        while taken == ready.count, !isAtEnd || !raw.isEmpty {
            if !isAtEnd { try readMore() }
            try rewrite()
        }
        let count = min(buffer.count - offset, ready.count - taken)
        for index in 0..<count { buffer[offset + index] = ready[taken + index] }
        taken += count
        return count
    }

    private func readMore() throws {
        let count = try input.read(into: &chunk, at: 0)
        raw.append(contentsOf: chunk[..<count])
        isAtEnd = count == 0
    }

    /// Rewrites what was read, but for what may be half a sign at its end.
    private func rewrite() throws {
        ready.removeAll(keepingCapacity: true)
        taken = 0
        let longest = max(notation.delimiter.count, notation.comment.count, FileKind.utf8Mark.count)
        let end = isAtEnd ? raw.count : raw.count - longest + 1
        var place = 0
        while place < end { place += try step(place) }
        raw.removeFirst(place)
        rawOffset += UInt64(place)
    }

    /// Rewrites what begins at a place.
    ///
    /// - Returns: the number of bytes that it took.
    private func step(_ place: Int) throws -> Int {
        let byte = raw[place]
        if isInside { return try stepInside(byte, place) }
        if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && notation.endsInCR) {
            if byte == UInt8(ascii: "\n"), notation.endsInCR { throw CSVFault.mixedLineEnds(line: line) }
            endLine()
            return 1
        }
        if isComment || linesToSkip > 0 { return take(byte) }
        if notation.trims {
            if isBlank(byte, at: place) { return hold(byte) }
            if byte == UInt8(ascii: "\r") { return takeCarriageReturn() }
        }
        if rawOffset == 0, place == 0, has(FileKind.utf8Mark, at: place) {
            ready.append(contentsOf: FileKind.utf8Mark)
            return FileKind.utf8Mark.count
        }
        if isLineStart, !notation.comment.isEmpty, has(notation.comment, at: place) {
            isComment = true
            ready.append(notation.plainComment ?? byte)
            isLineStart = false
            return notation.comment.count
        }
        if byte == notation.quote, isFieldStart || isAfterQuote && heldBlanks.isEmpty {
            isInside = true
            return take(byte)
        }
        if has(notation.delimiter, at: place) {
            endField()
            _ = take(notation.plainDelimiter)
            isFieldStart = true
            return notation.delimiter.count
        }
        if byte == notation.plainDelimiter || (isLineStart && byte == notation.plainComment) {
            throw CSVFault.unexpectedControl(line: line, byteOffset: rawOffset + UInt64(place))
        }
        if byte == notation.escape, !notation.isLenient, place + 1 < raw.count, isSpecial(raw[place + 1]) {
            throw CSVFault.escape(line: line, byteOffset: rawOffset + UInt64(place))
        }
        return take(byte)
    }

    private func stepInside(_ byte: UInt8, _ place: Int) throws -> Int {
        // Before other letters it is one of them.
        if byte == notation.escape, place + 1 < raw.count {
            let next = raw[place + 1]
            if next == notation.quote { ready.append(next) }
            if next == notation.quote || next == notation.escape {
                ready.append(next)
                return 2
            }
        }
        if byte == UInt8(ascii: "\n") { line += 1 }
        isInside = byte != notation.quote
        _ = take(byte)
        isAfterQuote = !isInside
        return 1
    }

    private func isBlank(_ byte: UInt8, at place: Int) -> Bool {
        guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else { return false }
        return !has(notation.delimiter, at: place)
    }

    /// Leaves out a blank before a field; one inside or behind it waits for what follows.
    private func hold(_ byte: UInt8) -> Int {
        isLineStart = false
        if isFieldStart {
            isTrimmed = true
        } else {
            heldBlanks.append(byte)
        }
        return 1
    }

    /// With or without an LF behind it, it ends a line, which is seen later.
    private func takeCarriageReturn() -> Int {
        endField()
        defer { (isFieldStart, isLineStart) = (true, true) }
        return take(UInt8(ascii: "\r"))
    }

    private func endField() {
        if !heldBlanks.isEmpty || isTrimmed { trimmedFields += 1 }
        heldBlanks.removeAll(keepingCapacity: true)
        isTrimmed = false
    }

    private func take(_ byte: UInt8) -> Int {
        if !heldBlanks.isEmpty {
            ready.append(contentsOf: heldBlanks)
            heldBlanks.removeAll(keepingCapacity: true)
        }
        ready.append(byte)
        isLineStart = false
        isFieldStart = false
        isAfterQuote = false
        return 1
    }

    private func endLine() {
        endField()
        _ = take(UInt8(ascii: "\n"))
        line += 1
        isLineStart = true
        isFieldStart = true
        isComment = false
        if linesToSkip > 0 { linesToSkip -= 1 }
    }

    private func has(_ sign: [UInt8], at place: Int) -> Bool {
        guard raw[place] == sign.first, place + sign.count <= raw.count else { return false }
        return sign.indices.allSatisfy { raw[place + $0] == sign[$0] }
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == notation.quote || byte == notation.escape || byte == notation.delimiter.first
            || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
