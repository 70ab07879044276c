/// Finds the ends of the statements before DATA, in bytes that arrive piece by piece.
struct PXStatementFinder {
    enum Step {
        /// A statement from one place to its semicolon.
        case statement(Range<Int>, line: UInt64)
        /// The data begins at the place.
        case data(Int, line: UInt64)
        case needsMore
    }

    private var position = 0
    private var start = 0
    private var isQuoted = false
    private var hasEquals = false
    private var startLine: UInt64 = 1
    private(set) var line: UInt64 = 1

    /// Whether all that was read belongs to whole statements.
    private(set) var isBetweenStatements = true
    /// Where the quotes began that are open, and the line.
    private(set) var quoteStart: (offset: Int, line: UInt64)?

    /// Where the statement that is not whole yet begins.
    var statementStart: (offset: Int, line: UInt64) { (start, startLine) }

    init(from position: Int) {
        self.position = position
        start = position
    }

    mutating func next(in bytes: [UInt8], count: Int) -> Step {
        let span = bytes.span
        while position < count {
            let byte = span[position]
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isBetweenStatements {
                guard byte > 0x20 else { continue }
                isBetweenStatements = false
                start = position - 1
                startLine = line
            }
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
                quoteStart = isQuoted ? (position - 1, line) : nil
            } else if !isQuoted, byte == UInt8(ascii: ";") {
                isBetweenStatements = true
                hasEquals = false
                return .statement(start..<position - 1, line: startLine)
            } else if !isQuoted, !hasEquals, byte == UInt8(ascii: "=") {
                hasEquals = true
                let name = bytes[start..<position - 1]
                if name.starts(with: "DATA".utf8), name.dropFirst(4).allSatisfy({ $0 <= 0x20 }) {
                    return .data(position, line: line)
                }
            }
        }
        return .needsMore
    }
}
