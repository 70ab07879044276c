extension Span<UInt8> {
    /// The text of an attribute.
    var attributeText: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in 0..<count { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The whole number that an attribute gives; nil for anything else.
    var attributeNumber: Int? {
        guard count > 0, count <= 18 else { return nil }
        var number = 0
        for index in 0..<count {
            let digit = self[index] &- 0x30
            guard digit <= 9 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    /// Whether an attribute says yes.
    var attributeIsTrue: Bool {
        let text = attributeText
        return text == "1" || text == "true" || text == "on"
    }
}
