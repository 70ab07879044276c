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
    }

    /// How many bytes behind the scanned ones must be readable.
    public static let padding = 64

    private let stopsAtEveryChild: Bool
    private let names: [[UInt8]]

    /// - Parameters:
    ///   - stopsAtEveryChild: whether a scan ends at the first child.
    ///   - names: the local names of children at which a scan ends.
    public init(stopsAtEveryChild: Bool = false, stoppingAt names: [[UInt8]] = []) {
        self.stopsAtEveryChild = stopsAtEveryChild
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

    /// What the next sign that matters would be.
    private enum State {
        case content
        case startTag
        case endTag
        /// In the value of an attribute.
        case doubles
        case singles
    }

    // All places read are below `end` + 64: chunks begin below `end`, and single bytes are compared with it first.
    private func scan(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Scan {
        var done = start
        var depth = 0
        var state = State.content
        var stopsHere = false
        var childTagEnd: Int?
        var place = start
        chunks: while place < end {
            let chunk = place
            let masks = unsafe ck_xml_masks(base + chunk)
            let width = end &- chunk
            var left: UInt64 = width >= 64 ? .max : (1 << UInt64(width)) &- 1
            while true {
                let found: UInt64
                switch state {
                case .content: found = masks.opens & left
                case .startTag: found = (masks.closes | masks.doubles | masks.singles) & left
                case .endTag: found = masks.closes & left
                case .doubles: found = masks.doubles & left
                case .singles: found = masks.singles & left
                }
                if found == 0 { break }
                let bit = found & (0 &- found)
                let at = chunk &+ found.trailingZeroBitCount
                // The bits above this one; none above the highest.
                left &= ~(bit | (bit &- 1))
                switch state {
                case .content:
                    guard at &+ 1 < end else { break chunks }
                    let next = unsafe base[at &+ 1]
                    if next == UInt8(ascii: "/") {
                        state = .endTag
                    } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                        guard let behind = unsafe Self.endOfSpecial(base, at, end) else {
                            if unsafe Self.isDeclaration(base, at, end) { return Scan(end: done, stop: .declaration) }
                            break chunks
                        }
                        if depth == 0 { done = behind }
                        place = behind
                        continue chunks
                    } else {
                        if depth == 0 {
                            childTagEnd = nil
                            stopsHere = unsafe stops(at: base, at &+ 1, end)
                        }
                        state = .startTag
                    }
                case .startTag:
                    if masks.doubles & bit != 0 {
                        state = .doubles
                    } else if masks.singles & bit != 0 {
                        state = .singles
                    } else {
                        state = .content
                        if stopsHere, depth == 0 { return Scan(end: done, stop: .child(tagEnd: at &+ 1)) }
                        // `at` lies behind the `<` of its tag.
                        if unsafe base[at &- 1] == UInt8(ascii: "/") {
                            if depth == 0 { done = at &+ 1 }
                        } else {
                            if depth == 0 { childTagEnd = at &+ 1 }
                            depth &+= 1
                        }
                    }
                case .endTag:
                    if depth == 0 { return Scan(end: done, stop: .parentEnd(tagEnd: at &+ 1)) }
                    state = .content
                    depth &-= 1
                    if depth == 0 { done = at &+ 1 }
                case .doubles, .singles: state = .startTag
                }
            }
            place = chunk &+ 64
        }
        return Scan(end: done, stop: .outOfBytes(tagEnd: depth > 0 ? childTagEnd : nil))
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
