import StageKit

/// What a stage does when its run is cancelled: the task is, what waits for other batches gets `CancellationError`, and
/// nothing is published. A stage ends soon then, says the same, and does not end as if all were well.
struct CancellationTrial {
    let example: ExampleRun
    /// How long it may take.
    let patience: Duration

    private static let advice = "pass CancellationError on as it is"

    private var name: String { example.kind.declaration.name }

    func breaches() async throws -> [String] {
        let example = example
        let found = try await Patience.run(patience) { () async throws -> [String] in
            let stage = try ExampleRun.configured(example.kind, files: example.files)
            return switch stage {
            case let stage as any Reader: try self.breaches(of: stage)
            case let stage as any TransformStage: try await self.breaches(of: stage)
            case let stage as any Writer: try self.breaches(of: stage)
            default: []
            }
        }
        let seconds = patience.components.seconds
        let hanging = """
            \(name) has not ended \(seconds) s after its run was cancelled: let no batch, and nothing beside it, wait \
            for more
            """
        return found ?? [hanging]
    }

    // MARK: Readers

    private func breaches(of stage: some Reader) throws -> [String] {
        guard let bytes = try example.delivery(of: stage) else { return [] }
        let chunk = max(1, bytes.count / 12)
        var found: [String] = []
        for isFile in [false, true] {
            let reads = try reads(of: stage, bytes, chunk: chunk, isFile: isFile)
            for count in stride(from: 0, to: reads, by: max(1, reads / 12)) {
                let input = InterruptedInput(bytes, chunk: chunk, isFile: isFile, reads: count)
                if let breach = try breach(of: stage, on: bytes, input) {
                    found.append("\(name) \(breach) (at read \(count + 1) of \(reads)): \(Self.advice)")
                    break
                }
            }
        }
        let block = RecordBatch().targetBytes
        let whole = try stage.run(on: bytes, chunk: .max, block: block)
        Self.cancelThisTask()
        do {
            if try stage.run(on: bytes, chunk: .max, block: block) != whole { found.append(undone) }
        } catch is CancellationError {
        } catch {
            found.append(otherError(error))
        }
        return Array(Set(found)).sorted()
    }

    /// How often a delivery is looked at when nothing comes between.
    private func reads(of stage: some Reader, _ bytes: [UInt8], chunk: Int, isFile: Bool) throws -> Int {
        // As many are answered as anybody may want; what is left tells.
        let most = 1 << 20
        let input = InterruptedInput(bytes, chunk: chunk, isFile: isFile, reads: most)
        let (prepared, context) = try stage.prepared { MemoryInput(bytes, isFile: true) }
        let crew = ReaderCrew(prepared, slotCount: context.schema.slotCount)
        while try crew.fill(RecordBatch(), from: input, block: chunk) {}
        return most - input.left
    }

    private func breach(of stage: some Reader, on bytes: [UInt8], _ input: InterruptedInput) throws -> String? {
        let (prepared, context) = try stage.prepared { MemoryInput(bytes, isFile: true) }
        let crew = ReaderCrew(prepared, slotCount: context.schema.slotCount)
        do {
            while try crew.fill(RecordBatch(), from: input, block: bytes.count / 12 + 1) {
                if input.refusals > 0 { return "gives records after its input was cancelled" }
            }
        } catch is CancellationError {
            return input.refusals > 1 ? "asks its input again after it was cancelled" : nil
        } catch {
            return "ends with another error when its input is cancelled: \(ExampleRun.text(error))"
        }
        return input.refusals > 0 ? "takes the cancellation of its input for the end of the file" : nil
    }

    // MARK: Stages between a reader and a writer

    private func breaches(of stage: some TransformStage) async throws -> [String] {
        let table = try example.exampleTable(for: stage).repeated(toRows: 6)
        var context = stage.context(for: table.schema, onFail: nil)
        guard let prepared = stage.prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        let whole = try table.batches(of: 1)
        let undisturbed = StageCrew(prepared, workers: 1)
        try await undisturbed.attend { for batch in whole { try undisturbed.take(batch, worker: 0) } }
        let batches = try table.batches(of: 1)
        let crew = StageCrew(prepared, workers: 1)
        var done = 0
        do {
            try await crew.attend {
                for (index, batch) in batches.enumerated() {
                    // In the middle: the batch in hand may be ended, and then there are no more.
                    if index == batches.count / 2 { Self.cancelThisTask() }
                    try crew.take(batch, worker: 0)
                    done += 1
                }
                throw CancellationError()
            }
            return ["\(name) ends as if all were well when its run is cancelled in the middle: \(Self.advice)"]
        } catch is CancellationError {
        } catch {
            return [otherError(error)]
        }
        let results = [batches, whole].map {
            stage.result(of: Array($0[..<done]), context: context, delivered: table.schema)
        }
        return results[0] == results[1] ? [] : [undone]
    }

    private var undone: String {
        "\(name) leaves work undone in a cancelled run and does not say so: throw CancellationError then"
    }

    private func otherError(_ error: any Error) -> String {
        "\(name) ends with another error when its run is cancelled: \(ExampleRun.text(error)): \(Self.advice)"
    }

    // MARK: Writers

    private func breaches(of stage: some Writer) throws -> [String] {
        let table = try example.exampleTable(for: stage)
        let whole = try stage.run(on: table, batchSize: 1, form: .raw)
        Self.cancelThisTask()
        do {
            return try stage.run(on: table, batchSize: 1, form: .raw) == whole ? [] : [undone]
        } catch is CancellationError {
            return []
        } catch {
            return [otherError(error)]
        }
    }

    static func cancelThisTask() { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
}
