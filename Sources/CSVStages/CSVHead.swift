import ByteKernels
import StageKit

/// The first lines of a file: marks of the encoding and of the delimiter, lines to skip, the header.
struct CSVHead {
    /// The names in the header; those given in the pipeline for a file without one.
    private(set) var names: [String] = []
    /// The first byte after the head.
    private(set) var end = 0
    /// The line that begins there, counted from 1.
    private(set) var line: UInt64 = 1
    /// The delimiters that may have been meant, with their number in the header; for hints.
    private(set) var otherDelimiters: [(sign: String, count: Int)] = []

    private let format: CSVFormat
    private let bytes: [UInt8]
    private let isLast: Bool

    /// Reads the head of a file from its first bytes; nil when more are needed.
    init?(_ bytes: [UInt8], isLast: Bool, format: CSVFormat) throws(DeliveryFault) {
        self.format = format
        self.bytes = bytes
        self.isLast = isLast
        guard isLast || bytes.count >= 512 else { return nil }
        try FileKind.refuse(bytes, encoding: format.encoding)
        if format.encoding.ofCells == .utf8, bytes.starts(with: FileKind.utf8Mark) { end = FileKind.utf8Mark.count }
        guard try skipDelimiterLine(), try skipLines(), try readNames() else { return nil }
    }

    /// Steps over `sep=;`, with which Excel tells itself the delimiter.
    private mutating func skipDelimiterLine() throws(DeliveryFault) -> Bool {
        guard format.isDelimited else { return true }
        let start = bytes.dropFirst(end).prefix(4).map { $0 | 0x20 }
        guard start == Array("sep=".utf8), end + 4 < bytes.count else { return true }
        let sign = bytes[end + 4]
        guard let next = endOfLine(from: end), next - end <= 7 else { return true }
        guard sign == format.dialect.delimiter else {
            throw DeliveryFault(
                "csv.delimiter",
                en: "the first line names another delimiter than the pipeline",
                da: "første linje angiver et andet skilletegn end pipelinen",
                line: 1,
                hint: "write delimiter: '\(Delimiter(sign).optionText ?? "")'"
            )
        }
        advance(to: next)
        return true
    }

    private mutating func skipLines() throws(DeliveryFault) -> Bool {
        for _ in 0..<format.skipRows {
            guard let next = endOfLine(from: end) else {
                if isLast { throw noHeader }
                return false
            }
            advance(to: next)
        }
        return true
    }

    private mutating func readNames() throws(DeliveryFault) -> Bool {
        guard format.headerRows > 0 else {
            names = format.fields ?? []
            if format.isDelimited, end < bytes.count {
                try checkLineEnds(CSVHeaderRecord(bytes, from: end, dialect: format.dialect))
            }
            return true
        }
        var rows: [[String]] = []
        while rows.count < format.headerRows {
            guard end < bytes.count else {
                if isLast { throw noHeader }
                return false
            }
            let record = CSVHeaderRecord(bytes, from: end, dialect: format.dialect)
            guard record.isComplete || isLast else { return false }
            if record.isOpen { throw CSVFault.openQuote(line: line) }
            // In a header, a CR between LFs is the end of a line too: it is in no name.
            if record.hasLoneCarriageReturn, !record.isBlank { throw lineEnds }
            if !record.isBlank {
                rows.append(try record.names(of: bytes, encoding: format.encoding.ofCells, line: line))
                countDelimiters(end..<record.next)
            }
            advance(to: record.next)
        }
        names = Self.join(rows)
        for (place, name) in format.names.sorted(by: { $0.key < $1.key }) {
            guard place < names.count else {
                throw DeliveryFault(
                    "csv.missing_field",
                    en: "the header has \(names.count) cells, and 'names' names cell \(place + 1)",
                    da: "overskriften har \(names.count) celler, og 'names' navngiver celle \(place + 1)",
                    line: line - 1
                )
            }
            names[place] = name
        }
        return true
    }

    private func checkLineEnds(_ record: CSVHeaderRecord) throws(DeliveryFault) {
        guard record.hasLoneCarriageReturn, !record.isComplete, isLast || bytes.count > 1 << 16 else { return }
        throw lineEnds
    }

    private var lineEnds: DeliveryFault {
        DeliveryFault(
            "csv.line_ends",
            en: "some lines end in CR alone",
            da: "nogle linjer slutter med CR alene",
            line: line,
            hint: "save the file with line ends LF or CRLF"
        )
    }

    /// Joins the rows of a header: an empty cell in any row but the last continues the cell to its left.
    static func join(_ rows: [[String]]) -> [String] {
        let width = rows.map(\.count).max() ?? 0
        var names = [String](repeating: "", count: width)
        for (number, row) in rows.enumerated() {
            var left = ""
            for column in 0..<width {
                var part = column < row.count ? row[column] : ""
                if part.isEmpty, number < rows.count - 1 { part = left }
                left = part
                if !part.isEmpty { names[column] += names[column].isEmpty ? part : " " + part }
            }
        }
        return names
    }

    private mutating func advance(to next: Int) {
        line += UInt64(bytes[end..<next].count { $0 == UInt8(ascii: "\n") })
        end = next
    }

    private func endOfLine(from start: Int) -> Int? {
        if let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) { return lineEnd + 1 }
        return isLast && start < bytes.count ? bytes.count : nil
    }

    private mutating func countDelimiters(_ range: Range<Int>) {
        for sign in [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        where sign != format.dialect.delimiter {
            let count = bytes[range].count { $0 == sign }
            if count > 0 { otherDelimiters.append((Delimiter(sign).optionText ?? "", count)) }
        }
    }

    private var noHeader: DeliveryFault {
        bytes.count == (bytes.starts(with: FileKind.utf8Mark) ? 3 : 0)
            ? DeliveryFault(
                "csv.empty_file",
                en: "the file is empty",
                da: "filen er tom",
                hint: "a delivery without records still has its header"
            )
            : DeliveryFault(
                "csv.no_header",
                en: "the file ends before its header",
                da: "filen slutter før sin overskrift",
                line: line
            )
    }
}
