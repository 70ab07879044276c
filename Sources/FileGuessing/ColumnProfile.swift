import ByteKernels

/// What the values of one column look like, counted; values themselves are kept only to tell them apart.
struct ColumnProfile {
    let name: String
    /// The records, and those without any value: absent in JSON or XML.
    private(set) var count = 0
    private(set) var absent = 0
    /// The different values with how often each is there, as far as they are not too many.
    private(set) var texts: ByteDictionary
    private(set) var counts: [Int] = []
    /// Values that came when there were too many different ones.
    private(set) var beyond = 0
    /// How many values have each reading.
    private(set) var tally = ReadingTally()
    /// The value of each record as a number, for the first records; to find keys.
    private(set) var codes: [UInt32] = []
    private(set) var shapes: [ValueShape] = []

    static let mostTexts = 100_000
    static let mostCodes = 100_000

    init(name: String) {
        self.name = name
        texts = ByteDictionary(maximumCount: Self.mostTexts)
    }

    /// Whether every different value was seen.
    var isComplete: Bool { beyond == 0 }

    /// Counts a value; nil is one that is absent.
    mutating func add(_ value: Span<UInt8>?, dates: DateNotations) {
        count += 1
        guard let value else {
            absent += 1
            note(.max)
            return
        }
        guard let code = try? texts.intern(value, from: 0, to: value.count) else {
            beyond += 1
            note(.max - 1)
            tally.add(ValueShape(value.bytes[...], dates: dates), times: 1)
            return
        }
        if Int(code) == counts.count {
            counts.append(0)
            shapes.append(ValueShape(value.bytes[...], dates: dates))
        }
        counts[Int(code)] += 1
        note(code)
    }

    private mutating func note(_ code: UInt32) {
        if codes.count < Self.mostCodes { codes.append(code) }
    }

    /// Adds up what the different values look like; called once, at the end.
    mutating func finish() {
        for (shape, count) in zip(shapes, counts) { tally.add(shape, times: count) }
    }
}

extension Span<UInt8> {
    var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for place in indices { result.append(self[place]) }
        return result
    }
}
