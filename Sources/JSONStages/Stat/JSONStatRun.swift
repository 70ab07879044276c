/// What the ordered half tells a worker of some cells: whose they are, and what parts of the series speak of them.
struct JSONStatRun: Sendable {
    let table: JSONStatTable
    let cells: Range<Int>
    let values: Range<Int>
    let statuses: Range<Int>
}
