import Foundation
import Materials
import PackedFiles
import StageKit
import Testing

/// Damaged archives: unpacking them neither crashes nor hangs, and what comes out does not depend on the pieces in which
/// bytes go in and out. `SLUSE_FUZZ` is the number of cases, as in `ReaderFuzzTests`.
@Suite struct PackedFuzzTests {
    private static let text = Array((0..<60).map { "\($0);Ærø;\($0 % 7),5\n" }.joined().utf8)

    private static func number(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }

    /// The content, or the fault with its words.
    private func outcome(_ work: () throws -> [UInt8]) -> String {
        do {
            return String(decoding: try work(), as: UTF8.self)
        } catch let fault as DeliveryFault {
            let place = fault.byteOffset.map(String.init) ?? "-"
            return fault.rule.isEmpty || fault.danish.isEmpty
                ? "a fault without rule or Danish text" : "\(fault.rule) \(place) \(fault.message)"
        } catch {
            return "\(error)"
        }
    }

    private func check(
        _ kind: String,
        _ seeds: [[UInt8]],
        _ unpack: ([UInt8], _ chunk: Int, _ room: Int) throws -> [UInt8]
    ) {
        let first = Self.number("SLUSE_FUZZ_SEED", 1)
        for number in first..<first + Self.number("SLUSE_FUZZ", 200) {
            var random = SeededGenerator(seed: UInt64(truncatingIfNeeded: number))
            var mutation = Mutation(seed: random.next())
            let bytes = mutation.damage(seeds[random.below(seeds.count)], with: seeds[random.below(seeds.count)])
            let whole = outcome { try unpack(bytes, .max, 1 << 16) }
            for (chunk, room) in [(1, 1), (2, 7), (3, 1 << 16), (64, 5), (.max, 1)] {
                let other = outcome { try unpack(bytes, chunk, room) }
                guard other != whole else { continue }
                Issue.record(
                    "\(kind) seed \(number), \(chunk) in and \(room) out:\n\(other)\nwhole:\n\(whole)\n\(bytes)"
                )
                break
            }
            #expect(whole != "a fault without rule or Danish text")
        }
    }

    @Test func damagedGzipFilesComeOutTheSameInAnyPieces() throws {
        let one = try Packed.gzip(Self.text)
        let seeds = try [one, one + Packed.gzip(Array("mere\n".utf8)), Packed.gzip([]), Packed.gzip(Array("x".utf8))]
        check("gzip", seeds) { try Packed.unpacked(gzip: $0, chunk: $1, room: $2) }
    }

    @Test func damagedZipArchivesComeOutTheSameInAnyPieces() throws {
        var piped = ZipBuilder.Entry(content: Self.text)
        piped.hasDescriptor = true
        var stored = ZipBuilder.Entry(content: Array("a;b\n1;2\n".utf8))
        stored.isDeflated = false
        var large = ZipBuilder.Entry(content: Self.text)
        large.isLarge = true
        var builders = [ZipBuilder(piped), ZipBuilder(stored), ZipBuilder(large)]
        builders[0].comment = Array("en kommentar".utf8)
        builders[2].hasLargeEnd = true
        check("zip", try builders.map { try $0.bytes() }) { try Packed.unpacked(zip: $0, chunk: $1, room: $2) }
    }
}
