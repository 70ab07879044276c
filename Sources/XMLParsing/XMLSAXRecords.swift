import CLibXML2

// libxml2's calls for documents that are read record by record, and those that both ways of reading share. Why the unsafe
// code is sound is said in XMLSAXAdapter.swift.

func saxStart(
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
    guard unsafe state.pointee.fault == nil, let parser = unsafe state.pointee.parser else { return }
    unsafe state.pointee.hasRoot = true
    do throws(XMLRecordExtractor.Breach) {
        let limit = unsafe state.pointee.limits.attributes
        if Int(attributeCount) + Int(namespaceCount) > limit {
            throw XMLRecordExtractor.Breach(reason: .attributes, limit: limit)
        }
        unsafe state.pointee.tagCount &+= 1
        if unsafe state.pointee.ancestors != nil, unsafe !state.pointee.extractor.isInRecord {
            if let tag = unsafe StartTag.text(name, prefix, Int(namespaceCount), namespaces) {
                unsafe state.pointee.ancestors?.append(tag)
            } else {
                unsafe state.pointee.ancestors = nil
            }
        }
        let nameClass = unsafe state.pointee.nameClass(name, uri)
        let role = unsafe try state.pointee.extractor.start(nameClass)
        if role.contains(.record) {
            let place = unsafe cx_tag_place(parser)
            let offset = unsafe state.pointee.deliveredOffset(place.offset)
            let line = unsafe state.pointee.line(place)
            unsafe state.pointee.extractor.beginRecord(line: line, offset: offset)
        }
        guard role.contains(.attributes), let attributes = unsafe attributes else { return }
        for index in 0..<Int(attributeCount) {
            let attribute = unsafe attributes + index * 5
            guard let name = unsafe attribute[0], let value = unsafe attribute[3], let end = unsafe attribute[4] else {
                continue
            }
            let nameClass = unsafe state.pointee.nameClass(name, attribute[2])
            if nameClass == 0 { continue }
            let bytes = unsafe Span(_unsafeStart: value, count: end - value)
            unsafe try state.pointee.extractor.attribute(nameClass, bytes)
        }
    } catch {
        unsafe state.pointee.stop(error, at: cx_tag_place(parser))
    }
}

func saxText(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let context = unsafe context, let text = unsafe text else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe state.pointee.fault == nil else { return }
    do throws(XMLRecordExtractor.Breach) {
        unsafe try state.pointee.extractor.text(Span(_unsafeStart: text, count: Int(count)))
    } catch {
        unsafe state.pointee.stop(error, at: nil)
    }
}

func saxEnd(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    // libxml2 ends an empty element whose start made it stop.
    guard unsafe state.pointee.fault == nil else { return }
    do throws(XMLRecordExtractor.Breach) {
        unsafe state.pointee.tagCount &+= 1
        let isRecord = unsafe state.pointee.extractor.role.contains(.record)
        let end = isRecord ? unsafe state.pointee.cursorOffset : 0
        unsafe try state.pointee.extractor.end(at: end)
        if unsafe state.pointee.ancestors != nil {
            unsafe state.pointee.dropAncestor()
        }
    } catch {
        unsafe state.pointee.stop(error, at: nil)
    }
}

func saxDoctype(
    _ context: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<UInt8>?,
    _ publicID: UnsafePointer<UInt8>?,
    _ systemID: UnsafePointer<UInt8>?
) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe !state.pointee.allowsDoctype else {
        unsafe state.pointee.extractor.rows.doctypes += 1
        return
    }
    guard let parser = unsafe state.pointee.parser else { return }
    // libxml2 goes on to call the document well-formed after a stop: the fault is ours to keep.
    unsafe state.pointee.fault = state.pointee.fault(
        .doctype,
        "the document has a DOCTYPE, which is refused",
        at: cx_doctype_place(parser)
    )
    unsafe cx_stop(parser)
}

func saxReference(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard let parser = unsafe state.pointee.parser else { return }
    let message = XMLFaultWording.describe(code: 26).message
    unsafe state.pointee.fault = state.pointee.fault(.entity, message, at: cx_cursor(parser))
    unsafe cx_stop(parser)
}
