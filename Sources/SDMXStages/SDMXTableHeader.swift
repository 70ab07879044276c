import StageKit

/// The header of SDMX-CSV: which cell of a record a concept stands in.
struct SDMXTableHeader {
    /// Columns that say what a record is, and are no part of the data.
    private static let formal: Set<String> = [
        "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY",
    ]

    /// The concepts by cell.
    let concepts: [String]
    /// The cell with the action of each record.
    let action: Int?

    /// Whether a column says what a record is.
    static func isFormal(_ concept: String) -> Bool { formal.contains(concept) }

    /// Throws when these cells are no header of SDMX-CSV.
    init(_ cells: [String], labels: SDMXLabels) throws {
        var concepts: [String] = []
        for (index, cell) in cells.enumerated() {
            var concept = cell
            if labels != .none, let colon = cell.firstRange(of: ": ") { concept = String(cell[..<colon.lowerBound]) }
            // The first cell may say what stands between several values: STRUCTURE[;].
            if index == 0, concept.hasPrefix("STRUCTURE["), concept.hasSuffix("]") { concept = "STRUCTURE" }
            concepts.append(concept)
        }
        guard concepts[0] == "DATAFLOW" || concepts[0] == "STRUCTURE" else {
            throw DeliveryFault(
                "sdmx.not_sdmx",
                en: "no SDMX-CSV: its first column is neither DATAFLOW nor STRUCTURE",
                da: "ikke SDMX-CSV: dens første kolonne er hverken DATAFLOW eller STRUCTURE",
                line: 1,
                byteOffset: 0,
                hint: "read other tables with read.csv; for cells between ; write delimiter: ';'"
            )
        }
        var seen: Set<String> = []
        for concept in concepts where concept.isEmpty || !seen.insert(concept).inserted {
            throw DeliveryFault(
                "sdmx.header",
                en: concept.isEmpty ? "a column has no name" : "two columns are named '\(concept.prefix(60))'",
                da: concept.isEmpty ? "en kolonne har intet navn" : "to kolonner hedder '\(concept.prefix(60))'",
                line: 1,
                byteOffset: 0
            )
        }
        self.concepts = concepts
        action = concepts[0] == "STRUCTURE" ? concepts.firstIndex(of: "ACTION") : nil
    }

    /// The cell of each field; throws when one is missing, or when there are others and none may be.
    func cells(of fields: [String], refusesExtra: Bool, refusesAbsent: Bool) throws -> [Int] {
        var cells: [Int] = []
        for field in fields {
            guard let cell = concepts.firstIndex(of: field) else {
                guard refusesAbsent else {
                    // No record has so many cells.
                    cells.append(.max)
                    continue
                }
                var fault = SDMXFault.absent(field)
                fault.line = 1
                fault.byteOffset = 0
                throw fault
            }
            cells.append(cell)
        }
        if refusesExtra, let extra = concepts.first(where: { !Self.isFormal($0) && !fields.contains($0) }) {
            var fault = SDMXFault.concept(String(extra.prefix(60)))
            fault.line = 1
            fault.byteOffset = 0
            throw fault
        }
        return cells
    }
}
