import StageKit
import XMLParsing

/// Hands the elements of a message to their reader, which is a value.
final class SDMXMessageHandler: XMLDividedHandler {
    var reader: SDMXMessageReader

    init(_ reader: SDMXMessageReader) { self.reader = reader }

    func start(_ element: XMLElementStart) -> Bool { reader.start(element) }
    func text(_ bytes: Span<UInt8>) -> Bool { reader.text(bytes) }
    func end() -> Bool { reader.end() }

    /// In the reader, for the sake of speed: each look at a property of a class is checked.
    var isMuted: Bool {
        get { reader.isMuted }
        set { reader.isMuted = newValue }
    }

    var hasFound: Bool { reader.rows.count > 0 }
    var hasEnded: Bool { reader.fault != nil }
    /// A series in a group of a data set of a message.
    var greatestDepth: Int { 4 }
    var orderedChildren: [[UInt8]]? { reader.orderedChildren }
    func mayGiveAway(_ bytes: Span<UInt8>) -> Bool { reader.mayGiveAway(bytes) }

    /// What is wrong with a message, if the parser found this.
    ///
    /// What the reader found stands before what the parser found; but for a tag that the end cuts off, of which libxml2
    /// tells what there is.
    func fault(after fault: XMLFault?) -> DeliveryFault? {
        if let found = reader.fault, fault?.reason != .torn { return found }
        return fault?.deliveryFault(reader.options.xmlLimits)
    }
}
