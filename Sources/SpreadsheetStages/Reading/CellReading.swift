import ByteKernels
import StageKit

/// What the value of a cell is, by the word of its `t`.
enum CellKind {
    case number
    case shared
    case text
    case inline
    case boolean
    case error
    case date

    /// Nil for a word that is not known.
    init?(_ word: Span<UInt8>) {
        switch word.count {
        case 0: self = .number
        case 1:
            switch word[0] {
            case UInt8(ascii: "n"): self = .number
            case UInt8(ascii: "s"): self = .shared
            case UInt8(ascii: "b"): self = .boolean
            case UInt8(ascii: "e"): self = .error
            case UInt8(ascii: "d"): self = .date
            default: return nil
            }
        default:
            switch word.attributeText {
            case "str": self = .text
            case "inlineStr": self = .inline
            default: return nil
            }
        }
    }
}

/// Turns what stands in a cell into its text.
struct CellReading: Sendable {
    let format: XLSXFormat
    let rules: XLSXRules
    let formats: [NumberFormat]
    let strings: SharedStrings
    let calendar: SerialDate

    /// What cannot be read at all.
    enum Failure: Error {
        case noSuchString
        case noSuchStyle
    }

    /// The text of a number with a style, appended to `bytes`.
    /// - Returns: the kind of the value, and the rule it breaks.
    func number(
        _ text: Span<UInt8>,
        style: Int,
        to bytes: inout ByteArena
    ) throws(Failure) -> (kind: UInt32, rule: RuleHandle?) {
        // A workbook without styles has none to be wrong about.
        guard style < formats.count || formats.isEmpty else { throw .noSuchStyle }
        let meaning = style < formats.count ? formats[style] : .number
        if meaning == .number, StoredNumber.isPlain(text) {
            bytes.append(text)
            return (RecordTable.number, nil)
        }
        guard let number = StoredNumber(text) else {
            bytes.append(text)
            return (0, rules.number)
        }
        var digits: [UInt8] = []
        if meaning == .number {
            number.write(to: &digits)
            bytes.append(digits.span)
            return (RecordTable.number, nil)
        }
        if calendar.write(number, as: meaning, to: &digits) {
            bytes.append(digits.span)
            return (0, nil)
        }
        bytes.append(text)
        return (0, rules.date)
    }

    /// The shared string of a number, appended to `bytes`.
    func shared(_ text: Span<UInt8>, to bytes: inout ByteArena) throws(Failure) {
        guard let number = Self.stringNumber(text), number < strings.count else { throw .noSuchString }
        strings.append(number, to: &bytes)
    }

    /// The number of a shared string.
    static func stringNumber(_ text: Span<UInt8>) -> Int? {
        var start = 0
        var end = text.count
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        return text.extracting(start..<end).attributeNumber
    }

    /// A yes or no, appended to `bytes`.
    func boolean(_ text: Span<UInt8>, to bytes: inout ByteArena) -> (kind: UInt32, rule: RuleHandle?) {
        switch text.attributeText {
        case "1", "true", "TRUE":
            let word = Array("true".utf8)
            bytes.append(word.span)
        case "0", "false", "FALSE":
            let word = Array("false".utf8)
            bytes.append(word.span)
        default:
            bytes.append(text)
            return (0, rules.number)
        }
        return (RecordTable.boolean, nil)
    }
}
