/// Where the value of a column lies in the record that was parsed last.
struct JSONSlot: Sendable {
    /// How the value gets from the record to the row.
    enum Form: Sendable {
        case plain, escaped, container, joined
    }

    var start = 0
    var end = 0
    var form = Form.plain
    var kind = JSONKind.absent
    /// The record that the slot was filled in; in any other the column is absent.
    var record: UInt64 = 0
}
