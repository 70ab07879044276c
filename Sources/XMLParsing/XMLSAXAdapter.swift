import CLibXML2

/// Feeds libxml2, whose calls work on a `SAXState`. With the files of these calls it is where the module has `unsafe`.
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
