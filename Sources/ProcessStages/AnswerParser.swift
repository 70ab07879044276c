/// Reads the answers of a program, one at a time.
protocol AnswerParser {
    /// The end of the answer that begins at `start`, its line end included; nil when it has not come whole.
    func end(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int?

    /// Whether the text that was sent for a record says the same when it comes back.
    var takesEcho: Bool { get }

    /// Reads an answer.
    /// - Returns: false for a line that says nothing of a record.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int, into answer: inout Answer)
        throws(ProgramFault) -> Bool
}

/// Finds fields by name: mostly the one after the one before.
struct FieldFinder {
    private let names: [[UInt8]]
    private let places: [[UInt8]: Int]
    private var next = 0

    init(_ fields: [ProgramPlan.ProgramField]) {
        names = fields.map { Array($0.name.utf8) }
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
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
