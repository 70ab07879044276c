import ByteKernels
import StageKit

/// How `read.fixed_width` is to read a text whose fields stand at fixed places.
struct FixedWidthGuess {
    let reader: ReaderGuess

    private static let mostLines = 5000

    /// Nil when the lines have no columns under each other.
    init?(_ encoding: EncodingGuess) {
        let lines = Self.lines(encoding.text)
        guard lines.count >= 3, let longest = lines.map(\.count).max(), (8...4096).contains(longest) else { return nil }
        let same = lines.count { $0.count == longest }
        guard same * 10 >= lines.count * 9 || Self.hasGaps(lines, longest) else { return nil }
        let places = Self.places(lines, longest)
        guard places.count > 1 else { return nil }
        let names = HeaderNames(count: places.count).names
        let values = zip(names, places).map {
            ($0, $1.lowerBound + 1 == $1.upperBound ? "\($1.upperBound)" : "\($1.lowerBound + 1)-\($1.upperBound)")
        }
        let shorter = lines.count - same
        let evidence = Phrase(
            "\(same.en) of \(lines.count.en) lines have \(longest) letters; columns begin where blanks "
                + "end or digits and letters change",
            da:
                "\(same.da) af \(lines.count.da) linjer har \(longest) tegn; kolonner begynder, hvor blanke "
                + "slutter, eller cifre og bogstaver skifter"
        )
        var options = [
            GuessedOption("encoding", encoding.encoding.rawValue, encoding.evidence),
            GuessedOption("fields", .pairs(values), evidence),
        ]
        if shorter > 0 {
            options.append(
                GuessedOption(
                    "short_lines",
                    "pad",
                    Phrase("\(shorter.en) lines are shorter", da: "\(shorter.da) linjer er kortere")
                )
            )
        }
        reader = ReaderGuess(
            "read.fixed_width",
            Phrase("lines with fields at fixed places", da: "linjer med felter på faste pladser"),
            options: options
        )
    }

    private static func lines(_ text: [UInt8]) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = []
        for line in text.prefix(4 << 20).split(separator: UInt8(ascii: "\n")).prefix(mostLines) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if !line.isEmpty { lines.append(Array(String(decoding: line, as: UTF8.self).unicodeScalars)) }
        }
        return lines
    }

    /// Whether there are columns of blanks between columns that are filled.
    private static func hasGaps(_ lines: [[Unicode.Scalar]], _ width: Int) -> Bool {
        var blank = 0
        for column in 1..<width {
            let filled = lines.count { column < $0.count && $0[column] != " " }
            if filled == 0, lines.contains(where: { column - 1 < $0.count && $0[column - 1] != " " }) { blank += 1 }
        }
        return blank >= 2
    }

    // MARK: Places

    private enum Class { case blank, digit, other }

    private static func places(_ lines: [[Unicode.Scalar]], _ width: Int) -> [Range<Int>] {
        let classes: [[Class]] = lines.map { line in
            (0..<width).map { column in
                guard column < line.count, line[column] != " " else { return .blank }
                return ("0"..."9").contains(line[column]) ? .digit : .other
            }
        }
        var starts: [Int] = []
        for column in 0..<width {
            if column == 0 || isStart(column, classes) { starts.append(column) }
        }
        var ranges: [Range<Int>] = []
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : width
            ranges += dates(in: start..<end, lines)
        }
        // A stretch that is blank in every line is no field.
        return ranges.filter { range in classes.contains { line in range.contains { line[$0] != .blank } } }
    }

    /// A field begins where every line goes from blank to filled or from letters to digits or back.
    private static func isStart(_ column: Int, _ classes: [[Class]]) -> Bool {
        var changes = 0
        var fromBlank = 0
        var filled = 0
        for line in classes {
            let (before, here) = (line[column - 1], line[column])
            if here != .blank { filled += 1 }
            if before == .blank, here != .blank { fromBlank += 1 }
            if before != .blank, here != .blank, before != here { changes += 1 }
        }
        guard filled * 10 >= classes.count * 9 else { return false }
        return (changes + fromBlank) * 100 >= filled * 98
    }

    /// A run of digits may be several dates without anything between them.
    private static func dates(in range: Range<Int>, _ lines: [[Unicode.Scalar]]) -> [Range<Int>] {
        guard range.count > 8, range.count % 8 == 0, let pattern = try? DatePattern("yyyyMMdd") else { return [range] }
        let parts = stride(from: range.lowerBound, to: range.upperBound, by: 8).map { $0..<$0 + 8 }
        var fitting = 0
        for line in lines where line.count >= range.upperBound {
            let isFit = parts.allSatisfy { part in
                let bytes = line[part].map { UInt8(truncatingIfNeeded: $0.value) }
                if case .date = pattern.parse(bytes.span, from: 0, to: 8) { return true }
                return false
            }
            if isFit { fitting += 1 }
        }
        return fitting * 10 >= lines.count * 9 ? parts : [range]
    }
}
