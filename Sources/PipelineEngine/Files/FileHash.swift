import Crypto

/// The SHA-256 of a file as it passes by.
struct FileHash {
    private var state = SHA256()

    mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
    }

    /// 64 hexadecimal digits.
    func hex() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in state.finalize() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The SHA-256 of bytes held in memory.
    static func hex(of bytes: [UInt8]) -> String {
        var hash = FileHash()
        hash.update(bytes.span)
        return hash.hex()
    }
}
