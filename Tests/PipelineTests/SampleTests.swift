import PipelineEngine
import Testing

@Suite struct SampleTests {
    @Test func everyPipelineHasASample() throws {
        #expect(try Repository.pipelines == Array(Set(SamplePipeline.all.map(\.name))).sorted())
    }

    /// The same bytes whatever the number of workers and wherever batches begin.
    @Test(
        arguments: SamplePipeline.all,
        [(1, nil), (4, nil), (1, 777), (4, 5000), (4, 1)] as [(workers: Int, batchBytes: Int?)]
    )
    func givesTheExpectedBytes(_ sample: SamplePipeline, _ way: (workers: Int, batchBytes: Int?)) async throws {
        let run = try await FinishedRun(
            sample.name,
            parameters: sample.parameters,
            workers: way.workers,
            batchBytes: way.batchBytes
        )
        #expect(run.result.ending == .published)
        let expected = try sample.expectedDigests()
        let digests = run.contents.digests
        #expect(digests.keys.sorted() == expected.keys.sorted())
        let different = expected.filter { digests[$0.key] != $0.value }.keys.sorted()
        #expect(different.isEmpty)
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

    @Test(arguments: SamplePipeline.all)
    func losesNoRecord(_ sample: SamplePipeline) async throws {
        let run = try await FinishedRun(sample.name, parameters: sample.parameters)
        run.expectNothingLost()
    }
}
