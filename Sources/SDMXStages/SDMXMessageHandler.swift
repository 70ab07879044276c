import XMLParsing

/// Hands the elements of a message to their reader, which is a value.
final class SDMXMessageHandler: XMLElementHandler {
    var reader: SDMXMessageReader

    init(_ reader: SDMXMessageReader) { self.reader = reader }

    func start(_ element: XMLElementStart) -> Bool { reader.start(element) }
    func text(_ bytes: Span<UInt8>) -> Bool { reader.text(bytes) }
    func end() -> Bool { reader.end() }
}
