import ByteKernels

/// What the open elements have given so far that a record further in may ask for, such as `../@region`.
struct XMLOuterValues: Sendable {
    private struct Value: Sendable {
        var bytes = ByteArena()
        /// Where the occurrence begins that is being read.
        var start = 0
        var occurrences = 0
        var isOpen = false
    }

    private let repeated: RepeatedValue
    /// The place of each column among those that look outwards.
    private let indexes: [Int: Int]
    /// For each depth one for each such column.
    private var values: [Value] = []
    /// The values whose elements are open.
    private var open: [Int] = []
    /// All bytes held, to be limited.
    private(set) var byteCount = 0

    init(columns: [Int], repeated: RepeatedValue) {
        self.repeated = repeated
        indexes = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    }

    /// Forgets what an element at this depth gave.
    mutating func end(depth: Int) {
        begin(depth: depth)
    }

    /// Makes room for what an element at this depth will give.
    mutating func begin(depth: Int) {
        let end = (depth + 1) * indexes.count
        while values.count < end { values.append(Value()) }
        for place in end - indexes.count..<end {
            byteCount -= values[place].bytes.count
            values[place].bytes.removeAll()
            values[place].occurrences = 0
        }
    }

    /// Text that comes from now on belongs to the column's value at this depth.
    mutating func beginText(_ column: Int, depth: Int) {
        guard let place = place(column, depth) else { return }
        beginOccurrence(place)
        open.append(place)
    }

    mutating func append(_ text: Span<UInt8>) {
        for place in open where values[place].isOpen {
            values[place].bytes.append(text)
            byteCount += text.count
        }
    }

    /// The element ends whose text was wanted last. Answers with the length of that value.
    mutating func endText(trims: Bool) -> Int {
        guard let place = open.popLast(), values[place].isOpen else { return 0 }
        values[place].isOpen = false
        if trims { trim(place) }
        return values[place].bytes.count - values[place].start
    }

    mutating func add(_ column: Int, depth: Int, _ bytes: Span<UInt8>) {
        guard let place = place(column, depth) else { return }
        beginOccurrence(place)
        guard values[place].isOpen else { return }
        values[place].bytes.append(bytes)
        values[place].isOpen = false
        byteCount += bytes.count
    }

    /// Gives a record the column's value at this depth.
    func copy(_ column: Int, depth: Int, to record: inout XMLRecordValues) {
        guard let place = place(column, depth), values[place].occurrences > 0 else { return }
        let bytes = values[place].bytes
        bytes.withBytes(from: 0, count: bytes.count) { record.add(column, $0, repeated: .first) }
        if repeated == .fault, values[place].occurrences > 1 { record.markRepeated(column) }
    }

    private func place(_ column: Int, _ depth: Int) -> Int? {
        guard depth > 0, let index = indexes[column] else { return nil }
        let place = depth * indexes.count + index
        return place < values.count ? place : nil
    }

    private mutating func beginOccurrence(_ place: Int) {
        values[place].occurrences += 1
        let isFirst = values[place].occurrences == 1
        values[place].isOpen = true
        switch repeated {
        case .fault, .first: values[place].isOpen = isFirst
        case .last:
            byteCount -= values[place].bytes.count
            values[place].bytes.removeAll()
        case .join(let separator):
            if isFirst { break }
            for byte in separator.utf8 { values[place].bytes.append(byte) }
            byteCount += separator.utf8.count
        }
        values[place].start = values[place].bytes.count
    }

    private mutating func trim(_ place: Int) {
        var start = values[place].start
        var count = values[place].bytes.count - start
        let before = count
        values[place].bytes.trim(&start, &count)
        values[place].bytes.keep(from: start, count: count, at: values[place].start)
        byteCount -= before - count
    }
}
