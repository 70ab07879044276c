import CLibXML2

// libxml2's calls for documents that are read element by element. Why the unsafe code is sound is said in
// XMLSAXAdapter.swift: these are called in the same way, on the same state.

func saxElementStart(
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
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe state.pointee.isGoingOn, let parser = unsafe state.pointee.parser else { return }
    unsafe state.pointee.hasRoot = true
    let place = unsafe cx_tag_place(parser)
    do throws(XMLRecordExtractor.Breach) {
        let limits = unsafe state.pointee.limits
        if Int(attributeCount) + Int(namespaceCount) > limits.attributes {
            throw XMLRecordExtractor.Breach(reason: .attributes, limit: limits.attributes)
        }
        unsafe state.pointee.tagCount &+= 1
        if let count = unsafe state.pointee.ancestors?.count, unsafe count < state.pointee.mostAncestors {
            if let tag = unsafe StartTag.text(name, prefix, Int(namespaceCount), namespaces) {
                unsafe state.pointee.ancestors?.append(tag)
            } else {
                unsafe state.pointee.ancestors = nil
            }
        }
        // No path mentions a name: this counts the depth.
        _ = unsafe try state.pointee.extractor.start(0)
        unsafe state.pointee.element.attributes.removeAll(keepingCapacity: true)
        unsafe state.pointee.element.bytes.removeAll(keepingCapacity: true)
        unsafe state.pointee.element.name = state.pointee.nameNumber(name, uri)
        unsafe state.pointee.element.line = state.pointee.line(place)
        unsafe state.pointee.element.byteOffset = state.pointee.deliveredOffset(place.offset)
        for index in 0..<Int(attributeCount) {
            guard let attribute = unsafe attributes.map({ unsafe $0 + index * 5 }) else { break }
            guard let name = unsafe attribute[0], let value = unsafe attribute[3], let end = unsafe attribute[4] else {
                continue
            }
            let bytes = unsafe UnsafeBufferPointer(start: value, count: end - value)
            if bytes.count > limits.valueBytes {
                throw XMLRecordExtractor.Breach(reason: .value, limit: limits.valueBytes)
            }
            let start = unsafe state.pointee.element.bytes.count
            unsafe state.pointee.element.bytes.append(contentsOf: bytes)
            let attributeName = unsafe state.pointee.nameNumber(name, attribute[2])
            unsafe state.pointee.element.attributes.append(
                XMLElementStart.Attribute(name: attributeName, value: start..<start + bytes.count)
            )
        }
        if unsafe state.pointee.element.names.all.count > limits.names {
            throw XMLRecordExtractor.Breach(reason: .names, limit: limits.names)
        }
        unsafe state.pointee.tellStart()
    } catch {
        unsafe state.pointee.stop(error, at: place)
    }
}

func saxElementText(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let context = unsafe context, let text = unsafe text else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe state.pointee.isGoingOn, let handler = unsafe state.pointee.handler else { return }
    let goesOn = unsafe handler.text(Span(_unsafeStart: text, count: Int(count)))
    if !goesOn { unsafe state.pointee.endParsing() }
}

func saxElementEnd(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe state.pointee.isGoingOn, let handler = unsafe state.pointee.handler else { return }
    // There are no records, so that no limit of one can be broken: this counts the depth.
    try? unsafe state.pointee.extractor.end(at: 0)
    unsafe state.pointee.tagCount &+= 1
    if unsafe state.pointee.ancestors != nil {
        unsafe state.pointee.dropAncestor()
    }
    if !handler.end() { unsafe state.pointee.endParsing() }
}

extension SAXState {
    fileprivate var isGoingOn: Bool { fault == nil && !isEnded }

    /// The number of an interned name.
    @inline(__always)
    fileprivate mutating func nameNumber(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> Int {
        let key = (UInt(bitPattern: local), UInt(bitPattern: uri))
        if let known = element.names.find(key.0, key.1) { return known }
        let name = unsafe XMLElementNames.Name(
            local: String(cString: local),
            namespace: uri.map { unsafe String(cString: $0) } ?? ""
        )
        return element.names.insert(key.0, key.1, name)
    }

    fileprivate mutating func tellStart() {
        if let handler, !handler.start(element) { endParsing() }
    }

    fileprivate mutating func endParsing() {
        isEnded = true
        if let parser = unsafe parser { unsafe cx_stop(parser) }
    }
}
