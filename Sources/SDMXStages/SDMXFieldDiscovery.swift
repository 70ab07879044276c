import StageKit
import XMLParsing

/// Finds the fields of the first delivery, for readers that list none.
struct SDMXFieldDiscovery {
    var options: SDMXMessageOptions
    var attributes: SDMXAttributes
    var table: SDMXTableOptions
    var format: SDMXFormat
    /// How much of the delivery is looked through.
    var bytes: Int

    /// The concepts in the order in which they come, the value among them; nil when a mistake was reported.
    func concepts(_ context: inout ReaderContext) -> [String]? {
        let hint = "list the fields with 'fields:'"
        let found = context.findInFirstFile("fields", hint: hint) { input in
            (concepts: try format == .ml ? conceptsOfMessage(input) : conceptsOfTable(input), name: input.name)
        }
        guard let found else { return nil }
        var concepts = found.concepts
        guard !concepts.isEmpty else {
            context.refuseDelivery("\(found.name) has no observation to find the fields in", hint: hint)
            return nil
        }
        if format == .ml, !concepts.contains(SDMXConcept.value) { concepts.append(SDMXConcept.value) }
        return concepts
    }

    private func conceptsOfMessage(_ input: any ByteInput) throws -> [String] {
        var options = options
        options.isDiscovering = true
        let columns = SDMXColumns(discovering: attributes, limit: options.maxFields)
        let handler = SDMXMessageHandler(SDMXMessageReader(options, columns: columns))
        do {
            try look(through: input, for: handler)
        } catch let fault as DeliveryFault {
            // With observations before it, the run says what is wrong, at its place.
            if handler.reader.observations == 0 || fault.rule == "sdmx.limit.fields" { throw fault }
        }
        return handler.reader.observations == 0 ? [] : handler.reader.columns.concepts
    }

    /// Reads the beginning of a message; throws what is wrong with it.
    private func look(through input: any ByteInput, for handler: SDMXMessageHandler) throws {
        let limits = options.xmlLimits
        let parser = XMLElementParser(handler, limits: limits, elements: SDMXMessagePlan.elements)
        var left = bytes
        var isAtEnd = false
        while left > 0, !isAtEnd {
            var block = [UInt8](repeating: 0, count: min(left, 1 << 16))
            var filled = 0
            while filled < block.count, !isAtEnd {
                let count = try input.read(into: &block, at: filled)
                if count == 0 { isAtEnd = true }
                filled += count
            }
            left -= block.count
            do throws(XMLFault) {
                try parser.feed(block, 0..<filled, isLast: isAtEnd)
            } catch {
                if let fault = handler.fault(after: error) { throw fault }
            }
            if let fault = handler.reader.fault { throw fault }
        }
    }

    private func conceptsOfTable(_ input: any ByteInput) throws -> [String] {
        try SDMXTableSource.header(of: input, options: table).filter { !SDMXTableHeader.isFormal($0) }
    }
}
