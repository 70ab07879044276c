import Foundation
import Testing

/// The pipeline of `pipelines/external`, whose stage is a program in Python.
@Suite(.disabled(if: !hasPython, "python3 is not in PATH")) struct ExternalSampleTests {
    @Test(arguments: [(1, nil), (3, 500)] as [(workers: Int, batchBytes: Int?)])
    func givesTheExpectedBytes(_ way: (workers: Int, batchBytes: Int?)) async throws {
        let run = try await FinishedRun("external/hovedstaden", workers: way.workers, batchBytes: way.batchBytes)
        let expected = try FolderContents(Repository.path + "samples/external/expected")
        #expect(run.contents.digests == expected.digests)
        run.expectNothingLost()
    }

    @Test func aValidatorInPythonTakesNoMoreThanFifteenLines() throws {
        let file = Repository.path + "pipelines/external/stages/validate.interval_width/interval_width.py"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.split(separator: "\n").count { !$0.isEmpty } <= 15)
    }
}

private let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/python3")
}
