import StageKit
import XMLParsing

/// All of the reading of an SDMX-ML message: what an observation means depends on the elements before it.
final class SDMXMessageSource: RecordSource {
    private let handler: SDMXMessageHandler
    private let parser: XMLElementParser
    private let limits: XMLLimits
    private let names: [String]
    private var block: [UInt8] = []
    private var isAtEnd = false
    /// What is wrong behind the rows that were found last.
    private var fault: DeliveryFault?

    init(_ options: SDMXMessageOptions, columns: SDMXColumns, names: [String]) {
        handler = SDMXMessageHandler(SDMXMessageReader(options, columns: columns))
        self.names = names
        var limits = XMLLimits()
        limits.depth = options.maxDepth
        limits.valueBytes = options.maxRecord
        self.limits = limits
        parser = XMLElementParser(handler, limits: limits, elements: SDMXWord.allCases.map(\.rawValue))
    }

    var counts: [String: Int] { handler.reader.counts }

    /// What was found so far, when fields are looked for.
    var found: (concepts: [String], observations: Int) {
        (handler.reader.columns.concepts, handler.reader.observations)
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        while handler.reader.rows.count == 0 {
            if let fault { throw fault }
            if isAtEnd { return false }
            fault = try readBlock(of: max(1, batch.targetBytes), from: input)
        }
        handler.reader.rows.layOut(into: batch, names: names)
        handler.reader.rows.removeAll()
        return true
    }

    /// Reads about so many bytes of a message for its fields; throws what is wrong with them.
    func look(through bytes: Int, of input: any ByteInput) throws {
        var left = bytes
        while left > 0, !isAtEnd {
            let size = min(left, 1 << 16)
            if let fault = try readBlock(of: size, from: input) { throw fault }
            left -= size
        }
    }

    /// Fills a block before it is parsed, so that batches do not depend on how the bytes arrive.
    private func readBlock(of size: Int, from input: any ByteInput) throws -> DeliveryFault? {
        if block.count != size { block = [UInt8](repeating: 0, count: size) }
        var filled = 0
        while filled < block.count, !isAtEnd {
            let count = try input.read(into: &block, at: filled)
            if count == 0 { isAtEnd = true }
            filled += count
        }
        do throws(XMLFault) {
            try parser.feed(block, 0..<filled, isLast: isAtEnd)
        } catch {
            // What the reader of the message found stands before what the parser found; but for a tag that the end cuts
            // off, of which libxml2 tells what there is.
            if let fault = handler.reader.fault, error.reason != .torn { return fault }
            return error.deliveryFault(limits)
        }
        return handler.reader.fault
    }
}
