/// Rows to give away that still stand in the block of the ordered half.
struct FoundStretch {
    let stretch: SheetStretch
    /// Where they end in the block.
    let end: Int
    /// How far they come.
    let behind: SheetPlace
}
