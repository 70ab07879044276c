import CKernels

/// Finds where the children of an element begin and end, by their tags alone: in bytes that are ASCII where they are
/// ASCII, such as UTF-8 and ISO-8859-1.
///
/// What it finds holds for well-formed XML, and for the well-formed part before a mistake; that anything is well-formed
/// is for a parser to say.
public struct MarkupScanner: Sendable {
    /// Why a scan ended.
    public enum Stop: Sendable, Equatable {
        /// The bytes ended. `tagEnd` is the end of the start tag of a child that has not ended, if that is there.
        case outOfBytes(tagEnd: Int?)
        /// An end tag of the element around, with the place behind it.
        case parentEnd(tagEnd: Int)
        /// A child that the scan was to stop at, with the place behind its start tag.
        case child(tagEnd: Int)
        /// A declaration: nothing that stands in content.
        case declaration
    }

    /// How far a scan came.
    public struct Scan: Sendable, Equatable {
        /// Behind the last child, comment, instruction or CDATA section that is whole.
        public var end: Int
        public var stop: Stop
        /// Where the last child begins that is whole.
        public var lastChild: Int?
        /// The number of children that are whole, and of those whose start tag is the one that is counted.
        public var children = 0
        public var countedChildren = 0

        fileprivate func stopped(by stop: Stop) -> Scan {
            var scan = self
            scan.stop = stop
            return scan
        }
    }

    /// How many bytes behind the scanned ones must be readable.
    public static let padding = 64

    private let stopsAtEveryChild: Bool
    private let names: [[UInt8]]
    private let countedTag: [UInt8]

    /// - Parameters:
    ///   - stopsAtEveryChild: whether a scan ends at the first child.
    ///   - names: the local names of children at which a scan ends.
    ///   - tag: a whole start tag without attributes, such as `<row>`; children that begin with it are counted.
    public init(stopsAtEveryChild: Bool = false, stoppingAt names: [[UInt8]] = [], counting tag: [UInt8] = []) {
        self.stopsAtEveryChild = stopsAtEveryChild
        countedTag = tag
        self.names = names
    }

    /// Scans the content of an element from a place between two markups.
    public func scan(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Scan {
        precondition(start >= 0 && start <= end && bytes.count - end >= Self.padding)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Scan(end: start, stop: .outOfBytes(tagEnd: nil)) }
            return unsafe scan(base, start, end)
        }
    }

    // All places read are below `end` + 64: chunks begin below `end`, and single bytes are compared with it first.
    //
    // Only what changes the depth is looked at: each `<`, which no text and no value holds, and each `/>`, which both
    // may hold. Where a start tag ends is asked for few of them.
    private func scan(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Scan {
        var scan = Scan(end: start, stop: .outOfBytes(tagEnd: nil))
        var depth = 0
        /// Where the child begins that has not ended.
        var child = start
        var tag = StartTag.none
        var slashBefore: UInt64 = 0
        var place = start
        chunks: while place < end {
            let chunk = place
            let masks = unsafe ck_xml_masks(base + chunk)
            let width = end &- chunk
            let empties = masks.closes & (masks.slashes << 1 | slashBefore)
            slashBefore = masks.slashes >> 63
            var left = (masks.opens | empties) & (width >= 64 ? .max : (1 << UInt64(width)) &- 1)
            while left != 0 {
                let bit = left & (0 &- left)
                let at = chunk &+ left.trailingZeroBitCount
                left ^= bit
                if masks.opens & bit == 0 {
                    guard unsafe tag.ends(at: at, in: base) else { continue }
                    depth &-= 1
                    if depth == 0 { unsafe endChild(child, at: at &+ 1, in: base, &scan) }
                    continue
                }
                guard at &+ 1 < end else { break chunks }
                let next = unsafe base[at &+ 1]
                if next == UInt8(ascii: "/") {
                    tag = .none
                    guard depth <= 1 else {
                        depth &-= 1
                        continue
                    }
                    guard let behind = unsafe Self.find(">", base, from: at &+ 2, end) else { break chunks }
                    if depth == 0 { return scan.stopped(by: .parentEnd(tagEnd: behind)) }
                    depth = 0
                    unsafe endChild(child, at: behind, in: base, &scan)
                } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                    guard let behind = unsafe Self.endOfSpecial(base, at, end) else {
                        if unsafe Self.isDeclaration(base, at, end) { return scan.stopped(by: .declaration) }
                        break chunks
                    }
                    if depth == 0 { scan.end = behind }
                    tag = .none
                    slashBefore = 0
                    place = behind
                    continue chunks
                } else {
                    tag = StartTag(at: at)
                    if depth == 0 {
                        if unsafe stops(at: base, at &+ 1, end) {
                            guard let tagEnd = unsafe tag.findEnd(in: base, end) else { break chunks }
                            return scan.stopped(by: .child(tagEnd: tagEnd))
                        }
                        child = at
                    }
                    depth &+= 1
                }
            }
            place = chunk &+ 64
        }
        guard depth > 0 else { return scan }
        var childTag = StartTag(at: child)
        return unsafe scan.stopped(by: .outOfBytes(tagEnd: childTag.findEnd(in: base, end)))
    }

    /// Notes a child that is whole.
    private func endChild(
        _ child: Int,
        at end: Int,
        in base: UnsafePointer<UInt8>,
        _ scan: inout Scan
    ) {
        scan.end = end
        scan.lastChild = child
        scan.children &+= 1
        guard !countedTag.isEmpty, countedTag.count <= end &- child else { return }
        for place in countedTag.indices where unsafe base[child &+ place] != countedTag[place] { return }
        scan.countedChildren &+= 1
    }

    /// A start tag whose end is not known, as far as it was read.
    private struct StartTag {
        /// No start tag: what follows is content or an end tag.
        static var none: StartTag { StartTag(place: -1) }

        private var place: Int
        /// The quote that the value around `place` ends with; 0 outside values.
        private var quote: UInt8 = 0

        private init(place: Int) { self.place = place }

        /// The tag that begins with the `<` at a place.
        init(at place: Int) { self.place = place &+ 1 }

        /// Whether a `>` is the end of the tag; each one that may be is asked for in order.
        mutating func ends(at close: Int, in base: UnsafePointer<UInt8>) -> Bool {
            guard place >= 0, let end = unsafe findEnd(in: base, close &+ 1) else { return false }
            self = .none
            return end > close
        }

        /// The place behind the tag; nil when it does not end before `end`.
        mutating func findEnd(in base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
            while place < end {
                let byte = unsafe base[place]
                place &+= 1
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: ">") {
                    return place
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                }
            }
            return nil
        }
    }

    // The comparisons below read only bytes below `end`.

    /// The place behind a comment, a CDATA section or an instruction; nil when it does not end, or is none of these.
    private static func endOfSpecial(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
        if unsafe base[at &+ 1] == UInt8(ascii: "?") { return unsafe find("?>", base, from: at &+ 2, end) }
        if unsafe begins("<!--", base, at, end) { return unsafe find("-->", base, from: at &+ 4, end) }
        if unsafe begins("<![CDATA[", base, at, end) { return unsafe find("]]>", base, from: at &+ 9, end) }
        return nil
    }

    /// Whether what begins with `<!` or `<?` is neither of the three, however it goes on.
    private static func isDeclaration(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
        let there = min(9, end &- at)
        func differs(_ text: StaticString) -> Bool {
            for index in 0..<min(there, text.utf8CodeUnitCount)
            where unsafe base[at &+ index] != text.utf8Start[index] {
                return true
            }
            return false
        }
        return differs("<?") && differs("<!--") && differs("<![CDATA[")
    }

    private static func begins(_ text: StaticString, _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
        guard end &- at >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where unsafe base[at &+ index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// The place behind the first occurrence.
    private static func find(
        _ text: StaticString,
        _ base: UnsafePointer<UInt8>,
        from start: Int,
        _ end: Int
    ) -> Int? {
        let length = text.utf8CodeUnitCount
        let last = unsafe text.utf8Start[length &- 1]
        // Each such text ends with `>`: the first byte of it that can be found there is `length - 1` further on.
        var place = start &+ length &- 1
        while place < end {
            place &+= unsafe Int(ck_find_byte(base + place, last, Int64(end &- place)))
            guard place < end else { return nil }
            if unsafe begins(text, base, place &- length &+ 1, end) { return place &+ 1 }
            place &+= 1
        }
        return nil
    }

    /// Whether the scan ends at a child whose name begins here.
    private func stops(at base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if stopsAtEveryChild { return true }
        if names.isEmpty { return false }
        var local = start
        var place = start
        while place < end {
            let byte = unsafe base[place]
            if byte == UInt8(ascii: ":") { local = place &+ 1 }
            if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { break }
            place &+= 1
        }
        let count = place &- local
        return names.contains { name in
            name.count == count && name.indices.allSatisfy { unsafe base[local &+ $0] == name[$0] }
        }
    }
}
