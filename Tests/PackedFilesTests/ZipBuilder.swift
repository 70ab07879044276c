/// Builds zip archives byte by byte, right ones and wrong ones.
struct ZipBuilder {
    /// A file or folder to be packed.
    struct Entry {
        var name = "tal.csv"
        var content: [UInt8] = []
        var isDeflated = true
        /// The sizes stand behind the data, as in archives that are written to a pipe.
        var hasDescriptor = false
        var hasSignature = true
        var isLarge = false
        var flags: UInt64 = 0
        var method: UInt64?
        var system: UInt64 = 3
        var mode: UInt64 = 0o100644
        /// Added to what is said of the content, with a wrap below zero.
        var checksumError: UInt32 = 0
        var sizeError: UInt64 = 0
    }

    var entries: [Entry]
    var comment: [UInt8] = []
    var hasLargeEnd = false

    init(_ entries: Entry...) { self.entries = entries }

    func bytes() throws -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let (deflated, sum) = try Packed.deflated(entry.content)
            let data = entry.isDeflated ? deflated : entry.content
            let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
            let method = entry.method ?? (entry.isDeflated ? 8 : 0)
            let checksum = Self.number(sum) &+ entry.checksumError
            let size = UInt64(entry.content.count) &+ entry.sizeError
            let offset = UInt64(archive.count)
            let name = Array(entry.name.utf8)
            let common = Self.bytes((entry.isLarge ? 45 : 20, 2), (flags, 2), (method, 2), (0, 4))
            let placeholder: UInt64 = 0xFFFF_FFFF
            let sizes = Self.bytes(
                (UInt64(checksum), 4),
                (entry.isLarge ? placeholder : UInt64(data.count), 4),
                (entry.isLarge ? placeholder : size, 4)
            )
            let extra = entry.isLarge ? Self.bytes((1, 2), (16, 2), (size, 8), (UInt64(data.count), 8)) : []
            archive += Self.bytes((0x0403_4B50, 4)) + common
            archive += entry.hasDescriptor ? [UInt8](repeating: 0, count: 12) : sizes
            archive += Self.bytes((UInt64(name.count), 2), (UInt64(extra.count), 2)) + name + extra + data
            if entry.hasDescriptor {
                let width = entry.isLarge ? 8 : 4
                if entry.hasSignature { archive += Self.bytes((0x0807_4B50, 4)) }
                archive += Self.bytes((UInt64(checksum), 4), (UInt64(data.count), width), (size, width))
            }
            directory += Self.bytes((0x0201_4B50, 4), (entry.system << 8 | 45, 2)) + common + sizes
            directory += Self.bytes((UInt64(name.count), 2), (UInt64(extra.count), 2), (0, 2), (0, 2), (0, 2))
            directory += Self.bytes((entry.mode << 16, 4), (offset, 4)) + name + extra
        }
        let list = (count: UInt64(entries.count), size: UInt64(directory.count), offset: UInt64(archive.count))
        archive += directory
        if hasLargeEnd {
            let start = UInt64(archive.count)
            archive += Self.bytes((0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 4), (0, 4))
            archive += Self.bytes((list.count, 8), (list.count, 8), (list.size, 8), (list.offset, 8))
            archive += Self.bytes((0x0706_4B50, 4), (0, 4), (start, 8), (1, 4))
            archive += Self.bytes((0x0605_4B50, 4), (0, 4), (0xFFFF_FFFF_FFFF, 4), (0xFFFF_FFFF, 4), (0xFFFF_FFFF, 4))
        } else {
            archive += Self.bytes((0x0605_4B50, 4), (0, 4), (list.count, 2), (list.count, 2))
            archive += Self.bytes((list.size, 4), (list.offset, 4))
        }
        return archive + Self.bytes((UInt64(comment.count), 2)) + comment
    }

    private static func bytes(_ numbers: (value: UInt64, width: Int)...) -> [UInt8] {
        numbers.flatMap { value, width in
            (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        }
    }

    private static func number(_ bytes: [UInt8]) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
