/// How the cells of one file's cube become records: the texts of the categories that fields hold. Every worker that
/// makes records of the file has the same.
package final class CubeLayout: Sendable {
    /// A field that holds categories: where their texts are.
    struct Category: Sendable {
        var dimension: Int
        /// The place of its first category in `offsets`.
        var first: Int
        /// Whether an empty text says that there is none.
        var mayBeAbsent: Bool
    }

    /// How a cell of a record is written.
    enum Cell: Sendable {
        case category(Category)
        case value
        case status
    }

    let cells: [Cell]
    /// The texts of all categories that fields hold, and where each begins.
    let texts: [UInt8]
    let offsets: [Int]
    /// The number of categories of each dimension; the last one turns fastest.
    let sizes: [Int]
    /// The bytes that the categories of a record take at most, and on average.
    private let longest: Int
    private let usual: Int

    /// The most bytes that the categories of one record may take: places in a batch have 29 bits.
    private static let longestRecord = 1 << 27
    /// About what a value takes.
    private static let valueBytes = 6
    /// Batches with the longest categories are at most so many times as large as they should be.
    private static let spread = 8

    /// - Throws: `DeliveryFault` when the texts of a record do not fit into a batch.
    package init(_ dimensions: [CubeDimension], cells: [CubeCell]) throws(DeliveryFault) {
        var texts: [UInt8] = []
        var offsets: [Int] = []
        var longest = 0
        var usual = 0
        self.cells = cells.map { cell in
            switch cell {
            case .value: return .value
            case .status: return .status
            case .category(let dimension, let part):
                let first = offsets.count
                let start = texts.count
                let categories = dimensions[dimension].texts(part)
                longest += categories.map(\.count).max() ?? 0
                for text in categories {
                    offsets.append(texts.count)
                    texts += text
                    // Cells lie one byte apart.
                    texts.append(0)
                }
                offsets.append(texts.count)
                usual += (texts.count - start) / max(1, categories.count)
                return .category(Category(dimension: dimension, first: first, mayBeAbsent: part == .parent))
            }
        }
        self.texts = texts
        self.offsets = offsets
        self.longest = longest + cells.count + Self.valueBytes
        self.usual = usual + Self.valueBytes
        sizes = dimensions.map(\.count)
        guard longest <= Self.longestRecord else {
            throw DeliveryFault(
                "cube.record_size",
                en: "the categories of a record take more than \(Self.longestRecord) bytes",
                da: "kategorierne i en post fylder mere end \(Self.longestRecord) byte",
                hint: "choose shorter texts with 'take: code' or fewer fields with 'fields:'"
            )
        }
    }

    /// The number of cells whose records take about so many bytes, whichever they are.
    package func cellCount(forBytes target: Int) -> Int {
        let target = min(target, 1 << 24)
        return max(1, min(target / usual, Self.spread * target / longest))
    }
}
