import CLibXML2

/// What libxml2's calls work on.
@safe struct SAXState: ~Copyable {
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
