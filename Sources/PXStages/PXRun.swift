/// What the ordered half tells a worker of the cells in a block: whose they are, and where they stand.
///
/// The last byte of the block separates the last of them from what follows.
struct PXRun: Sendable {
    let table: PXTable
    /// The number of the first of them, counted from 0.
    let firstCell: Int
    /// What was read before them.
    let tokens: PXTokens
    /// The place of the block in the file.
    let offset: UInt64
}
