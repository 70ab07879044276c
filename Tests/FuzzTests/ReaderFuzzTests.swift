import Foundation
import Materials
import StageKit
import StandardStages
import Testing

/// Damaged deliveries for every reader: none may crash or hang it, and what it makes of one does not depend on how the
/// bytes arrive or where batches begin.
///
/// A few hundred cases by default. For a long run, preferably optimized:
///
///     SLUSE_FUZZ=20000 swift test -c release --filter ReaderFuzzTests
///
/// `SLUSE_FUZZ` is the number of cases for each reader, `SLUSE_FUZZ_READER` the only reader that is wanted, and
/// `SLUSE_FUZZ_SEED` the first of their seeds. A failure names the seed and prints the bytes; with
/// `SLUSE_FUZZ_TRACE=1` each case is printed before it is read, for crashes.
@Suite struct ReaderFuzzTests {
    /// Bytes of a batch, the most bytes that arrive at a time, and whether they are those of a file, which can be looked
    /// at anywhere, beside the whole at once.
    static let sizes = [
        (1, 1, false), (2, 3, true), (3, 64, false), (7, 2, false), (64, 5, true),
        (4096, 9, false), (1 << 18, 1, true),
    ]

    static let readers = standardStages.types.compactMap { $0 as? any Reader.Type }.map { $0.declaration.name }
        .filter { (ProcessInfo.processInfo.environment["SLUSE_FUZZ_READER"] ?? $0) == $0 }

    @Test(arguments: readers) func everyReaderHasSeeds(name: String) throws {
        let seeds = try #require(FuzzSeeds.all[name], "list deliveries of \(name) in FuzzSeeds")
        for seed in seeds { _ = try FuzzSeeds.reader(name, seed.options) }
    }

    @Test(arguments: readers) func damagedDeliveriesAreReadTheSameInAnyPieces(name: String) throws {
        let seeds = try #require(FuzzSeeds.all[name])
        let readers = try seeds.map { try FuzzSeeds.reader(name, $0.options) }
        let others = FuzzSeeds.suiteFiles(name)
        let first = FuzzSeeds.number("SLUSE_FUZZ_SEED", 1)
        let isTraced = FuzzSeeds.number("SLUSE_FUZZ_TRACE", 0) == 1
        for number in first..<first + FuzzSeeds.number("SLUSE_FUZZ", 25) {
            var random = SeededGenerator(seed: UInt64(truncatingIfNeeded: number))
            let place = random.below(seeds.count)
            let bytes = try seeds[place].damaged(&random, others: others)
            if isTraced { print("case \(number) of \(name) with \(seeds[place].options.debugDescription): \(bytes)") }
            let whole = FuzzOutcome(readers[place], bytes, target: 1 << 18, piece: .max, isFile: false)
            if let breach = whole.breach { report(breach, number, seeds[place], bytes) }
            for (target, piece, isFile) in Self.sizes {
                let outcome = FuzzOutcome(readers[place], bytes, target: target, piece: piece, isFile: isFile)
                guard !outcome.agrees(with: whole) else { continue }
                report(
                    "\(target) bytes a batch, \(piece) a piece:\n\(outcome)\nwhole:\n\(whole)",
                    number,
                    seeds[place],
                    bytes
                )
                break
            }
        }
    }

    private func report(_ what: String, _ number: Int, _ seed: FuzzSeed, _ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        Issue.record("seed \(number), options \(seed.options.debugDescription)\n\(what)\n\(text)\n\(bytes)")
    }
}
