import ByteKernels
public import StageKit

/// Turns down records that lack a value.
///
/// A text that is empty or all blanks is a fault too: nobody means it as a value.
public struct RequiredValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.required",
        "Turns down records that lack a value; empty and blank text is none.",
        example: """
            fields: [kommune, procent]
            allow: [suppressed, below_limit]
            """,
        exampleTable: """
            kommune | procent:number
            0101    | 12.5
            0147    | ∅suppressed
            """,
        rules: [.requiredMissing]
    )

    @Option("Fields that must have a value.")
    public var fields: [AnyField]

    @Option("Reasons for a missing value that count as given.")
    public var allow: [ValueState] = []

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        if allow.contains(.provisional) {
            context.mistake("a provisional value is there, and needs no leave", at: $allow.place)
        }
        let rule = context.rule(.requiredMissing)
        guard !context.hasErrors else { return nil }
        // A value that broke a rule was given: its fault is known already.
        let accepted = [ValueState.present, .invalid] + allow
        return .free { RequiredWorker(slots: fields.map(\.slot), accepted: accepted, rule: rule) }
    }
}

extension Rejection {
    static let requiredMissing = Rejection(
        "required.missing",
        en: "a value is required here",
        da: "her skal stå en værdi"
    )
}

private final class RequiredWorker: BatchWorker {
    private let slots: [Int]
    private let rule: RuleHandle
    /// For each reason in a `ValueState` whether it passes.
    private var passes = [Bool](repeating: false, count: 128)
    private var text = OutputBuffer()

    init(slots: [Int], accepted: [ValueState], rule: RuleHandle) {
        self.slots = slots
        self.rule = rule
        for state in accepted { passes[Int(state.rawValue & 0x7f)] = true }
    }

    func process(_ batch: RecordBatch) throws {
        for slot in slots {
            let column = batch.column(slot)
            judgeStates(column, slot: slot, of: batch)
            switch column.form {
            case .raw: judgeCells(column, slot: slot, of: batch)
            case .text: judgeTexts(column, slot: slot, of: batch)
            case .coded: judgeCodes(column, slot: slot, of: batch)
            case .integers, .decimals: break
            }
        }
    }

    private func judgeStates(_ column: Column, slot: Int, of batch: RecordBatch) {
        let states = column.states
        let passes = passes
        for row in states.indices where !passes[Int(states[row] & 0x7f)] {
            batch.turnDown(row: row, slot: slot, rule: rule)
        }
    }

    private func judgeCells(_ column: Column, slot: Int, of batch: RecordBatch) {
        let bytes = batch.cellBytes
        for row in 0..<batch.rowCount {
            let cell = batch.cell(of: column, row: row)
            let first = cell.isQuoted ? cell.start + 1 : cell.start
            if first < cell.end, Blank.isSurelyNot(bytes[first]), !cell.isQuoted || bytes[first] != batch.quote {
                continue
            }
            guard column.isPresent(row) else { continue }
            text.removeAll()
            batch.appendCell(cell, to: &text)
            if Blank.isAll(of: text.span) { batch.turnDown(row: row, slot: slot, rule: rule) }
        }
    }

    private func judgeTexts(_ column: Column, slot: Int, of batch: RecordBatch) {
        let arena = column.arena
        let offsets = column.offsets
        for row in 0..<batch.rowCount {
            let range = Int(offsets[row])..<Int(offsets[row + 1])
            if Blank.isAll(of: arena.span.extracting(range)), column.isPresent(row) {
                batch.turnDown(row: row, slot: slot, rule: rule)
            }
        }
    }

    private func judgeCodes(_ column: Column, slot: Int, of batch: RecordBatch) {
        let codes = column.codes
        let dictionary = column.dictionary
        let texts = dictionary.bytes
        for row in 0..<batch.rowCount where column.isPresent(row) {
            if Blank.isAll(of: texts.span.extracting(dictionary.range(of: codes[row]))) {
                batch.turnDown(row: row, slot: slot, rule: rule)
            }
        }
    }
}

/// What counts as blank: white space of Unicode.
private enum Blank {
    /// Whether a text that begins with this byte holds more than blanks, whatever its encoding.
    ///
    /// The others are controls, the bytes that are blanks in a Latin encoding, and those that blanks begin with in UTF-8.
    static func isSurelyNot(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte)
            || (byte > 0xA0 && byte != 0xC2 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3)
    }

    static func isAll(of text: Span<UInt8>) -> Bool {
        if text.count > 0, isSurelyNot(text[0]) { return false }
        return makeString(text).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
