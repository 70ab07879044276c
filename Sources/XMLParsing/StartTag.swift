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
