import ByteKernels
public import StageKit

/// Splits a text into several fields.
public struct FieldSplitter: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.split",
        "Splits a text into several fields, which take the place of its field.",
        example: """
            field: tid
            separator: K
            into: [aar, kvartal]
            """,
        exampleTable: """
            kommune | tid    | antal
            0101    | 2021K1 | 97
            """,
        rules: [.wrongNumberOfParts]
    )

    /// What happens when there are more parts than fields.
    public enum Rest: String, OptionChoice {
        /// The record is turned down.
        case reject
        /// The last field takes all that is left, separators included.
        case last
    }

    @Option("The field to split.")
    public var field: TextField

    @Option("The text between two parts.")
    public var separator: String

    @Option("The names of the new fields, one for each part.")
    public var into: [NewFieldName]

    @Option("Whether the field that is split stays, too.")
    public var keep = false

    @Option("What happens to parts beyond the last field: reject the record, or put them into the last field.")
    public var rest = Rest.reject

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let source = context.field(field)
        let rule = context.rule(.wrongNumberOfParts)
        if separator.isEmpty { context.mistake("the separator is empty", at: $separator.place) }
        if into.count < 2 {
            context.mistake("a text is split into two fields or more", at: $into.place, hint: "into: [first, second]")
        }
        let names = context.schema.names
        // Without its field the text leaves its name free, too.
        if !keep, let source { context.schema.select(names.filter { $0 != source.name }) }
        let parts = into.compactMap {
            context.addField($0.text, type: .text, madeOf: source.map { [$0] } ?? [], at: $0.place)
        }
        guard let source else { return nil }
        let newNames = parts.map(\.name)
        context.schema.select(
            names.flatMap { $0 == source.name ? (keep ? [$0] : []) + newNames : [$0] }
        )
        guard !context.hasErrors else { return nil }
        let splitter = TextSplitter(separator: Array(separator.utf8), count: parts.count, takesRest: rest == .last)
        let slots = parts.map(\.slot)
        return .free { SplitWorker(source: source.slot, parts: slots, splitter: splitter, rule: rule) }
    }
}

extension Rejection {
    fileprivate static let wrongNumberOfParts = Rejection(
        "split.parts",
        en: "cannot be split into as many parts as there should be",
        da: "kan ikke deles i det antal dele, der skal være"
    )
}

/// Cuts a text at its separators.
private struct TextSplitter: Sendable {
    let separator: [UInt8]
    let count: Int
    let takesRest: Bool

    /// The parts of `bytes[range]`; nil when they are not as many as they should be.
    func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>]? {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var at = start
        while at + separator.count <= range.upperBound {
            if takesRest, parts.count == count - 1 { break }
            guard bytes[at] == separator.first, bytes[at..<at + separator.count].elementsEqual(separator) else {
                at += 1
                continue
            }
            parts.append(start..<at)
            if parts.count == count { return nil }
            at += separator.count
            start = at
        }
        parts.append(start..<range.upperBound)
        return parts.count == count ? parts : nil
    }
}

/// Splits each distinct text once; the new columns are coded as the source is.
private final class SplitWorker: BatchWorker {
    private let source: Int
    private let parts: [Int]
    private let splitter: TextSplitter
    private let rule: RuleHandle
    private let coder = TextCoder()
    private var texts: [ByteDictionary]

    init(source: Int, parts: [Int], splitter: TextSplitter, rule: RuleHandle) {
        self.source = source
        self.parts = parts
        self.splitter = splitter
        self.rule = rule
        texts = parts.map { _ in ByteDictionary() }
    }

    func process(_ batch: RecordBatch) {
        let column = batch.column(source)
        coder.code(column, in: batch)
        let old = column.dictionary
        let bytes = old.bytes
        let isUsed = coder.usedCodes(of: column, rowCount: batch.rowCount)
        for part in texts.indices { texts[part].removeAll(keepingCapacity: true) }
        var newCodes = texts.map { _ in [UInt32](repeating: 0, count: old.count) }
        var isBroken = [Bool](repeating: false, count: old.count)
        for code in isUsed.indices where isUsed[code] {
            guard let ranges = splitter.split(bytes, old.range(of: UInt32(code))) else {
                isBroken[code] = true
                continue
            }
            for (part, range) in ranges.enumerated() {
                // A batch is far smaller than what a dictionary can hold.
                newCodes[part][code] =
                    (try? texts[part].intern(bytes.span, from: range.lowerBound, to: range.upperBound)) ?? 0
            }
        }
        if isBroken.contains(true) { turnDown(isBroken, of: column, in: batch) }
        for (part, slot) in parts.enumerated() {
            fill(batch.column(slot), from: column, codes: newCodes[part], dictionary: ValueDictionary(texts[part]))
        }
    }

    private func turnDown(_ isBroken: [Bool], of column: Column, in batch: RecordBatch) {
        let codes = column.codes
        for row in codes.indices where column.isPresent(row) && isBroken[Int(codes[row])] {
            batch.invalidate(row: row, rule: rule, slot: source)
        }
    }

    /// A part is there, missing or invalid as the whole is, and stands where the whole stands in the delivery.
    private func fill(_ part: Column, from whole: Column, codes: [UInt32], dictionary: ValueDictionary) {
        part.reset(source: -1)
        part.form = .coded
        part.dictionary = dictionary
        part.cells = whole.cells
        part.states = whole.states
        part.codes.reserveCapacity(whole.codes.count)
        for code in whole.codes { part.codes.append(codes[Int(code)]) }
    }
}
