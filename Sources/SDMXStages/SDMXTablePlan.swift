/// What both halves of the reading of SDMX-CSV need to know.
struct SDMXTablePlan: Sendable {
    let options: SDMXTableOptions
    let fields: [String]
    let names: [String]
}
