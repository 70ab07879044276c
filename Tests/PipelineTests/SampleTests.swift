import PipelineEngine
import Synchronization
import Testing

@Suite struct SampleTests {
    @Test func everyPipelineHasASample() throws {
        #expect(try Repository.pipelines == Array(Set(SamplePipeline.all.map(\.name))).sorted())
    }

    /// The same bytes whatever the number of workers and wherever batches begin.
    @Test(
        arguments: SamplePipeline.all,
        [(1, nil), (4, nil), (1, 777), (4, 5000)] as [(workers: Int, batchBytes: Int?)]
    )
    func givesTheExpectedBytesAndLosesNoRecord(
        _ sample: SamplePipeline,
        _ way: (workers: Int, batchBytes: Int?)
    ) async throws {
        let run = try await FinishedRun(
            sample.name,
            parameters: sample.parameters,
            workers: way.workers,
            batchBytes: way.batchBytes
        )
        try expect(run, of: sample)
    }

    @Test(arguments: SamplePipeline.all)
    func givesTheExpectedBytesFromABatchForEachRecord(_ sample: SamplePipeline) async throws {
        let batches = Mutex(0)
        let run = try await FinishedRun(sample.name, parameters: sample.parameters, workers: 4, batchBytes: 1) { _, _ in
            batches.withLock { $0 += 1 }
        }
        try expect(run, of: sample)
        // Some have two records. If readers did not heed the size, nothing here would say where batches begin.
        #expect(batches.withLock { $0 } * 2 >= run.report.sum.read)
    }

    @Test(arguments: SamplePipeline.all)
    func countsAlikeHoweverItIsRun(_ sample: SamplePipeline) async throws {
        let first = try await FinishedRun(sample.name, parameters: sample.parameters, workers: 1)
        let second = try await FinishedRun(sample.name, parameters: sample.parameters, workers: 4, batchBytes: 999)
        // The paths of the inputs are the same, those of the outputs relative to the published folder.
        #expect(first.result.inputs == second.result.inputs)
        #expect(first.result.rules == second.result.rules)
        #expect(first.result.outputs == second.result.outputs)
        #expect(first.result.stages == second.result.stages)
    }

    private func expect(_ run: FinishedRun, of sample: SamplePipeline) throws {
        #expect(run.result.ending == .published)
        let expected = try sample.expectedDigests()
        let digests = run.contents.digests
        #expect(digests.keys.sorted() == expected.keys.sorted())
        let different = expected.filter { digests[$0.key] != $0.value }.keys.sorted()
        #expect(different.isEmpty)
        run.expectNothingLost()
    }
}
