import ByteKernels
public import StageKit

/// Gives empty values that of the record before: merged cells of a spreadsheet.
///
/// Every delivered record counts as the one before, also one that was turned down or left out by a filter: its cell
/// stands in the file. A reason for having no value is filled in as a value is; only what is plainly missing or empty
/// is filled. Below a record that could not be split, or a value that could not be read, nobody knows what the empty
/// cell says, and the record is turned down.
public struct DownFiller: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.fill_down",
        "Gives missing and empty values that of the record before in the file, as merged cells of a spreadsheet need.",
        example: """
            fields: [kommune]
            """,
        exampleTable: """
            kommune   | koen
            København | mand
            ∅         | kvinde
            Læsø      | mand
            """,
        rules: [.unknownAbove]
    )

    @Option("Fields in which only the first of several records has the value.")
    public var fields: [TextField]

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.requiredFields(fields, $fields).map(\.slot)
        let rule = context.rule(.unknownAbove)
        guard !context.hasErrors else { return nil }
        return .ordered(
            OrderedWork(
                makeWorker: { FillWorker(slots: slots, rule: rule) },
                makeDecider: { FillDecider(slots: slots, rule: rule) }
            )
        )
    }
}

extension Rejection {
    fileprivate static let unknownAbove = Rejection(
        "fill_down.unknown",
        en: "empty below a value that could not be read",
        da: "tom under en værdi, der ikke kunne læses"
    )
}

/// What an empty value of a column would become.
private enum FillValue {
    /// Nothing stands above in this file.
    case none
    /// What stands above could not be read.
    case unknown
    /// A text, or a reason for having none.
    case text([UInt8], ValueState)
}

/// Fills within a batch; the rows before the first value wait for the batch before.
private final class FillWorker: OrderedWorker {
    /// What a column of the batch leaves to be done.
    struct Outcome {
        /// The first rows, which have no value and nothing above them in the batch.
        var waiting: [Int] = []
        /// What the batch hands on; nil when that is what it was handed.
        var last: FillValue?
    }

    private let slots: [Int]
    private let rule: RuleHandle
    private let coder = TextCoder()
    private(set) var outcomes: [Outcome] = []

    init(slots: [Int], rule: RuleHandle) {
        self.slots = slots
        self.rule = rule
    }

    func prepare(_ batch: RecordBatch) {
        outcomes = slots.map { fill($0, of: batch) }
    }

    private func fill(_ slot: Int, of batch: RecordBatch) -> Outcome {
        let column = batch.column(slot)
        coder.code(column, in: batch)
        let texts = column.dictionary
        let lost = batch.unsplit.map(\.row)
        var nextLost = 0
        var outcome = Outcome()
        /// The row whose value holds; -1 for a value that is unknown.
        var above: Int?
        for row in 0...batch.rowCount {
            if nextLost < lost.count, lost[nextLost] <= row {
                above = -1
                while nextLost < lost.count, lost[nextLost] <= row { nextLost += 1 }
            }
            guard row < batch.rowCount else { break }
            let state = column.state(row)
            if state == .invalid {
                above = -1
                continue
            }
            let isEmpty = state == .missing || state.isPresent && texts.range(of: column.codes[row]).isEmpty
            switch above {
            case _ where !isEmpty: above = row
            case nil: outcome.waiting.append(row)
            case -1: batch.invalidate(row: row, rule: rule, slot: slot)
            case .some(let source):
                column.codes[row] = column.codes[source]
                column.setState(column.state(source), row: row, rowCount: batch.rowCount)
            }
        }
        switch above {
        case nil: break
        case -1: outcome.last = .unknown
        case .some(let row):
            outcome.last = .text(Array(texts.bytes[texts.range(of: column.codes[row])]), column.state(row))
        }
        return outcome
    }
}

/// Fills the first rows of a batch with the last value of the batch before.
private final class FillDecider: OrderedDecider {
    private let slots: [Int]
    private let rule: RuleHandle
    private var held: [FillValue]
    private var place: (file: String, index: Int, line: UInt64, offset: UInt64)?

    init(slots: [Int], rule: RuleHandle) {
        self.slots = slots
        self.rule = rule
        held = slots.map { _ in .none }
    }

    func decide(_ batch: RecordBatch, prepared: any OrderedWorker) {
        guard let worker = prepared as? FillWorker else { return }
        if !goesOn(batch) { held = slots.map { _ in .none } }
        for (index, outcome) in worker.outcomes.enumerated() {
            if !outcome.waiting.isEmpty { fill(outcome.waiting, slot: slots[index], of: batch, with: held[index]) }
            if let last = outcome.last { held[index] = last }
        }
    }

    /// Whether the batch is a later one of the same file. Two inputs may read files of one name, or the same file.
    private func goesOn(_ batch: RecordBatch) -> Bool {
        let before = place
        place = (batch.fileName, batch.fileIndex, batch.firstLine, batch.blockOffset)
        guard let before, before.file == batch.fileName, before.index == batch.fileIndex else { return false }
        let isBehind = batch.firstLine < before.line || batch.blockOffset < before.offset
        return !isBehind && (batch.firstLine > before.line || batch.blockOffset > before.offset)
    }

    private func fill(_ rows: [Int], slot: Int, of batch: RecordBatch, with value: FillValue) {
        switch value {
        case .none: break
        case .unknown:
            for row in rows { batch.invalidate(row: row, rule: rule, slot: slot) }
        case .text(let bytes, let state):
            let column = batch.column(slot)
            let code = code(of: bytes, in: column)
            for row in rows {
                column.codes[row] = code
                column.setState(state, row: row, rowCount: batch.rowCount)
            }
        }
    }

    /// The code of a text, which joins the dictionary if it is not there: equal texts have equal codes.
    private func code(of text: [UInt8], in column: Column) -> UInt32 {
        let old = column.dictionary
        for code in 0..<UInt32(old.count) where old.range(of: code).count == text.count {
            if old.bytes[old.range(of: code)].elementsEqual(text) { return code }
        }
        let offsets = old.offsets + [UInt32(clamping: old.bytes.count + text.count)]
        column.dictionary = ValueDictionary(bytes: old.bytes + text, offsets: offsets)
        return UInt32(old.count)
    }

    var heldBytes: Int {
        held.reduce(0) { sum, value in if case .text(let bytes, _) = value { sum + bytes.count } else { sum } }
    }
}
