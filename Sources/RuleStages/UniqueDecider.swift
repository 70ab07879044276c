import StageKit

/// The ordered half of `validate.unique`: finds the keys that were there before.
final class UniqueDecider: OrderedDecider {
    private let rule: RuleHandle
    private let slot: Int?
    private var codes: [KeyCodes]
    private var keys: KeyStore

    init(fieldCount: Int, rule: RuleHandle, slot: Int?) {
        self.rule = rule
        self.slot = slot
        codes = Array(repeating: KeyCodes(), count: fieldCount)
        keys = KeyStore(partCount: fieldCount)
    }

    var heldBytes: Int { codes.reduce(keys.byteCount) { $0 + $1.byteCount } }

    func decide(_ batch: RecordBatch, prepared: any OrderedWorker) throws {
        guard let worker = prepared as? KeyWorker else { throw ForeignWorker() }
        for (index, part) in worker.parts.enumerated() { try codes[index].take(part) }
        // An ordered stage before this one may have turned a record down after its key was prepared.
        let known = try keys.insert(
            codes.map(\.values),
            bits: codes.map(\.bits),
            rows: worker.rows,
            fates: batch.fates
        )
        // The value stays what it is: the record is at fault, not the field.
        for row in known { batch.fault(row: row, rule: rule, slot: slot) }
    }
}

/// The engine handed over what another stage had prepared: a fault of the engine.
struct ForeignWorker: Error, CustomStringConvertible {
    var description: String { "the stage was handed what another stage had prepared" }
}
