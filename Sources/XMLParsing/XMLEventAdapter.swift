private import CLibXML2

/// Feeds libxml2 and turns its calls into those of an `XMLEventHandler`; with `XMLSAXAdapter` the only code of the
/// module with `unsafe`, and sound for the reasons given there.
@safe final class XMLEventAdapter: XMLPieceTarget {
    private let parser: OpaquePointer
    private let state: UnsafeMutablePointer<EventState>

    // libxml2's numbers for a file without an element, and for one that ends too early or goes on too long.
    private static let documentEmpty: Int32 = 4
    private static let documentEnd: Int32 = 5

    /// Nil when memory is short.
    init?(elements: [String], attributes: [String], handler: any XMLEventHandler) {
        let state = UnsafeMutablePointer<EventState>.allocate(capacity: 1)
        unsafe state.initialize(to: EventState(elements: elements, attributes: attributes, handler: handler))
        let handlers = unsafe cx_handlers(
            start: eventStart,
            end: eventEnd,
            text: eventText,
            doctype: eventDoctype,
            reference: eventReference
        )
        guard let parser = unsafe cx_create(handlers, state) else {
            unsafe state.deinitialize(count: 1)
            unsafe state.deallocate()
            return nil
        }
        unsafe state.pointee.parser = parser
        unsafe self.parser = parser
        unsafe self.state = state
    }

    deinit {
        unsafe cx_destroy(parser)
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    // Places are those of the UTF-8: a part of a container has no delivered bytes that anybody could look up.
    func setEncoding(_ encoding: XMLEncoding, markBytes: Int) {}

    func feed(_ piece: Span<UInt8>) throws(XMLFault) {
        let failed = unsafe piece.withUnsafeBufferPointer { bytes in
            unsafe cx_feed(parser, bytes.baseAddress, Int32(truncatingIfNeeded: bytes.count)) != 0
        }
        if let fault = unsafe state.pointee.fault { throw fault }
        if failed { throw firstError }
        if let fault = unsafe state.pointee.attributeFlood() {
            unsafe state.pointee.fault = fault
            throw fault
        }
    }

    /// Ends the document.
    func finish() throws(XMLFault) {
        let end = unsafe cx_end_place(parser)
        let depth = unsafe state.pointee.open.count
        let failed = unsafe cx_finish(parser) != 0
        if let fault = unsafe state.pointee.fault { throw fault }
        let error = unsafe cx_first_error(parser)
        if failed, error.code != Self.documentEnd, error.place.offset < end.offset { throw firstError }
        if depth > 0 { throw EventState.fault(.torn, "the file ends inside an element", at: end) }
        guard unsafe state.pointee.hasRoot else {
            if failed, error.code != Self.documentEnd, error.code != Self.documentEmpty {
                throw EventState.fault(.torn, "the file ends before its first element is whole", at: end)
            }
            throw EventState.fault(.empty, "the file holds no element", at: end)
        }
        if failed { throw EventState.fault(.trailing, XMLFaultWording.trailing, at: error.place) }
    }

    var end: (line: UInt32, byteOffset: UInt64) {
        let place = unsafe cx_end_place(parser)
        return (UInt32(clamping: place.line), place.offset)
    }

    private var firstError: XMLFault {
        let error = unsafe cx_first_error(parser)
        if error.code == 0 {
            return XMLFault(line: 1, byteOffset: 0, reason: .malformed, message: "the document is not well-formed")
        }
        var (reason, message) = XMLFaultWording.describe(code: error.code)
        if unsafe state.pointee.hasRoot, unsafe state.pointee.open.isEmpty, reason == .malformed {
            reason = .trailing
            message = XMLFaultWording.trailing
        }
        return EventState.fault(reason, message, at: error.place)
    }
}

/// What libxml2's calls work on.
@safe private struct EventState {
    let handler: any XMLEventHandler
    private var elementNames = XMLNameTable()
    private var attributeNames = XMLNameTable()
    private let elements: [String: Int]
    private let attributes: [String: Int]
    /// The numbers of the open elements, from the root.
    var open: [Int] = []
    var parser: OpaquePointer?
    var fault: XMLFault?
    var hasRoot = false
    let limits = XMLLimits()
    private var attributeCounter = XMLAttributeCounter()

    init(elements: [String], attributes: [String], handler: any XMLEventHandler) {
        self.handler = handler
        self.elements = Dictionary(uniqueKeysWithValues: zip(elements, 0...))
        self.attributes = Dictionary(uniqueKeysWithValues: zip(attributes, 0...))
        unsafe parser = nil
    }

    /// The number of an interned name, -1 for one that is not wanted.
    @inline(__always)
    mutating func element(_ local: UnsafePointer<UInt8>) -> Int {
        let key = UInt(bitPattern: local)
        if let known = elementNames.find(key, 0) { return known }
        let found = unsafe elements[String(cString: local)] ?? -1
        elementNames.insert(key, 0, found)
        return found
    }

    @inline(__always)
    mutating func attribute(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> Int {
        let key = (UInt(bitPattern: local), UInt(bitPattern: uri))
        if let known = attributeNames.find(key.0, key.1) { return known }
        let name = unsafe (uri == nil ? "" : ":") + String(cString: local)
        let found = attributes[name] ?? -1
        attributeNames.insert(key.0, key.1, found)
        return found
    }

    static func fault(_ reason: XMLFault.Reason, _ message: String, at place: cx_place) -> XMLFault {
        XMLFault(line: UInt32(clamping: place.line), byteOffset: place.offset, reason: reason, message: message)
    }

    mutating func stop(_ reason: XMLFault.Reason, _ message: String, at place: cx_place) {
        guard let parser = unsafe parser, fault == nil else { return }
        fault = Self.fault(reason, message, at: place)
        // libxml2 goes on to call the document well-formed after a stop: the fault is ours to keep.
        unsafe cx_stop(parser)
    }

    /// Looks for a tag that has more attributes than allowed before it is whole: libxml2 would compare each with each.
    mutating func attributeFlood() -> XMLFault? {
        guard let parser = unsafe parser else { return nil }
        let cursor = unsafe cx_cursor(parser)
        var count = 0
        guard let held = unsafe cx_held(parser, cursor.offset, &count), count > XMLAttributeCounter.harmlessBytes else {
            return nil
        }
        let tag = unsafe Span(_unsafeStart: held, count: count)
        guard attributeCounter.count(in: tag, at: cursor.offset) > limits.attributes else { return nil }
        return Self.fault(.attributes, attributesMessage, at: cursor)
    }

    var attributesMessage: String { "an element has more than \(limits.attributes) attributes" }
    var depthMessage: String { "more than \(limits.depth) elements are inside each other" }
}

private func eventStart(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?,
    _ namespaceCount: Int32,
    _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ attributeCount: Int32,
    _ defaultedCount: Int32,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
    guard let context = unsafe context, let name = unsafe name else { return }
    let state = unsafe context.assumingMemoryBound(to: EventState.self)
    guard unsafe state.pointee.fault == nil, let parser = unsafe state.pointee.parser else { return }
    unsafe state.pointee.hasRoot = true
    let limits = unsafe state.pointee.limits
    if Int(attributeCount) + Int(namespaceCount) > limits.attributes {
        unsafe state.pointee.stop(.attributes, state.pointee.attributesMessage, at: cx_tag_place(parser))
        return
    }
    if unsafe state.pointee.open.count >= limits.depth {
        unsafe state.pointee.stop(.depth, state.pointee.depthMessage, at: cx_tag_place(parser))
        return
    }
    let handler = unsafe state.pointee.handler
    let number = unsafe state.pointee.element(name)
    unsafe state.pointee.open.append(number)
    handler.start(number)
    guard attributeCount > 0, let attributes = unsafe attributes else { return }
    for index in 0..<Int(attributeCount) {
        let attribute = unsafe attributes + index * 5
        guard let name = unsafe attribute[0], let value = unsafe attribute[3], let end = unsafe attribute[4] else {
            continue
        }
        let number = unsafe state.pointee.attribute(name, attribute[2])
        if number < 0 { continue }
        let bytes = unsafe Span(_unsafeStart: value, count: end - value)
        if let decoded = XMLAttributeValue.decoded(bytes) {
            handler.attribute(number, decoded.span)
        } else {
            handler.attribute(number, bytes)
        }
    }
}

private func eventText(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let context = unsafe context, let text = unsafe text else { return }
    let state = unsafe context.assumingMemoryBound(to: EventState.self)
    guard unsafe state.pointee.fault == nil else { return }
    unsafe state.pointee.handler.text(Span(_unsafeStart: text, count: Int(count)))
}

private func eventEnd(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: EventState.self)
    // libxml2 ends an empty element whose start made it stop.
    guard unsafe state.pointee.fault == nil, let number = unsafe state.pointee.open.popLast() else { return }
    unsafe state.pointee.handler.end(number)
}

private func eventDoctype(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ publicID: UnsafePointer<UInt8>?,
    _ systemID: UnsafePointer<UInt8>?
) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: EventState.self)
    guard let parser = unsafe state.pointee.parser else { return }
    unsafe state.pointee.stop(
        .doctype,
        "the document has a DOCTYPE, which is refused",
        at: cx_doctype_place(parser)
    )
}

private func eventReference(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: EventState.self)
    guard let parser = unsafe state.pointee.parser else { return }
    unsafe state.pointee.stop(.entity, XMLFaultWording.describe(code: 26).message, at: cx_cursor(parser))
}
