/// A token of the data part: where it is, and how it is delivered.
struct PXToken {
    /// What it says, without quotes.
    var range: Range<Int>
    /// Bits of `RecordTable`; nil when it stands without quotes and is neither a number nor a sign.
    var kind: UInt32?
    /// Where it begins, quotes included.
    var place: PXFault.Place
}
