extension Span<UInt8> {
    /// Whether a `&` is among the bytes.
    @inline(__always)
    var hasAmpersand: Bool {
        for index in 0..<count where self[index] == UInt8(ascii: "&") { return true }
        return false
    }

    /// The bytes with `&` for each `&#38;`.
    var withoutReferences: [UInt8] {
        let reference = Array("&#38;".utf8)
        var bytes: [UInt8] = []
        var place = 0
        while place < count {
            bytes.append(self[place])
            let isReference =
                count - place >= reference.count && reference.indices.allSatisfy { self[place + $0] == reference[$0] }
            place += isReference ? reference.count : 1
        }
        return bytes
    }
}
