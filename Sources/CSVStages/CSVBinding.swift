import StageKit

/// Which cell of a file's records belongs to which field of the pipeline: found by name, never by place.
struct CSVBinding {
    /// For each field of the pipeline, the place of its cell.
    let cells: [Int]

    /// Finds the fields in a header.
    init(_ fields: [String], in head: CSVHead, format: CSVFormat) throws(DeliveryFault) {
        let names = head.names
        if format.headerRows == 0 {
            cells = Array(fields.indices)
            return
        }
        let line = head.line - 1
        var places: [String: [Int]] = [:]
        for (place, name) in names.enumerated() { places[name, default: []].append(place) }
        let missing = fields.filter { places[$0] == nil }
        if let first = missing.first {
            let list = missing.map { "'\($0)'" }.joined(separator: ", ")
            throw DeliveryFault(
                "csv.missing_field",
                en: "the header has no field \(list)",
                da: "overskriften mangler feltet \(list)",
                line: line,
                hint: Self.hint(for: first, head: head)
            )
        }
        if let twice = fields.first(where: { places[$0].map { $0.count > 1 } ?? false }) {
            throw Self.duplicate(twice, line: line)
        }
        if !format.ignoresExtra {
            let known = Set(fields)
            let extra = names.enumerated().filter { !known.contains($0.element) }
            if let unnamed = extra.first(where: { $0.element.isEmpty }) {
                throw Self.unnamed(unnamed.offset, line: line)
            }
            if !extra.isEmpty {
                let list = extra.map { "'\($0.element)'" }.joined(separator: ", ")
                throw DeliveryFault(
                    "csv.extra_field",
                    en: "the header has fields that the pipeline does not name: \(list)",
                    da: "overskriften har felter, som pipelinen ikke nævner: \(list)",
                    line: line,
                    hint: "add them to fields, or write extra: ignore"
                )
            }
        }
        cells = fields.map { places[$0]?.first ?? 0 }
    }

    /// The fields of a file that names them itself.
    static func fields(of head: CSVHead, format: CSVFormat) throws(DeliveryFault) -> [String] {
        var seen: Set<String> = []
        for (place, name) in head.names.enumerated() {
            if name.isEmpty {
                if format.ignoresExtra { continue }
                throw unnamed(place, line: head.line - 1)
            }
            if !seen.insert(name).inserted { throw duplicate(name, line: head.line - 1) }
        }
        return head.names.filter { !$0.isEmpty }
    }

    private static func hint(for field: String, head: CSVHead) -> String? {
        if let suggestion = Spelling.suggestion(for: field, among: head.names) { return suggestion }
        if head.names.count == 1, let other = head.otherDelimiters.max(by: { $0.count < $1.count }) {
            return "the header is one cell and holds '\(other.sign)': write delimiter: '\(other.sign)'"
        }
        let names = head.names.prefix(20).joined(separator: ", ")
        return "the header has: \(names)\(head.names.count > 20 ? ", …" : "")"
    }

    private static func unnamed(_ place: Int, line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.unnamed_field",
            en: "cell \(place + 1) of the header is empty",
            da: "celle \(place + 1) i overskriften er tom",
            line: line,
            hint: "name it with names: { \(place + 1): NAME }, or write extra: ignore"
        )
    }

    private static func duplicate(_ name: String, line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.duplicate_field",
            en: "the header has two fields '\(name)'",
            da: "overskriften har to felter '\(name)'",
            line: line,
            hint: "name one of them by its place with names: { PLACE: NAME }"
        )
    }
}
