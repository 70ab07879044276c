import CLibXML2

/// Feeds libxml2 and turns its calls into those of `XMLRecordExtractor`; the one file of the module with `unsafe`.
///
/// Why its unsafe code is sound: `state` lives as long as the adapter and is touched by one thread at a time, since the
/// class is not Sendable and libxml2 calls back only from inside `feed` and `finish`. The pointers that libxml2 hands
/// out are read inside the call that brings them, with the lengths it gives.
@safe final class XMLSAXAdapter {
    private let parser: OpaquePointer
    private let state: UnsafeMutablePointer<SAXState>

    // libxml2's numbers for a file without an element, and for one that ends too early or goes on too long.
    private static let documentEmpty: Int32 = 4
    private static let documentEnd: Int32 = 5

    /// With a handler of elements, that one is called and there are no records. Nil when memory is short.
    init?(_ plan: XMLPlan, _ handler: (any XMLElementHandler)? = nil) {
        let state = UnsafeMutablePointer<SAXState>.allocate(capacity: 1)
        unsafe state.initialize(to: SAXState(plan))
        unsafe state.pointee.handler = handler
        var handlers = unsafe cx_handlers(
            start: saxStart,
            end: saxEnd,
            text: saxText,
            doctype: saxDoctype,
            reference: saxReference
        )
        if handler != nil {
            unsafe handlers.start = saxElementStart
            unsafe handlers.end = saxElementEnd
            unsafe handlers.text = saxElementText
        }
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

    /// Says how the UTF-8 that will be fed was made, so that places can be those of the delivered file.
    func setEncoding(_ encoding: XMLEncoding, markBytes: Int) {
        unsafe state.pointee.places = XMLPlaces(encoding, markBytes: markBytes)
    }

    /// Takes rows to append to; `lendRows` and `takeRows` go in pairs.
    func lendRows(_ rows: inout XMLRows) {
        unsafe swap(&state.pointee.extractor.rows, &rows)
        unsafe state.pointee.extractor.lendBytes()
    }

    func takeRows(_ rows: inout XMLRows) {
        unsafe state.pointee.extractor.takeBackBytes()
        unsafe swap(&state.pointee.extractor.rows, &rows)
    }

    /// Parses a piece of UTF-8.
    func feed(_ piece: Span<UInt8>) throws(XMLFault) {
        let failed = unsafe piece.withUnsafeBufferPointer { bytes in
            unsafe state.pointee.piece = bytes
            defer { unsafe state.pointee.piece = UnsafeBufferPointer(start: nil, count: 0) }
            let failed = unsafe cx_feed(parser, bytes.baseAddress, Int32(truncatingIfNeeded: bytes.count)) != 0
            // While the piece is still there: the place of the error may have to be counted in it.
            if failed { unsafe state.pointee.noteError() }
            return failed
        }
        if let fault = unsafe state.pointee.fault { throw fault }
        if failed { throw unsafe state.pointee.unknownFault }
        unsafe state.pointee.places.advance(over: piece)
        if unsafe state.pointee.isEnded { return }
        if let fault = unsafe state.pointee.attributeFlood() {
            unsafe state.pointee.fault = fault
            throw fault
        }
    }

    /// What is wrong before the end of what was fed: libxml2 looks at a tag when it has it whole, unless it is told that
    /// no more comes. Nothing can be fed after that.
    func faultBeforeEnd() -> XMLFault? {
        let end = unsafe cx_end_place(parser)
        let failed = unsafe cx_finish(parser) != 0
        if let fault = unsafe state.pointee.fault { return fault }
        let error = unsafe cx_first_error(parser)
        guard failed, error.code != Self.documentEnd, error.place.offset < end.offset else { return nil }
        unsafe state.pointee.noteError()
        return unsafe state.pointee.fault
    }

    /// Ends the document.
    func finish() throws(XMLFault) {
        if unsafe state.pointee.isEnded { return }
        let end = unsafe cx_end_place(parser)
        let element = unsafe state.pointee.extractor.depth > 0 ? openElementName : ""
        let failed = unsafe cx_finish(parser) != 0
        if let fault = unsafe state.pointee.fault { throw fault }
        let error = unsafe cx_first_error(parser)
        // What libxml2 finds wrong before the end is wrong also in a whole file: a '&' whose ';' it was waiting for.
        if failed, error.code != Self.documentEnd, error.place.offset < end.offset {
            unsafe state.pointee.noteError()
            if let fault = unsafe state.pointee.fault { throw fault }
        }
        if unsafe state.pointee.extractor.depth > 0 {
            throw unsafe state.pointee.fault(.torn, "the file ends inside \(element)", at: end)
        }
        guard unsafe state.pointee.hasRoot else {
            if failed, error.code != Self.documentEnd, error.code != Self.documentEmpty {
                throw unsafe state.pointee.fault(.torn, "the file ends before its first element is whole", at: end)
            }
            throw unsafe state.pointee.fault(.empty, "the file holds no element", at: end)
        }
        if failed { throw unsafe state.pointee.fault(.trailing, XMLFaultWording.trailing, at: error) }
    }

    /// The place behind all that was fed, with the bytes of the delivered file before it.
    var end: (line: UInt32, byteOffset: UInt64) {
        let place = unsafe cx_end_place(parser)
        return unsafe (state.pointee.line(place), state.pointee.deliveredOffset(place.offset))
    }

    // MARK: Reading in parts

    /// Whether all that was fed is done with, and content of an element would go on.
    var isBetweenMarkups: Bool {
        unsafe cx_is_between(parser) != 0 && state.pointee.fault == nil
    }

    var depth: Int { unsafe state.pointee.extractor.depth }
    var hasRoot: Bool { unsafe state.pointee.hasRoot }
    var isInRecord: Bool { unsafe state.pointee.extractor.isInRecord }
    /// Rises with every tag.
    var tagCount: Int { unsafe state.pointee.tagCount }
    /// The number of distinct names that were met.
    var nameCount: Int { unsafe max(state.pointee.names.count, state.pointee.element.names.all.count) }

    /// Keeps the start tags of elements around records from now on.
    func keepAncestors(upToDepth depth: Int) {
        unsafe state.pointee.ancestors = []
        unsafe state.pointee.mostAncestors = depth
    }
    func forgetAncestors() { unsafe state.pointee.ancestors = nil }

    /// What another parser must know to read the children of the open element; nil when they belong to a record or a
    /// value that is open.
    func junction(_ encoding: XMLEncoding) -> XMLJunction? {
        guard unsafe state.pointee.extractor.isBetweenRecords, let tags = unsafe state.pointee.ancestors,
            unsafe tags.count == state.pointee.extractor.depth
        else { return nil }
        return unsafe XMLJunction(
            encoding: encoding,
            ancestors: tags,
            outer: state.pointee.extractor.outer,
            sharedChildren: state.pointee.extractor.namesOfSharedChildren
        )
    }

    /// Takes over the values of the open elements, whose tags were fed.
    func take(_ outer: XMLOuterValues) { unsafe state.pointee.extractor.outer = outer }

    /// What is fed next stands at this place of the delivered file.
    func jump(toLine line: UInt64, offset: UInt64) {
        unsafe state.pointee.places.jump(to: offset)
        unsafe state.pointee.lineShift = line &- cx_end_place(parser).line
    }

    /// The fault of a part that ends inside a markup.
    func faultOfTornPart() -> XMLFault {
        let end = self.end
        if unsafe cx_finish(parser) != 0, unsafe cx_first_error(parser).code != Self.documentEnd {
            unsafe state.pointee.noteError()
        }
        return unsafe state.pointee.fault
            ?? XMLFault(
                line: end.line,
                byteOffset: end.byteOffset,
                reason: .malformed,
                message: "the document is not well-formed"
            )
    }

    private var openElementName: String {
        guard let name = unsafe cx_open_element(parser) else { return "an element" }
        let text = unsafe String(cString: name)
        return unsafe state.pointee.nameClasses.isMentioned(text) ? "the element '\(text)'" : "an element"
    }
}

/// What libxml2's calls work on.
@safe struct SAXState {
    var extractor: XMLRecordExtractor
    var names = XMLNameTable()
    var places = XMLPlaces(.utf8, markBytes: 0)
    var parser: OpaquePointer?
    /// What libxml2 was given last, while it reads it.
    var piece = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var fault: XMLFault?
    var hasRoot = false
    let limits: XMLLimits
    let nameClasses: XMLNameClasses
    let allowsDoctype: Bool
    var attributeCounter = XMLAttributeCounter()
    /// For documents that are read element by element.
    var handler: (any XMLElementHandler)?
    var element = XMLElementStart()
    /// Whether the handler ended parsing.
    var isEnded = false
    /// What is added to libxml2's lines to give those of the delivered file.
    var lineShift: UInt64 = 0
    var tagCount = 0
    /// The start tags of the open elements that are in no record, without attributes, if they are kept.
    var ancestors: [[UInt8]]?
    /// How many of them are kept where elements are told of one by one.
    var mostAncestors = Int.max

    init(_ plan: XMLPlan) {
        extractor = XMLRecordExtractor(plan)
        limits = plan.layout.limits
        nameClasses = plan.names
        allowsDoctype = plan.layout.allowsDoctype
    }

    /// The class of an interned name.
    @inline(__always)
    mutating func nameClass(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> Int {
        let key = (UInt(bitPattern: local), UInt(bitPattern: uri))
        if let known = names.find(key.0, key.1) { return known }
        let found = unsafe nameClasses.find(local: bytes(local), uri: uri.map { unsafe bytes($0) })
        names.insert(key.0, key.1, found)
        return found
    }

    private func bytes(_ string: UnsafePointer<UInt8>) -> [UInt8] {
        unsafe Array(String(cString: string).utf8)
    }

    /// The line of a place, as delivered.
    func line(_ place: cx_place) -> UInt32 { UInt32(clamping: place.line &+ lineShift) }

    /// A place of libxml2's as one of the delivered file.
    mutating func deliveredOffset(_ offset: UInt64) -> UInt64 {
        if let simple = places.delivered(offset) { return simple }
        if offset < places.pieceStart, let parser = unsafe parser {
            // A tag that began in an earlier piece: libxml2 still holds it.
            var count = 0
            guard let held = unsafe cx_held(parser, offset, &count) else { return places.guess(offset) }
            let before = Int(clamping: places.pieceStart - offset)
            let bytes = unsafe Span(_unsafeStart: held, count: min(count, before))
            return places.delivered(before: bytes)
        }
        return unsafe places.delivered(offset, in: piece.span)
    }

    mutating func fault(_ reason: XMLFault.Reason, _ message: String, at place: cx_place) -> XMLFault {
        XMLFault(
            line: line(place),
            byteOffset: deliveredOffset(place.offset),
            reason: reason,
            message: message
        )
    }

    /// The delivered place of what libxml2 reads next.
    var cursorOffset: UInt64 {
        mutating get {
            guard let parser = unsafe parser else { return 0 }
            return unsafe deliveredOffset(cx_cursor(parser).offset)
        }
    }

    /// Forgets the start tag of an element that ended.
    mutating func dropAncestor() {
        if let count = ancestors?.count, count > extractor.depth { ancestors?.removeLast() }
    }

    /// The place of an error that libxml2 found: by then it may have let go of the bytes.
    mutating func fault(_ reason: XMLFault.Reason, _ message: String, at error: cx_error) -> XMLFault {
        let offset = error.place.offset
        guard places.delivered(offset) == nil, offset < places.pieceStart else {
            return fault(reason, message, at: error.place)
        }
        let delivered = unsafe places.delivered(
            before: Int(clamping: error.characters_behind),
            ofFourBytes: Int(clamping: error.wide_characters_behind),
            in: piece.span
        )
        return XMLFault(
            line: line(error.place),
            byteOffset: delivered,
            reason: reason,
            message: message
        )
    }

    /// Makes a fault of libxml2's first error, unless there is one.
    mutating func noteError() {
        guard fault == nil, let parser = unsafe parser else { return }
        let error = unsafe cx_first_error(parser)
        if error.code == 0 { return }
        var (reason, message) = XMLFaultWording.describe(code: error.code)
        if hasRoot, extractor.depth == 0, reason == .malformed {
            reason = .trailing
            message = XMLFaultWording.trailing
        } else {
            var element = error.element
            let name = unsafe withUnsafeBytes(of: &element) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if nameClasses.isMentioned(name) { message += " (in the element '\(name)')" }
        }
        fault = self.fault(reason, message, at: error)
    }

    /// For a parser that stopped and did not say why.
    var unknownFault: XMLFault {
        XMLFault(line: 1, byteOffset: 0, reason: .malformed, message: "the document is not well-formed")
    }

    /// Ends parsing because of a limit.
    mutating func stop(_ breach: XMLRecordExtractor.Breach, at place: cx_place?) {
        guard let parser = unsafe parser else { return }
        let message = breach.message
        if let place {
            fault = fault(breach.reason, message, at: place)
        } else if let record = extractor.recordPlace {
            fault = XMLFault(line: record.line, byteOffset: record.offset, reason: breach.reason, message: message)
        } else {
            fault = unsafe fault(breach.reason, message, at: cx_cursor(parser))
        }
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
        let breach = XMLRecordExtractor.Breach(reason: .attributes, limit: limits.attributes)
        return fault(.attributes, breach.message, at: cursor)
    }
}

private func saxStart(
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

private func saxText(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let context = unsafe context, let text = unsafe text else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard unsafe state.pointee.fault == nil else { return }
    do throws(XMLRecordExtractor.Breach) {
        unsafe try state.pointee.extractor.text(Span(_unsafeStart: text, count: Int(count)))
    } catch {
        unsafe state.pointee.stop(error, at: nil)
    }
}

private func saxEnd(
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

private func saxDoctype(
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

private func saxReference(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
    guard let context = unsafe context else { return }
    let state = unsafe context.assumingMemoryBound(to: SAXState.self)
    guard let parser = unsafe state.pointee.parser else { return }
    let message = XMLFaultWording.describe(code: 26).message
    unsafe state.pointee.fault = state.pointee.fault(.entity, message, at: cx_cursor(parser))
    unsafe cx_stop(parser)
}

/// Start tags as text again, for another parser.
enum StartTag {
    /// The tag without attributes, but with its declarations of namespaces; nil where a URI would have to be escaped.
    static func text(
        _ name: UnsafePointer<UInt8>,
        _ prefix: UnsafePointer<UInt8>?,
        _ namespaceCount: Int,
        _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> [UInt8]? {
        var tag = [UInt8(ascii: "<")]
        if let prefix = unsafe prefix { tag += unsafe Array(String(cString: prefix).utf8) + [UInt8(ascii: ":")] }
        tag += unsafe Array(String(cString: name).utf8)
        if let namespaces = unsafe namespaces {
            for index in 0..<namespaceCount {
                tag += Array(" xmlns".utf8)
                if let prefix = unsafe namespaces[2 * index] {
                    tag += unsafe [UInt8(ascii: ":")] + Array(String(cString: prefix).utf8)
                }
                tag += Array("=\"".utf8)
                if let uri = unsafe namespaces[2 * index + 1] {
                    let bytes = unsafe Array(String(cString: uri).utf8)
                    if bytes.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
                        return nil
                    }
                    if bytes.contains(UInt8(ascii: "\"")) { return nil }
                    tag += bytes
                }
                tag += [UInt8(ascii: "\"")]
            }
        }
        return tag + [UInt8(ascii: ">")]
    }
}
