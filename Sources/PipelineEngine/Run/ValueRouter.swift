import StageKit

/// Finds the file of each row of an output that has one file for each value.
struct ValueRouter {
    struct Group {
        var path: String
        var rows: [UInt32]
    }

    private let path: OutputPathPlan
    private let coder = TextCoder()

    init(_ path: OutputPathPlan) { self.path = path }

    /// The rows by file, files in the order in which the batch names them.
    /// - Throws: `DeliveryFault` when a value is missing or cannot stand in a path.
    mutating func groups(of rows: [UInt32], in batch: RecordBatch) throws -> [Group] {
        let keys = path.fields.map { codes(of: $0, rows: rows, in: batch) }
        var groups: [Group] = []
        var places: [[UInt32]: Int] = [:]
        var last: (key: [UInt32], place: Int)?
        for (index, row) in rows.enumerated() {
            let key = keys.map { $0.codes[index] }
            if let last, last.key == key {
                groups[last.place].rows.append(row)
                continue
            }
            let place: Int
            if let known = places[key] {
                place = known
            } else {
                place = groups.count
                groups.append(Group(path: try path(for: key, keys: keys, row: Int(row), batch: batch), rows: []))
                places[key] = place
            }
            groups[place].rows.append(row)
            last = (key, place)
        }
        return groups
    }

    private func path(for key: [UInt32], keys: [Codes], row: Int, batch: RecordBatch) throws -> String {
        var values: [String] = []
        for (code, (field, codes)) in zip(key, zip(path.fields, keys)) {
            guard let value = codes.texts[Int(code)], OutputPathPlan.isUsable(value) else {
                throw DeliveryFault(
                    "path.value",
                    en: "the value of '\(field.name)' is missing or cannot name a file",
                    da: "værdien af '\(field.name)' mangler eller kan ikke være navn på en fil",
                    line: batch.line(ofRow: row),
                    hint: "require or map '\(field.name)' before the output"
                ).of(batch.fileName)
            }
            values.append(value)
        }
        return path.path(values: values)
    }

    private struct Codes {
        var codes: [UInt32]
        var texts: [String?]
    }

    /// A number for each distinct value of a field; missing values have one of their own.
    private func codes(of field: Field, rows: [UInt32], in batch: RecordBatch) -> Codes {
        let column = batch.column(field.slot)
        if field.type == .text {
            coder.code(column, in: batch)
            let missing = UInt32(column.dictionary.count)
            var texts: [String?] = (0..<missing).map { column.dictionary.text($0) }
            texts.append(nil)
            let codes = rows.map { column.isPresent(Int($0)) ? column.codes[Int($0)] : missing }
            return Codes(codes: codes, texts: texts)
        }
        var numbers: [String?: UInt32] = [:]
        var texts: [String?] = []
        let codes = rows.map { row -> UInt32 in
            let text = batch.text(of: field, row: Int(row))
            if let known = numbers[text] { return known }
            numbers[text] = UInt32(texts.count)
            texts.append(text)
            return UInt32(texts.count - 1)
        }
        return Codes(codes: codes, texts: texts)
    }
}
