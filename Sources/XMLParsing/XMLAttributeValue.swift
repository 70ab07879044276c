/// What libxml2 gives as the value of an attribute: all is decoded but `&`, which it writes `&#38;` again.
enum XMLAttributeValue {
    private static let ampersand = Array("&#38;".utf8)

    /// The value with every `&#38;` made `&`; nil when there is none, as nearly always.
    static func decoded(_ value: Span<UInt8>) -> [UInt8]? {
        var first = 0
        while first < value.count, value[first] != UInt8(ascii: "&") { first &+= 1 }
        if first == value.count { return nil }
        var bytes: [UInt8] = []
        var index = 0
        while index < value.count {
            bytes.append(value[index])
            let isEscape =
                value.count - index >= ampersand.count
                && ampersand.indices.allSatisfy { value[index + $0] == ampersand[$0] }
            index += isEscape ? ampersand.count : 1
        }
        return bytes
    }
}
