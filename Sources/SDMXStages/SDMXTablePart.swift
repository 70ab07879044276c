/// What the ordered half tells a worker of a part of SDMX-CSV: it begins with a record, at the start of the block.
struct SDMXTablePart: Sendable {
    let header: SDMXTableHeader
    /// The cell of each field.
    let cells: [Int]
    /// The place of its first byte in the delivered file.
    let line: UInt64
    let offset: UInt64
    /// Whether the file ends with it; else it ends with a record, or holds one that is too long.
    let isLast: Bool
}
