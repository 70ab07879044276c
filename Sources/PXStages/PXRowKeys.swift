import StageKit

/// The rows of a file with KEYS: each begins with the categories of its stub, and rows of zeros are left out.
struct PXRowKeys {
    private let places: [[[UInt8]: Int]]
    private let sizes: [Int]
    /// A bit for each row that the file may have.
    private var seen: [UInt64]
    /// The categories of the row that is being read.
    private(set) var row: [Int] = []
    private(set) var rowCount = 0
    /// Where the search for rows that were left out has come to.
    private var next = 0

    /// How many keys begin a row.
    var count: Int { sizes.count }

    init(_ dimensions: ArraySlice<CubeDimension>, areCodes: [Bool]) throws(DeliveryFault) {
        var places: [[[UInt8]: Int]] = []
        for (dimension, isCode) in zip(dimensions, areCodes) {
            let texts = isCode ? dimension.codes : dimension.labels
            let found = Dictionary(zip(texts, texts.indices), uniquingKeysWith: { first, _ in first })
            guard found.count == texts.count else {
                throw PXFault.metadata(
                    "px.category_twice",
                    "two categories of '\(dimension.label)' that rows begin with are the same",
                    "to kategorier af '\(dimension.label)', som rækker begynder med, er ens"
                )
            }
            places.append(found)
        }
        self.places = places
        sizes = dimensions.map(\.count)
        let rows = CubeDimension.cellCount(of: sizes, limit: Int.max) ?? 0
        seen = Array(repeating: 0, count: (rows + 63) / 64)
    }

    /// Takes the next key of a row.
    /// - Returns: false when the stub has no such category.
    mutating func take(_ key: [UInt8]) -> Bool {
        if row.count == sizes.count { row.removeAll(keepingCapacity: true) }
        guard let place = places[row.count][key] else { return false }
        row.append(place)
        return true
    }

    /// Whether all keys of the row are there.
    var isWhole: Bool { row.count == sizes.count }

    /// Notes that the row is there; false when it was there before.
    mutating func begin() -> Bool {
        var index = 0
        for (place, size) in zip(row, sizes) { index = index * size + place }
        rowCount += 1
        let bit = UInt64(1) << UInt64(index & 63)
        defer { seen[index >> 6] |= bit }
        return seen[index >> 6] & bit == 0
    }

    /// The categories of the next row that the file leaves out; nil when there is none left.
    mutating func nextLeftOut() -> [Int]? {
        let rows = sizes.reduce(1, *)
        while next < rows {
            let index = next
            next += 1
            guard seen[index >> 6] & UInt64(1) << UInt64(index & 63) == 0 else { continue }
            var rest = index
            var categories = sizes
            for place in sizes.indices.reversed() {
                categories[place] = rest % sizes[place]
                rest /= sizes[place]
            }
            return categories
        }
        return nil
    }
}
