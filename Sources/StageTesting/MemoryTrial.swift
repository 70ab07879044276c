import ByteKernels
import CKernels
import StageKit

/// Whether a stage holds more and more of what passes it.
///
/// Growth of the whole process says little, since other tests run beside this one. But when a stage is let go of, what
/// it held is given back within an instant, and that can be counted; the more batches it has seen the more that is, if
/// it keeps something of each. Others may ask for memory and give it back in that very instant, too: a stage is well when
/// two trials find next to nothing, neither more nor less. Until then it is tried again, then with four times as much and
/// once more: by then a stage that keeps what it sees holds megabytes, and never nothing.
struct MemoryTrial {
    let example: ExampleRun

    /// A stage at work, and what it tells that it holds.
    private final class Held {
        var worker: Any?
        var told = 0
        init(_ worker: Any) { self.worker = worker }
    }

    private static let advice = "keep nothing of a batch that is done"
    /// How much passes the stage in each trial, by the first.
    private static let scales = [1, 4, 16]
    /// How often a stage is tried with as much, at most.
    private static let mostTrials = 5
    private static let rows = 100
    private static let batches = (before: 20, after: 200)
    /// For each batch: an integer of each row takes five times as much. Stages that keep nothing are within 2 KiB of
    /// nothing after any number of batches.
    private static let bytesForBatch = 150
    private static let deliveredBytes = (before: 8_192, after: 256 * 1024)

    private var name: String { example.kind.declaration.name }

    func breaches() async throws -> [String] {
        guard cs_bytes_in_use() >= 0 else { return [] }
        let stage = try ExampleRun.configured(example.kind, files: example.files)
        return switch stage {
        case let stage as any Reader: try await breaches(of: stage)
        case let stage as any TransformStage: try await breaches(of: stage)
        case let stage as any Writer: try await breaches(of: stage)
        default: []
        }
    }

    // MARK: Stages between a reader and a writer

    private func breaches(of stage: some TransformStage) async throws -> [String] {
        let table = try example.exampleTable(for: stage).repeated(toRows: Self.rows)
        guard let batch = try table.batches(of: Self.rows).first else { return [] }
        return try await breachesOfWork { count in
            // Another value of the stage for each trial: what it holds is let go of with it.
            guard let own = try configured() as? any ConfiguredTransform else { return Held(()) }
            var context = own.context(for: table.schema, onFail: nil)
            guard let prepared = own.prepare(&context) else { throw Mistakes(context.diagnostics) }
            let crew = StageCrew(prepared, workers: 1)
            try await crew.attend { for _ in 0..<count { try crew.take(batch.fork(), worker: 0) } }
            let held = Held(crew)
            // What is told need not be exact.
            held.told = 2 * (crew.heldBytes ?? 0)
            return held
        }
    }

    // MARK: Writers

    /// Encoders alone: an assembler may need all of its document.
    private func breaches(of stage: some Writer) async throws -> [String] {
        let table = try example.exampleTable(for: stage).repeated(toRows: Self.rows)
        guard let batch = try table.batches(of: Self.rows).first else { return [] }
        let rows = Array(0..<UInt32(batch.rowCount))
        return try await breachesOfWork { count in
            guard let own = try configured() as? any Writer else { return Held(()) }
            var context = StageContext(schema: table.schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
            guard let prepared = own.prepare(&context) else { throw Mistakes(context.diagnostics) }
            let encoder = prepared.makeEncoder()
            var buffer = OutputBuffer()
            for _ in 0..<count {
                buffer.removeAll()
                try encoder.encode(batch.fork(), rows: rows, into: &buffer)
            }
            return Held(encoder)
        }
    }

    private func breachesOfWork(_ work: (_ batches: Int) async throws -> Held) async throws -> [String] {
        var grown = 0
        for scale in Self.scales {
            let count = Self.batches.after * scale
            let found = try await growth(beyond: count * Self.bytesForBatch) { isMore in
                try await work(isMore ? count : Self.batches.before)
            }
            guard let found else { return [] }
            grown = found
        }
        let count = Self.batches.after * (Self.scales.last ?? 1)
        let telling = example.kind.role == .transform ? ", or be an ordered stage and tell of it in heldBytes" : ""
        let breach = """
            \(name) holds \(grown / 1024) KiB more after \(count) batches of \(Self.rows) records than after \
            \(Self.batches.before): \(Self.advice)\(telling)
            """
        return [breach]
    }

    // MARK: Readers

    private func breaches(of stage: some Reader) async throws -> [String] {
        guard let bytes = try example.delivery(of: stage), !bytes.isEmpty else { return [] }
        let longer = try LongerDelivery(bytes, of: stage)
        func read(_ size: Int) async throws -> Held {
            guard let own = try configured() as? any Reader else { return Held(()) }
            let (prepared, context) = try own.prepared { MemoryInput(bytes, isFile: true) }
            let crew = ReaderCrew(prepared, slotCount: context.schema.slotCount)
            // A format that cannot be lengthened is read again and again: what one file needs is its own affair.
            let delivery = longer?.bytes(atLeast: size) ?? bytes
            let batch = RecordBatch()
            for round in 0..<max(1, size / delivery.count) {
                if round > 0 { crew.beginFile() }
                let input = MemoryInput(delivery, chunk: 4096, isFile: true)
                while try crew.fill(batch, from: input, block: 4096) {}
            }
            return Held(crew)
        }
        var grown = 0
        var size = 0
        for scale in Self.scales {
            size = Self.deliveredBytes.after * scale
            let found = try await growth(beyond: size / 4) { isMore in
                try await read(isMore ? size : Self.deliveredBytes.before)
            }
            guard let found else { return [] }
            grown = found
        }
        let breach = """
            \(name) holds \(grown / 1024) KiB more after \(size / 1024) KiB of deliveries than after \
            \(Self.deliveredBytes.before / 1024): \(Self.advice)
            """
        return [breach]
    }

    // MARK: What is held

    private func configured() throws -> any ConfiguredStage {
        try ExampleRun.configured(example.kind, files: example.files)
    }

    /// How much more is held after more work than after a little; nil as soon as two trials agree that it is nothing.
    private func growth(beyond limit: Int, _ work: (_ isMore: Bool) async throws -> Held) async throws -> Int? {
        var found: [Int] = []
        var clean = 0
        while found.count < Self.mostTrials {
            let (held, told) = try await heldBytes { try await work(true) }
            let grown = try await held - heldBytes { try await work(false) }.beyondTold
            found.append(grown)
            // Who tells too much holds less.
            if grown <= limit, grown >= -limit - told { clean += 1 }
            if clean == 2 { return nil }
        }
        return found.sorted()[found.count / 2]
    }

    /// What is held after some work beyond what the stage tells of, and what it tells.
    private func heldBytes(_ work: () async throws -> Held) async throws -> (beyondTold: Int, told: Int) {
        let held = try await work()
        let told = held.told
        let before = cs_bytes_in_use()
        Self.letGo(held)
        return (Int(before - cs_bytes_in_use()) - told, told)
    }

    @inline(never)
    private static func letGo(_ held: Held) { held.worker = nil }
}
