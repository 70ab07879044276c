import XMLParsing

/// What both halves of the reading of SDMX-ML need to know.
struct SDMXMessagePlan: Sendable {
    /// The elements that messages may mention.
    static let elements = SDMXWord.allCases.map(\.rawValue)

    let options: SDMXMessageOptions
    let columns: SDMXColumns
    let names: [String]

    func makeHandler() -> SDMXMessageHandler {
        SDMXMessageHandler(SDMXMessageReader(options, columns: columns))
    }
}
