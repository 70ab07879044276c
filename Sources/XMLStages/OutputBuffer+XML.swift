import ByteKernels

extension OutputBuffer {
    /// Appends the bytes, which are UTF-8, to another buffer as text of XML or as the value of an attribute between
    /// `"`; false when XML cannot hold them.
    func appendXML(to buffer: inout OutputBuffer, isAttribute: Bool) -> Bool {
        let text = span
        guard text.soundUTF8Count == text.count else { return false }
        var plain = 0
        for place in 0..<text.count {
            let byte = text[place]
            if byte >= 0x40, byte != 0xBF, byte != 0xBE { continue }
            let reference: StaticString
            switch byte {
            case UInt8(ascii: "&"): reference = "&amp;"
            case UInt8(ascii: "<"): reference = "&lt;"
            case UInt8(ascii: ">"): reference = "&gt;"
            // A reader would make a line feed of it.
            case 0x0D: reference = "&#13;"
            // In attributes a reader would make blanks of these.
            case 0x0A where isAttribute: reference = "&#10;"
            case 0x09 where isAttribute: reference = "&#9;"
            case UInt8(ascii: "\"") where isAttribute: reference = "&quot;"
            case 0x0A, 0x09: continue
            case ..<0x20: return false
            case 0xBE, 0xBF:
                // U+FFFE and U+FFFF are no characters.
                if place >= 2, text[place - 1] == 0xBF, text[place - 2] == 0xEF { return false }
                continue
            default: continue
            }
            buffer.append(text.extracting(plain..<place))
            buffer.append(text: "\(reference)")
            plain = place + 1
        }
        buffer.append(text.extracting(plain..<text.count))
        return true
    }
}
