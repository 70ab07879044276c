import StageKit

/// What both halves of `read.px` need to know of a file to read its cells.
final class PXTable: Sendable {
    let layout: CubeLayout
    let codePage: PXCodePage
    /// Texts that stand for a value without quotes, such as `..`.
    let symbols: Set<[UInt8]>
    let cellCount: Int
    let maxValue: Int

    init(_ metadata: PXMetadata, cells: [CubeCell], maxValue: Int) throws(DeliveryFault) {
        layout = try CubeLayout(metadata.dimensions, cells: cells)
        codePage = metadata.codePage
        symbols = metadata.symbols
        cellCount = metadata.cellCount
        self.maxValue = maxValue
    }
}
