/// What may be the name of an element or attribute that is written.
enum XMLName {
    /// Why a text is no such name; nil when it is one.
    static func mistake(in text: String) -> String? {
        guard let first = text.unicodeScalars.first else { return "is empty" }
        if text.contains(":") { return "has a colon, which is for prefixes" }
        if !isStart(first) { return "begins with a sign that no XML name begins with" }
        if let sign = text.unicodeScalars.first(where: { !isPart($0) }) {
            return sign == " " ? "has a blank, which no XML name has" : "has a sign that no XML name has"
        }
        if text.lowercased().hasPrefix("xml") { return "begins with 'xml', which is kept for XML itself" }
        return nil
    }

    /// A name that is like a text that is none.
    static func suggestion(for text: String) -> String {
        var name = ""
        for sign in text.unicodeScalars {
            if isPart(sign) { name.unicodeScalars.append(sign) } else if name.last != "_" { name += "_" }
        }
        if name.first == "_", name.count > 1 { name.removeFirst() }
        if name.unicodeScalars.first.map(isStart) != true || name.lowercased().hasPrefix("xml") { name = "_" + name }
        return name
    }

    private static func isStart(_ sign: Unicode.Scalar) -> Bool {
        switch sign.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default: false
        }
    }

    private static func isPart(_ sign: Unicode.Scalar) -> Bool {
        switch sign.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isStart(sign)
        }
    }
}
