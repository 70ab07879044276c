/// Finds fields by name: mostly the one after the one before.
struct FieldFinder {
    private let names: [[UInt8]]
    private let places: [[UInt8]: Int]
    private var next = 0

    init(_ fields: [ProgramPlan.ProgramField]) {
        names = fields.map { Array($0.name.utf8) }
        places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    mutating func find(_ name: ArraySlice<UInt8>) -> Int? {
        if next < names.count, names[next].elementsEqual(name) {
            next += 1
            return next - 1
        }
        guard let place = places[Array(name)] else { return nil }
        next = place + 1
        return place
    }
}
