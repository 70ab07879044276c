/// One dimension of a cube as a delivery describes it; texts are UTF-8.
package struct CubeDimension: Sendable {
    /// The name that programs use.
    package var id: String
    /// The name that people read.
    package var label: String
    /// The code of each category, in the order of the cells.
    package var codes: [[UInt8]]
    /// The label of each category; the code where it has none.
    package var labels: [[UInt8]]

    /// The code of the category that each belongs to, empty for none; no codes where the file tells no hierarchy.
    package var parents: [[UInt8]]

    package init(id: String, label: String, codes: [[UInt8]], labels: [[UInt8]], parents: [[UInt8]] = []) {
        self.id = id
        self.label = label
        self.codes = codes
        self.labels = labels
        self.parents = parents
    }

    /// The number of categories.
    package var count: Int { codes.count }

    /// The texts of a part of the categories.
    package func texts(_ part: CategoryPart) -> [[UInt8]] {
        switch part {
        case .code: codes
        case .label: labels
        case .parent: parents.isEmpty ? codes.map { _ in [] } : parents
        }
    }

    /// What the dimension is called under a naming.
    package func name(by naming: DimensionNaming) -> String { naming == .id ? id : label }

    /// The number of cells of a cube; nil when it is more than the limit, or no number at all.
    package static func cellCount(of sizes: some Sequence<Int>, limit: Int) -> Int? {
        var product = 1
        var isEmpty = false
        for size in sizes {
            if size == 0 { isEmpty = true }
            let (next, overflow) = product.multipliedReportingOverflow(by: max(1, size))
            guard !overflow, next <= limit else { return nil }
            product = next
        }
        return isEmpty ? 0 : product
    }
}
