import StageKit

/// The names of the columns of a sheet, as its header gives them.
struct SheetHead: Sendable {
    /// In the order of the columns; empty for a column without a name.
    let names: [String]
    /// The row of the header; 0 without one.
    let row: Int

    /// A sheet without a header.
    init(fields: [String]) {
        names = fields
        row = 0
    }

    /// - Parameter rows: texts by their columns.
    init(_ rows: [[Int: String]], row: Int, format: XLSXFormat) {
        self.row = row
        let last = rows.flatMap(\.keys).max() ?? -1
        let named = format.names.keys.max() ?? -1
        names = (0..<max(last, named) + 1).map { column in
            format.names[column]
                ?? rows.compactMap { $0[column].flatMap { $0.isEmpty ? nil : $0 } }.joined(separator: " ")
        }
    }

    /// The letters of a column, counted from 0.
    static func letters(_ column: Int, _ format: XLSXFormat) -> String {
        CellReference.letters(column + format.range.columns.lowerBound)
    }

    /// The fields of a file that names them itself.
    func fields(_ format: XLSXFormat) throws -> [String] {
        var seen: Set<String> = []
        for (column, name) in names.enumerated() {
            if name.isEmpty {
                if format.ignoresExtra { continue }
                throw unnamed(column, format)
            }
            if !seen.insert(name).inserted { throw duplicate(name) }
        }
        return names.filter { !$0.isEmpty }
    }

    /// For each field of the pipeline its column: found by name, never by place.
    func columns(of fields: [String], _ format: XLSXFormat) throws -> [Int] {
        if format.headerRows == 0 { return Array(fields.indices) }
        var places: [String: [Int]] = [:]
        for (place, name) in names.enumerated() where !name.isEmpty { places[name, default: []].append(place) }
        let missing = fields.filter { places[$0] == nil }
        if let first = missing.first {
            let list = missing.map { "'\($0)'" }.joined(separator: ", ")
            let known = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
            throw DeliveryFault(
                "xlsx.missing_field",
                en: "the header has no field \(list)",
                da: "overskriften mangler feltet \(list)",
                line: UInt64(row),
                hint: Spelling.suggestion(for: first, among: names) ?? "the header has: \(known)"
            )
        }
        if let twice = fields.first(where: { places[$0].map { $0.count > 1 } ?? false }) { throw duplicate(twice) }
        if !format.ignoresExtra {
            let known = Set(fields)
            if let unnamed = names.firstIndex(of: "") { throw self.unnamed(unnamed, format) }
            let extra = names.filter { !known.contains($0) }
            if !extra.isEmpty {
                let list = extra.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (extra.count > 20 ? ", …" : "")
                throw DeliveryFault(
                    "xlsx.extra_field",
                    en: "the header has fields that the pipeline does not name: \(list)",
                    da: "overskriften har felter, som pipelinen ikke nævner: \(list)",
                    line: UInt64(row),
                    hint: "add them to fields, or write extra: ignore"
                )
            }
        }
        return fields.map { places[$0]?.first ?? 0 }
    }

    private func unnamed(_ column: Int, _ format: XLSXFormat) -> DeliveryFault {
        let letters = Self.letters(column, format)
        return DeliveryFault(
            "xlsx.unnamed_field",
            en: "column \(letters) has no name in the header",
            da: "kolonne \(letters) har intet navn i overskriften",
            line: UInt64(row),
            hint: "name it with names: { \(letters): NAME }, or write extra: ignore; skip_rows if the header is below"
        )
    }

    private func duplicate(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "xlsx.duplicate_field",
            en: "the header has two fields '\(name)'",
            da: "overskriften har to felter '\(name)'",
            line: UInt64(row),
            hint: "name one of them by its column with names: { B: NAME }"
        )
    }
}
