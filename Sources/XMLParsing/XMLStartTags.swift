import ByteKernels

/// Start tags in whole children of an element, found by their first signs: in well-formed XML no text and no value of an
/// attribute holds a `<`, but comments, instructions and CDATA sections do.
enum XMLStartTags {
    /// The place of the last one; nil if there is none. Bytes that are not well-formed may give any place.
    static func last(in bytes: Span<UInt8>) -> Int? {
        var place = bytes.count
        while place > 0 {
            place -= 1
            guard isStartTag(bytes, at: place) else { continue }
            // Nothing around it that holds more than markup unless that ends behind it.
            return mayEndSpecial(bytes, from: place) ? lastFromStart(of: bytes) : place
        }
        return nil
    }

    private static func isStartTag(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        guard bytes[place] == UInt8(ascii: "<"), place + 1 < bytes.count else { return false }
        let next = bytes[place + 1]
        return next != UInt8(ascii: "/") && next != UInt8(ascii: "!") && next != UInt8(ascii: "?")
    }

    private static func mayEndSpecial(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        for place in start + 2..<max(start + 2, bytes.count) where bytes[place] == UInt8(ascii: ">") {
            let before = bytes[place - 1]
            if before == UInt8(ascii: "?") || before == bytes[place - 2],
                before == UInt8(ascii: "?") || before == UInt8(ascii: "-") || before == UInt8(ascii: "]")
            {
                return true
            }
        }
        return false
    }

    /// The same, found by going through all markup.
    private static func lastFromStart(of bytes: Span<UInt8>) -> Int? {
        var last: Int?
        var place = 0
        while true {
            place = JSONBytes.first(UInt8(ascii: "<"), in: bytes, from: place, to: bytes.count)
            if place == bytes.count { return last }
            if isStartTag(bytes, at: place) {
                last = place
                place += 1
            } else if begins("<?", bytes, at: place) {
                place = end("?>", in: bytes, from: place + 2)
            } else if begins("<!--", bytes, at: place) {
                place = end("-->", in: bytes, from: place + 4)
            } else if begins("<![CDATA[", bytes, at: place) {
                place = end("]]>", in: bytes, from: place + 9)
            } else {
                place += 1
            }
        }
    }

    /// The place behind a text that ends with `>`.
    private static func end(_ text: String, in bytes: Span<UInt8>, from start: Int) -> Int {
        let length = text.utf8.count
        var place = start + length - 1
        while place < bytes.count {
            place = JSONBytes.first(UInt8(ascii: ">"), in: bytes, from: place, to: bytes.count)
            if place < bytes.count, begins(text, bytes, at: place - length + 1) { return place + 1 }
            place += 1
        }
        return bytes.count
    }

    private static func begins(_ text: String, _ bytes: Span<UInt8>, at place: Int) -> Bool {
        guard bytes.count - place >= text.utf8.count else { return false }
        var place = place
        for byte in text.utf8 {
            if bytes[place] != byte { return false }
            place += 1
        }
        return true
    }
}
