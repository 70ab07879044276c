import ByteKernels
import PackedFiles
import StageKit
import Testing

@Suite struct ZipMembersTests {
    /// Bytes in memory that can be looked at anywhere.
    private final class Archive: RandomAccessBytes {
        let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }
        var byteCount: UInt64 { UInt64(bytes.count) }
        func look(at position: UInt64, count: Int) -> [UInt8] {
            guard let start = Int(exactly: position), start < bytes.count else { return [] }
            return Array(bytes[start...].prefix(count))
        }
    }

    /// The files of an archive as `name=content`, or the rule that was broken.
    private func files(_ bytes: [UInt8], mostEntries: UInt64 = 1000, limits: UnpackingLimits = .init()) throws
        -> [String]
    {
        let archive = Archive(bytes)
        do {
            let directory = ZipDirectory(size: archive.byteCount, mostEntries: mostEntries) {
                archive.look(at: $0, count: $1)
            }
            return try directory.members(limitedBy: "max_parts").map { name, member in
                let input = try ZipInput(member, of: archive, name: "test", limits: limits)
                var content: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 7)
                while case let count = try input.read(into: &buffer, at: 2), count > 0 {
                    content += buffer[2..<2 + count]
                }
                return String(decoding: name + Array("=".utf8) + content, as: UTF8.self)
            }
        } catch let fault as DeliveryFault {
            return [fault.rule]
        }
    }

    private static let entries = [
        ZipBuilder.Entry(name: "a.xml", content: Array("alfa".utf8)),
        ZipBuilder.Entry(name: "mappe/", isDeflated: false),
        ZipBuilder.Entry(name: "mappe/b.xml", content: Array("beta beta beta".utf8), hasDescriptor: true),
        ZipBuilder.Entry(name: "c", content: Array("gamma".utf8), isDeflated: false),
    ]

    private func archive(_ change: (inout [ZipBuilder.Entry]) -> Void = { _ in }) throws -> [UInt8] {
        var builder = ZipBuilder()
        builder.entries = Self.entries
        change(&builder.entries)
        return try builder.bytes()
    }

    @Test func opensEveryFile() throws {
        #expect(try files(archive()) == ["a.xml=alfa", "mappe/b.xml=beta beta beta", "c=gamma"])
    }

    @Test func holdsEachFileAgainstItsChecksumAndLength() throws {
        #expect(try files(archive { $0[2].checksumError = 1 }) == ["zip.checksum"])
        #expect(try files(archive { $0[2].sizeError = 1 }) == ["zip.length"])
    }

    @Test func refusesFilesThatCannotBeUnpackedForCertain() throws {
        #expect(try files(archive { $0[3].flags = 1 }) == ["zip.encrypted"])
        #expect(try files(archive { $0[3].method = 12 }) == ["zip.method"])
        #expect(try files(archive { $0[0].name = "../a.xml" }) == ["zip.name"])
    }

    @Test func refusesTooManyFiles() throws {
        #expect(try files(archive(), mostEntries: 3) == ["zip.entries"])
    }

    @Test func limitsHoldForEachFile() throws {
        var limits = UnpackingLimits()
        limits.maxUnpacked = 10
        #expect(try files(archive(), limits: limits) == ["packed.size"])
    }

    @Test func everyCutIsSeen() throws {
        let bytes = try archive()
        for end in 0..<bytes.count { #expect(try files(Array(bytes[..<end])).first?.hasPrefix("zip.") == true) }
    }

    // MARK: Writing

    private func written(_ contents: [(String, String)], chunk: Int) throws -> [UInt8] {
        let writer = ZipWriter()
        var file = OutputBuffer()
        for (name, content) in contents {
            try writer.begin(name, into: &file)
            let bytes = Array(content.utf8)
            var start = 0
            while start < bytes.count {
                let end = start + min(chunk, bytes.count - start)
                try writer.write(bytes.span.extracting(start..<end), into: &file)
                start = end
            }
            try writer.end(into: &file)
        }
        try writer.finish(into: &file)
        return file.bytes
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let contents = [("[x].xml", "æøå"), ("tom", ""), ("b/c", String(repeating: "Nibe;", count: 5000))]
        let bytes = try written(contents, chunk: .max)
        #expect(try files(bytes) == contents.map { "\($0.0)=\($0.1)" })
        for chunk in [1, 3, 1000] { #expect(try written(contents, chunk: chunk) == bytes) }
    }
}
