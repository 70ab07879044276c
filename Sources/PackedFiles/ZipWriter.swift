public import ByteKernels
import StageKit

/// Makes a zip archive in one pass: the same content gives the same bytes, without times. Sizes and checksums stand
/// behind the content, as they are known there.
public final class ZipWriter {
    private struct Member {
        var name: [UInt8]
        var offset: UInt64
        var checksum = Checksum()
        var packedSize: UInt64 = 0
    }

    private let memory: GzipWriter.Memory
    private var members: [Member] = []
    private var deflater: Deflater?
    private var packed: [UInt8] = []
    private var offset: UInt64 = 0

    // Deflated, sizes behind the data, names in UTF-8; 1980-01-01, the first day there is.
    private static let version: UInt64 = 20
    private static let flags: UInt64 = 0x0808
    private static let date: UInt64 = 0x21
    private static let most = UInt64(UInt32.max)

    public init(memory: GzipWriter.Memory = .usual) { self.memory = memory }

    /// Begins a file in the archive.
    public func begin(_ name: String, into file: inout OutputBuffer) throws {
        let member = Member(name: Array(name.utf8), offset: offset)
        deflater = try Deflater(memory)
        append([(0x0403_4B50, 4)] + Self.common + [(0, 4), (0, 4), (0, 4)], to: &file)
        append([(UInt64(member.name.count), 2), (0, 2)], to: &file)
        append(member.name, to: &file)
        members.append(member)
    }

    /// Adds to the file that was begun last.
    public func write(_ bytes: Span<UInt8>, into file: inout OutputBuffer) throws {
        guard let deflater, let last = members.indices.last else { return }
        members[last].checksum.update(bytes)
        try deflater.deflate(bytes, to: &packed)
        try passOn(to: &file)
    }

    /// Ends the file that was begun last.
    public func end(into file: inout OutputBuffer) throws {
        guard let deflater, let last = members.indices.last else { return }
        try deflater.finish(to: &packed)
        try passOn(to: &file)
        self.deflater = nil
        append([(0x0807_4B50, 4)] + Self.sizes(members[last]), to: &file)
    }

    /// Ends the archive.
    public func finish(into file: inout OutputBuffer) throws {
        let start = offset
        for member in members {
            append([(0x0201_4B50, 4), (Self.version, 2)] + Self.common + Self.sizes(member), to: &file)
            append([(UInt64(member.name.count), 2), (0, 2), (0, 2), (0, 2), (0, 2), (0, 4)], to: &file)
            append([(member.offset, 4)], to: &file)
            append(member.name, to: &file)
        }
        let size = offset - start
        let count = UInt64(members.count)
        guard offset <= Self.most else { throw Self.tooLarge }
        append([(0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (size, 4), (start, 4), (0, 2)], to: &file)
    }

    private static var common: [(UInt64, Int)] { [(version, 2), (flags, 2), (8, 2), (0, 2), (date, 2)] }

    private static func sizes(_ member: Member) -> [(UInt64, Int)] {
        [(UInt64(member.checksum.value), 4), (member.packedSize, 4), (member.checksum.count, 4)]
    }

    private func passOn(to file: inout OutputBuffer) throws {
        guard let last = members.indices.last else { return }
        members[last].packedSize += UInt64(packed.count)
        append(packed, to: &file)
        packed.removeAll(keepingCapacity: true)
        guard offset <= Self.most, members[last].checksum.count <= Self.most else { throw Self.tooLarge }
    }

    private static var tooLarge: DeliveryFault {
        DeliveryFault(
            "zip.size",
            en: "the output would have more than \(most) bytes, which a zip archive without extensions cannot hold",
            da: "outputtet ville fylde mere end \(most) byte, hvilket et almindeligt zip-arkiv ikke kan rumme",
            hint: "write fewer records to a file, or another format"
        )
    }

    private func append(_ numbers: [(value: UInt64, width: Int)], to file: inout OutputBuffer) {
        for (value, width) in numbers {
            for place in 0..<width { file.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))) }
            offset += UInt64(width)
        }
    }

    private func append(_ bytes: [UInt8], to file: inout OutputBuffer) {
        file.append(bytes.span)
        offset += UInt64(bytes.count)
    }
}
