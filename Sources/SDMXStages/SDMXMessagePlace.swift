/// What a reader must know to go on among the children of an element: what those around them and before them settled.
struct SDMXMessagePlace: Sendable {
    let open: [SDMXMessageReader.Open]
    let values: SDMXValues
    let form: SDMXMessageReader.Form
    let observationConcept: String?
    /// The element that began last, wherever it ended.
    let line: UInt64
    let offset: UInt64
}
