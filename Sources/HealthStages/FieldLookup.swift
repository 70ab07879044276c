public import StageKit

/// Adds fields from a code list or a table, found by a key.
public struct FieldLookup: TransformStage {
    public static let declaration = StageDeclaration(
        "lookup.fields",
        "Adds fields from the row of a code list or table that has the key, spelt exactly so.",
        example: """
            key: kommune
            list: code_lists/kommuner.csv
            add: { kommune_navn: name, region: region }
            """,
        exampleTable: """
            kommune | procent:number
            0101    | 12.5
            0147    | 9.8
            """,
        rules: [.unmatchedKey]
    )

    @Option("The field whose value is looked up; a record without one gets no values.")
    public var key: TextField

    @Option("A code list; the key is one of its codes, and of a code with several times the newest counts.")
    public var list: CodeList?

    @Option("Any small CSV file, in place of list.")
    public var table: Table?

    @Option("The column of the table with the keys, each once.")
    public var on: ColumnName?

    @Option("The new fields, each with its column: { region: region_name }. Empty cells are missing values.")
    public var add: NamedValues<ColumnName>

    @Option("What becomes of a record whose key is not there: reject and flag list it, keep says nothing.")
    public var unmatched = Unmatched.reject

    /// What becomes of a record whose key is not there.
    public enum Unmatched: String, OptionChoice {
        case reject
        case flag
        case keep
    }

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let key = context.field(key)
        let keys = keys(&context)
        let added = keys.map { addFields(of: $0.table, to: &context) } ?? []
        let rule = rule(&context)
        guard let key, let keys, !context.hasErrors else { return nil }
        return .free { FieldLookupWorker(slot: key.slot, keys: keys, added: added, rule: rule) }
    }

    private func keys(_ context: inout StageContext) -> LookupKeys? {
        switch (list, table) {
        case (let list?, nil):
            if let on { context.mistake("a code list is looked up by its codes", at: on.place, hint: "leave out on") }
            return .list(list)
        case (nil, let table?):
            guard let on else {
                context.mistake(
                    "option 'on' is missing",
                    at: $table.place,
                    hint: "on: the column of the table with the keys; columns: \(table.columns.joined(separator: ", "))"
                )
                return nil
            }
            guard let column = column(on, of: table, &context) else { return nil }
            return .table(TableKeys(of: table, column: column, &context))
        case (nil, nil):
            context.mistake("neither list nor table is given", hint: "list: a code list; table: any small CSV file")
        default:
            context.mistake("list and table exclude each other", at: $table.place)
        }
        return nil
    }

    private func addFields(of table: Table, to context: inout StageContext) -> [AddedField] {
        if add.entries.isEmpty { context.mistake("there is no field to add", at: $add.place) }
        var added: [AddedField] = []
        for entry in add.entries {
            let field = context.addField(entry.name, type: .text, at: entry.place)
            guard let column = column(entry.value, of: table, &context), let field else { continue }
            added.append(AddedField(slot: field.slot, cells: table.coded(column: column)))
        }
        return added
    }

    private func column(_ name: ColumnName, of table: Table, _ context: inout StageContext) -> Int? {
        if let column = table.columns.firstIndex(of: name.text) { return column }
        context.mistake(
            "no column named '\(name.text)' in '\(table.name)'",
            at: name.place,
            hint: Spelling.suggestion(for: name.text, among: table.columns)
                ?? "columns there: \(table.columns.joined(separator: ", "))"
        )
        return nil
    }

    private func rule(_ context: inout StageContext) -> RuleHandle? {
        let rule = context.rule(.unmatchedKey)
        return switch unmatched {
        case .reject: rule
        case .flag: RuleHandle(index: rule.index, onFail: .flag)
        case .keep: nil
        }
    }
}

extension Rejection {
    fileprivate static let unmatchedKey = Rejection(
        "lookup.unmatched",
        en: "not found in the list it is looked up in",
        da: "findes ikke i den liste, der slås op i"
    )
}

/// A field that a lookup adds, and the column it comes from.
private struct AddedField: Sendable {
    var slot: Int
    var cells: CodedCells
}

private final class FieldLookupWorker: BatchWorker {
    /// In place of a row of the table: there is none.
    private static let unmatched = UInt32.max - 2

    private let slot: Int
    private let keys: LookupKeys
    private let added: [AddedField]
    private let rule: RuleHandle?
    private let translation = TextTranslation()

    init(slot: Int, keys: LookupKeys, added: [AddedField], rule: RuleHandle?) {
        self.slot = slot
        self.keys = keys
        self.added = added
        self.rule = rule
    }

    func process(_ batch: RecordBatch) {
        let key = batch.column(slot)
        translation.translate(key, in: batch) { keys.row(of: $0) ?? Self.unmatched }
        let rows = translation.numbers
        if let rule {
            for row in rows.indices where rows[row] == Self.unmatched { report(row, breaking: rule, in: batch) }
        }
        for field in added { fill(batch.column(field.slot), from: field.cells, rows: rows, key: key) }
    }

    private func report(_ row: Int, breaking rule: RuleHandle, in batch: RecordBatch) {
        if rule.onFail == .reject {
            batch.invalidate(row: row, rule: rule, slot: slot)
        } else {
            batch.fault(row: row, rule: rule, slot: slot)
        }
    }

    private func fill(_ column: Column, from cells: CodedCells, rows: [UInt32], key: Column) {
        let table = cells.codes
        var codes = column.codes
        column.codes = []
        codes.removeAll(keepingCapacity: true)
        codes.append(contentsOf: repeatElement(0, count: rows.count))
        column.states.removeAll(keepingCapacity: true)
        for row in rows.indices {
            let found = rows[row]
            let code = found < Self.unmatched ? table[Int(found)] : CodedCells.none
            if code != CodedCells.none {
                codes[row] = code
            } else {
                // What a faulty key would have given is faulty too, so that no later rule complains again.
                let isFaulty = key.state(row) == .invalid
                column.setState(isFaulty ? .invalid : .missing, row: row, rowCount: rows.count)
            }
        }
        column.codes = codes
        column.dictionary = cells.dictionary
        column.form = .coded
    }
}
