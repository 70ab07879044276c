/// What the ordered half tells a worker of the cells in a block: whose they are, and where they stand.
///
/// The last byte of the block separates the last of them from what follows.
struct PXRun: Sendable {
    let table: PXTable
    /// The number of the first of them, counted from 0.
    let firstCell: Int
    /// The place of the first byte of the block in the file.
    let line: UInt64
    let offset: UInt64
}
