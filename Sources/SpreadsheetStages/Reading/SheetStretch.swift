import XMLParsing

/// How far the rows of a sheet came.
struct SheetPlace: Sendable {
    /// The number of the last row.
    var row: Int
    /// That of the last one that is no blank row.
    var dealtWith: Int
}

/// Rows of a sheet that a worker reads: what the ordered half tells of their bytes.
struct SheetStretch: Sendable {
    let layout: SheetLayout
    let junction: XMLJunction
    /// Where they stand in the block.
    var range: Range<Int>
    /// The line of the first of them in the part.
    let line: UInt32
    /// How far the rows before came.
    var place: SheetPlace
}
