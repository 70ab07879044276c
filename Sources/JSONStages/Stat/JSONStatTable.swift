import StageKit

/// What workers need to know of a dataset to read its cells.
final class JSONStatTable: Sendable {
    let document: JSONDocument
    let layout: CubeLayout
    let cellCount: Int
    let values: JSONStatSeries
    let statuses: JSONStatSeries?
    /// Whether a field holds statuses.
    let takesStatus: Bool
    let maxValue: Int

    init(_ dataset: JSONStatDataset, cells: [CubeCell], maxValue: Int) throws(DeliveryFault) {
        let document = dataset.document
        let cellCount = dataset.cellCount
        self.document = document
        self.cellCount = cellCount
        self.maxValue = maxValue
        takesStatus = cells.contains(.status)
        values = try JSONStatSeries(document, node: dataset.value, cellCount: cellCount, isStatus: false)
        statuses = try dataset.status.map { (node) throws(DeliveryFault) in
            try JSONStatSeries(document, node: node, cellCount: cellCount, isStatus: true)
        }
        layout = try CubeLayout(dataset.dimensions, cells: cells)
        // Nothing but these two is left to workers.
        try document.check(but: [dataset.value, dataset.status].compactMap(\.self))
    }
}
