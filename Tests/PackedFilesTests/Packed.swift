import PackedFiles
import StageKit

/// Bytes in memory as a delivery that arrives a few at a time.
final class PackedInMemory: ByteInput {
    let name = "memory"
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = chunk
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let count = min(chunk, buffer.count - offset, bytes.count - position)
        buffer.replaceSubrange(offset..<offset + count, with: bytes[position..<position + count])
        position += count
        return count
    }
}

/// Making and unpacking packed bytes in tests.
enum Packed {
    /// A member with the given content.
    static func gzip(_ content: [UInt8], chunk: Int = .max, memory: GzipWriter.Memory = .usual) throws -> [UInt8] {
        let writer = try GzipWriter(memory: memory)
        var packed: [UInt8] = []
        var start = 0
        while start < content.count {
            let end = start + min(chunk, content.count - start)
            packed += try writer.pack(Array(content[start..<end]).span)
            start = end
        }
        return try packed + writer.finish()
    }

    /// The deflated bytes of a member, and its CRC-32.
    static func deflated(_ content: [UInt8]) throws -> (bytes: [UInt8], checksum: [UInt8]) {
        let member = try gzip(content)
        return (Array(member[10..<member.count - 8]), Array(member[(member.count - 8)..<(member.count - 4)]))
    }

    static func unpacked(
        gzip bytes: [UInt8],
        chunk: Int = .max,
        room: Int = 1 << 16,
        limits: UnpackingLimits = UnpackingLimits()
    ) throws -> [UInt8] {
        try all(of: GzipInput(PackedInMemory(bytes, chunk: chunk), limits: limits), room: room)
    }

    static func unpacked(zip bytes: [UInt8], chunk: Int = .max, room: Int = 1 << 16) throws -> [UInt8] {
        try all(of: input(zip: bytes, chunk: chunk), room: room)
    }

    static func input(zip bytes: [UInt8], chunk: Int = .max) throws -> ZipInput {
        let directory = ZipDirectory(size: UInt64(bytes.count)) { offset, count in
            guard let start = Int(exactly: offset), start < bytes.count else { return [] }
            return Array(bytes[start...].prefix(count))
        }
        let member = try directory.onlyMember()
        return try ZipInput(PackedInMemory(bytes, chunk: chunk), member: member)
    }

    /// The content, or the rule that was broken.
    static func outcome(gzip bytes: [UInt8]) throws -> String { try outcome { try unpacked(gzip: bytes) } }
    static func outcome(zip bytes: [UInt8]) throws -> String { try outcome { try unpacked(zip: bytes) } }

    private static func outcome(_ work: () throws -> [UInt8]) throws -> String {
        do {
            return String(decoding: try work(), as: UTF8.self)
        } catch let fault as DeliveryFault {
            return fault.rule
        }
    }

    /// What comes out before the fault, and the fault.
    static func beforeFault(of input: any ByteInput, room: Int) throws -> (content: [UInt8], rule: String?) {
        var content: [UInt8] = []
        do {
            try read(input, room: room, into: &content)
        } catch let fault as DeliveryFault {
            return (content, fault.rule)
        }
        return (content, nil)
    }

    private static func all(of input: any ByteInput, room: Int) throws -> [UInt8] {
        var content: [UInt8] = []
        try read(input, room: room, into: &content)
        return content
    }

    private static func read(_ input: any ByteInput, room: Int, into content: inout [UInt8]) throws {
        var buffer = [UInt8](repeating: 0, count: room + 3)
        while true {
            let count = try input.read(into: &buffer, at: 3)
            if count == 0 { return }
            content += buffer[3..<3 + count]
        }
    }
}
