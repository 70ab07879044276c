import ByteKernels
import StageKit

/// The rows of a code list or table by their keys.
enum LookupKeys: Sendable {
    case list(CodeList)
    case table(TableKeys)

    var table: Table {
        switch self {
        case .list(let list): list.table
        case .table(let keys): keys.table
        }
    }

    /// The row with the key.
    func row(of key: Span<UInt8>) -> UInt32? {
        switch self {
        case .list(let list): list.code(key).map { UInt32(clamping: list.newestRow(ofCode: $0)) }
        case .table(let keys): keys.row(of: key)
        }
    }
}

/// The rows of a table by one of its columns, in which each text stands once.
struct TableKeys: Sendable {
    let table: Table
    private var keys = ByteDictionary()

    /// Reports keys that are empty or there twice.
    init(of table: Table, column: Int, _ context: inout StageContext) {
        self.table = table
        var rows: [Int] = []
        for row in 0..<table.rowCount {
            let range = table.range(row: row, column: column)
            let place = table.place(row: row, column: column)
            guard !range.isEmpty else {
                context.mistake("a row without a key", at: place)
                continue
            }
            let key = try? keys.intern(table.bytes.span, from: range.lowerBound, to: range.upperBound)
            if let key, Int(key) < rows.count {
                context.mistake(
                    "key '\(table.text(row: row, column: column))' is there twice",
                    at: place,
                    hint: "it is on line \(table.place(row: rows[Int(key)], column: column).line) already"
                )
            } else {
                rows.append(row)
            }
        }
    }

    /// The row with the key: without mistakes, rows and keys have the same numbers.
    func row(of key: Span<UInt8>) -> UInt32? { keys.find(key, from: 0, to: key.count) }
}
