import StageKit

/// What the directory of a zip archive says of a file or folder.
struct ZipEntry {
    static let signature: UInt64 = 0x0201_4B50
    static let localSignature: UInt64 = 0x0403_4B50
    static let inExtra: UInt64 = 0xFFFF_FFFF

    var isUnix: Bool
    var flags: UInt64
    var method: UInt64
    var checksum: UInt32
    var packedSize: UInt64
    var size: UInt64
    var attributes: UInt64
    /// Where its own header begins.
    var offset: UInt64
    var name: [UInt8]

    /// Reads one entry of the directory.
    init(_ fields: inout ZipFields) throws(DeliveryFault) {
        try fields.expect(Self.signature)
        // The system that made it is in the upper byte: 3 is Unix, 19 Darwin.
        let system = try fields.number(2) >> 8
        isUnix = system == 3 || system == 19
        try fields.skip(2)
        flags = try fields.number(2)
        method = try fields.number(2)
        try fields.skip(4)
        checksum = UInt32(truncatingIfNeeded: try fields.number(4))
        packedSize = try fields.number(4)
        size = try fields.number(4)
        let lengths = (name: try fields.number(2), extra: try fields.number(2), comment: try fields.number(2))
        let disk = try fields.number(2)
        try fields.skip(2)
        attributes = try fields.number(4)
        offset = try fields.number(4)
        name = try fields.text(Int(lengths.name))
        let place = fields.place
        try readSizes(try fields.text(Int(lengths.extra)), at: place)
        try fields.skip(Int(lengths.comment))
        guard disk == 0 || disk == 0xFFFF else { throw ZipFault.layout(at: place) }
    }

    /// Takes from zip64's extra field what has no room in the entry.
    private mutating func readSizes(_ extra: [UInt8], at place: UInt64) throws(DeliveryFault) {
        guard [size, packedSize, offset].contains(Self.inExtra) else { return }
        var fields = ZipFields(extra, at: place)
        while !fields.isAtEnd {
            let kind = try fields.number(2)
            let length = Int(try fields.number(2))
            guard kind == 1 else {
                try fields.skip(length)
                continue
            }
            if size == Self.inExtra { size = try fields.number(8) }
            if packedSize == Self.inExtra { packedSize = try fields.number(8) }
            if offset == Self.inExtra { offset = try fields.number(8) }
            return
        }
        throw ZipFault.layout(at: place)
    }

    var isFolder: Bool { name.last == UInt8(ascii: "/") && size == 0 }

    var hasDescriptor: Bool { flags & 0x08 != 0 }

    /// Refuses what is no plain file that can be unpacked.
    func check() throws(DeliveryFault) {
        // Encrypted, strongly encrypted, or with an encrypted directory.
        guard flags & (0x01 | 0x40 | 0x2000) == 0 else { throw ZipFault.encrypted(at: offset) }
        guard method == 0 || method == 8, flags & 0x20 == 0 else { throw ZipFault.method(method, at: offset) }
        guard method == 8 || size == packedSize else { throw ZipFault.length(at: offset) }
        let kind = attributes >> 28
        guard !isUnix || kind == 0 || kind == 0o10 else { throw ZipFault.notRegular(at: offset) }
        let parts = name.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        let isDrive = name.count > 1 && name[1] == UInt8(ascii: ":")
        guard !parts.contains(where: { $0.elementsEqual("..".utf8) }), parts.first?.isEmpty == false, !isDrive else {
            throw ZipFault.name(at: offset)
        }
    }
}
