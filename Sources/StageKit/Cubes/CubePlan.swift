/// Which fields the records of a cube have, whatever the file: what readers of cubes settle when they are checked.
package struct CubePlan: Sendable {
    /// Where the values of a field come from.
    package enum Source: Sendable, Hashable {
        case category(dimension: String, part: CategoryPart)
        case value
        case status
    }

    /// One field of the records.
    package struct Item: Sendable {
        package var name: String
        package var source: Source
    }

    /// What comes before the dot in the names of rules: `px`.
    package var format: String
    package var items: [Item]
    /// The fields as a reject list names them.
    package var deliveredNames: [String]
    package var naming: DimensionNaming
    /// Whether the fields were listed; else they are those of the first file, and all files are alike.
    package var isListed: Bool
    package var leftOut: LeftOutDimensions

    /// Finds the categories of a file's dimensions for the fields.
    /// - Throws: `DeliveryFault` that names the dimension that is lacking or new.
    package func bind(_ dimensions: [CubeDimension]) throws(DeliveryFault) -> [CubeCell] {
        var cells: [CubeCell] = []
        var used = Set<Int>()
        let names = dimensions.map { $0.name(by: naming) }
        for item in items {
            switch item.source {
            case .value: cells.append(.value)
            case .status: cells.append(.status)
            case .category(let name, let part):
                let places = names.indices.filter { names[$0] == name }
                guard let place = places.first else { throw lacking(name, names) }
                guard places.count == 1 else { throw twice(name) }
                used.insert(place)
                cells.append(.category(dimension: place, part: part))
            }
        }
        for place in dimensions.indices where !used.contains(place) {
            if isListed, leftOut == .ignore || dimensions[place].count <= 1 { continue }
            throw extra(names[place])
        }
        return cells
    }

    /// The dimensions with several categories that no field names, where that is allowed.
    package func leftOutCount(_ dimensions: [CubeDimension], cells: [CubeCell]) -> Int {
        var used = Set<Int>()
        for case .category(let place, _) in cells { used.insert(place) }
        return dimensions.indices.count { !used.contains($0) && dimensions[$0].count > 1 }
    }

    private func lacking(_ name: String, _ names: [String]) -> DeliveryFault {
        let list = names.joined(separator: ", ")
        return fault(
            en: "the file has no dimension '\(name)'; its dimensions are \(list)",
            da: "filen har ingen dimension '\(name)'; dens dimensioner er \(list)",
            hint: isListed ? "name its dimensions in 'fields:'" : "all files of an input have the same dimensions"
        )
    }

    private func extra(_ name: String) -> DeliveryFault {
        fault(
            en: "the dimension '\(name)' is not among the fields, and cells would look alike without it",
            da: "dimensionen '\(name)' er ikke blandt felterne, og uden den ville celler ligne hinanden",
            hint: isListed
                ? "list it in 'fields:', or write 'left_out: ignore'" : "all files of an input have the same dimensions"
        )
    }

    private func twice(_ name: String) -> DeliveryFault {
        fault(
            en: "the file has two dimensions named '\(name)'",
            da: "filen har to dimensioner med navnet '\(name)'",
            hint: "'name_by:' takes their other names"
        )
    }

    private func fault(en: String, da: String, hint: String) -> DeliveryFault {
        var fault = DeliveryFault("cube.dimensions", en: en, da: da, hint: hint)
        fault.rule = format + ".dimensions"
        return fault
    }
}

/// Where a cell of a record comes from, in one file.
package enum CubeCell: Sendable, Hashable {
    case category(dimension: Int, part: CategoryPart)
    case value
    case status
}
