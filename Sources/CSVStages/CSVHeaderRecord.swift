import ByteKernels
import StageKit

/// One record of a header, found byte by byte: the number of its fields is not known yet, and speed does not matter.
struct CSVHeaderRecord {
    /// The fields, with their quotes.
    private(set) var cells: [(range: Range<Int>, isQuoted: Bool)] = []
    /// The first byte after the record and its line end.
    private(set) var next: Int
    /// Whether a line end was found.
    private(set) var isComplete = false
    /// Whether the bytes end inside quotes.
    private(set) var isOpen = false
    /// Whether there is a CR that no LF follows, outside quotes.
    private(set) var hasLoneCarriageReturn = false
    /// A line without bytes, or a comment.
    private(set) var isBlank = false

    private let quote: UInt8?

    init(_ bytes: [UInt8], from start: Int, dialect: CSVDialect) {
        quote = dialect.quote
        let isComment = dialect.comment != nil && bytes[start] == dialect.comment
        var cellStart = start
        var isQuoted = false
        var isInside = false
        var afterQuote = -1
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if isInside {
                isInside = byte != quote
                if !isInside { afterQuote = place + 1 }
            } else if byte == UInt8(ascii: "\n") {
                isComplete = true
                break
            } else if byte == dialect.delimiter {
                cells.append((cellStart..<place, isQuoted))
                cellStart = place + 1
                isQuoted = false
            } else if byte == quote, !isComment, place == cellStart || place == afterQuote {
                isInside = true
                isQuoted = true
            } else if byte == UInt8(ascii: "\r"), place + 1 < bytes.count, bytes[place + 1] != UInt8(ascii: "\n") {
                hasLoneCarriageReturn = true
            }
            place += 1
        }
        isOpen = isInside
        next = isComplete ? place + 1 : place
        let end = place > start && isComplete && bytes[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
        isBlank = end == start || isComment
        cells.append((cellStart..<max(cellStart, end), isQuoted))
    }

    /// The texts of the cells.
    func names(of bytes: [UInt8], encoding: TextEncoding, line: UInt64) throws(DeliveryFault) -> [String] {
        var names: [String] = []
        for cell in cells {
            var text = OutputBuffer()
            guard
                text.appendField(bytes.span, cell.range, encoding: encoding, quote: cell.isQuoted ? quote : nil),
                !bytes[cell.range].contains(0)
            else { throw CSVFault.encoding(line: line, byteOffset: UInt64(cell.range.lowerBound)) }
            names.append(String(decoding: text.bytes, as: UTF8.self))
        }
        return names
    }
}
