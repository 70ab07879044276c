import ByteKernels

/// Reads the records of one document, fed in pieces as they come; memory does not grow with the document.
///
/// Settles the encoding, sees to it that libxml2 gets sound UTF-8, and never cuts where the cut would be seen.
package final class XMLRecordParser {
    /// What libxml2 does before a fault is seen is bounded by this.
    private static let pieceBytes = 32 << 10

    private let adapter: XMLSAXAdapter?
    private var fault: XMLFault?
    private var isFinished = false
    /// The beginning of the document until its encoding is known.
    private var head: [UInt8] = []
    private var encoding: XMLEncoding?
    private var transcoder: XMLTranscoder?
    /// The end of what came last, when what follows decides its meaning.
    private var held: [UInt8] = []

    /// Any number of parsers may share a plan, and work at the same time.
    package init(_ plan: XMLPlan) {
        adapter = XMLSAXAdapter(plan)
    }

    /// Reads elements for a handler, and no records.
    init(_ plan: XMLPlan, _ handler: any XMLElementHandler) {
        adapter = XMLSAXAdapter(plan, handler)
    }

    /// Reads the next bytes of the document and appends the records that end in them to `rows`.
    ///
    /// Throws the first fault of the document, and the same one ever after; the records before it are in `rows`.
    package func feed(_ bytes: Span<UInt8>, isLast: Bool, into rows: inout XMLRows) throws(XMLFault) {
        if let fault { throw fault }
        if isFinished { return }
        do throws(XMLFault) {
            guard let adapter else {
                throw XMLFault(line: 1, byteOffset: 0, reason: .memory, message: "there is not enough memory")
            }
            adapter.lendRows(&rows)
            defer { adapter.takeRows(&rows) }
            try take(bytes, isLast, adapter)
            if isLast {
                try adapter.finish()
                isFinished = true
            }
        } catch {
            fault = error
            throw error
        }
    }

    /// The same for a range of an array.
    package func feed(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool, into rows: inout XMLRows) throws(XMLFault) {
        try feed(bytes.span.extracting(range), isLast: isLast, into: &rows)
    }

    private func take(_ bytes: Span<UInt8>, _ isLast: Bool, _ adapter: XMLSAXAdapter) throws(XMLFault) {
        if encoding != nil {
            try decode(bytes, isLast, adapter)
            return
        }
        // A declaration ends within 1 KiB of UTF-16; the rest waits for it in `bytes`, not here.
        for index in 0..<bytes.count { head.append(bytes[index]) }
        if head.isEmpty {
            if isLast { throw XMLFault(line: 1, byteOffset: 0, reason: .empty, message: "the file is empty") }
            return
        }
        do throws(XMLEncoding.Fault) {
            guard case .found(let found, let markBytes) = try XMLEncoding.detect(head, isLast: isLast) else { return }
            encoding = found
            if !found.isUTF8 { transcoder = XMLTranscoder(found) }
            adapter.setEncoding(found, markBytes: markBytes)
            head.removeFirst(markBytes)
        } catch {
            throw XMLFault(line: 1, byteOffset: 0, reason: .encoding, message: error.message)
        }
        let first = head
        head = []
        try decode(first.span, isLast, adapter)
    }

    private func decode(_ bytes: Span<UInt8>, _ isLast: Bool, _ adapter: XMLSAXAdapter) throws(XMLFault) {
        guard var transcoder else {
            if held.isEmpty {
                try check(bytes, isLast, adapter)
            } else {
                var joined = held
                for index in 0..<bytes.count { joined.append(bytes[index]) }
                held = []
                try check(joined.span, isLast, adapter)
            }
            return
        }
        var utf8 = held
        held = []
        let isSound = transcoder.decode(bytes, isLast: isLast, into: &utf8)
        self.transcoder = transcoder
        try parse(utf8.span, isLast: isLast || !isSound, adapter)
        if !isSound { throw encodingFault(adapter) }
    }

    /// Stops at the first byte that is not of the encoding, after what comes before it was parsed.
    private func check(_ bytes: Span<UInt8>, _ isLast: Bool, _ adapter: XMLSAXAdapter) throws(XMLFault) {
        let end = isLast ? bytes.count : bytes.count - bytes.openCharacterBytes
        let whole = bytes.extracting(0..<end)
        let sound = encoding == .ascii ? min(whole.soundUTF8Count, whole.asciiCount) : whole.soundUTF8Count
        if sound < end {
            try parse(bytes.extracting(0..<sound), isLast: true, adapter)
            throw encodingFault(adapter)
        }
        try parse(bytes, isLast: isLast, adapter)
    }

    private func encodingFault(_ adapter: XMLSAXAdapter) -> XMLFault {
        let end = adapter.end
        return XMLFault(
            line: end.line,
            byteOffset: end.byteOffset,
            reason: .encoding,
            message: "bytes that are not of the document's encoding, or a zero byte"
        )
    }

    /// Feeds libxml2; keeps back what may not be cut off from what follows.
    private func parse(_ utf8: Span<UInt8>, isLast: Bool, _ adapter: XMLSAXAdapter) throws(XMLFault) {
        var start = 0
        while start < utf8.count {
            var end = min(start + Self.pieceBytes, utf8.count)
            if end < utf8.count || !isLast {
                let cut = utf8.extracting(start..<end).seamlessCount
                if cut == 0, end == utf8.count {
                    for index in start..<end { held.append(utf8[index]) }
                    return
                }
                end = start + max(cut, 1)
            }
            try adapter.feed(utf8.extracting(start..<end))
            start = end
        }
    }
}

extension Span<UInt8> {
    /// The bytes at the end that begin a character and do not end it.
    fileprivate var openCharacterBytes: Int {
        for back in 1..<5 where back <= count {
            let byte = self[count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return back < length ? back : 0
        }
        return 0
    }

    /// How many bytes can be parsed before what follows is known. libxml2 makes two line ends of a CR LF that is cut,
    /// and does not see a `]]>` that is.
    fileprivate var seamlessCount: Int {
        let open = openCharacterBytes
        if open > 0 { return count - open }
        guard count > 0 else { return 0 }
        if self[count - 1] == 0x0D { return count - 1 }
        guard self[count - 1] == UInt8(ascii: "]") else { return count }
        return count > 1 && self[count - 2] == UInt8(ascii: "]") ? count - 2 : count - 1
    }

    /// The number of bytes before the first that is not ASCII.
    fileprivate var asciiCount: Int {
        for index in 0..<count where self[index] >= 0x80 { return index }
        return count
    }
}
