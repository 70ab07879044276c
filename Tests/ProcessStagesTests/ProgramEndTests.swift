import Foundation
import Testing

/// What is left of a program when a run has ended: nothing.
@Suite struct ProgramEndTests {
    /// A program that notes its own number and that of a child that would sleep on.
    private func sleeper(_ then: String) throws -> ProgramPipeline {
        try ProgramPipeline(
            stage: "fields: all\ntime_limit: 200\ncommand: [./program]\n",
            program: "#!/bin/sh\nsleep 300 >/dev/null 2>&1 &\necho $$ $! > numbers\n" + then
        )
    }

    private func numbers(_ pipeline: ProgramPipeline) -> [Int32] {
        let text = try? String(contentsOfFile: pipeline.path + "/stages/validate.prov/numbers", encoding: .utf8)
        return (text ?? "").split { $0 == " " || $0 == "\n" }.compactMap { Int32($0) }
    }

    private func expectGone(_ pipeline: ProgramPipeline, sourceLocation: SourceLocation = #_sourceLocation) async {
        let numbers = numbers(pipeline)
        #expect(numbers.count == 2, sourceLocation: sourceLocation)
        // Whoever takes over orphans may need a moment to bury them.
        for _ in 0..<100 where numbers.contains(where: isAlive) { try? await Task.sleep(for: .milliseconds(20)) }
        #expect(!numbers.contains(where: isAlive), sourceLocation: sourceLocation)
    }

    private func isAlive(_ number: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }

    @Test(.disabled(if: !FileManager.default.fileExists(atPath: "/proc/self/stat"), "there is no /proc here"))
    func whatItLeavesBehindIsEnded() async throws {
        let pipeline = try sleeper("cat\n")
        #expect(await pipeline.run() == .published(ProgramStageTests.kept, rejects: []))
        await expectGone(pipeline)
    }

    @Test(.disabled(if: !FileManager.default.fileExists(atPath: "/proc/self/stat"), "there is no /proc here"))
    func aCancelledRunEndsItThoughItTakesNoHint() async throws {
        let pipeline = try sleeper("trap '' TERM\nwhile :; do sleep 1; done\n")
        let run = Task { await pipeline.run() }
        for _ in 0..<6_000 where numbers(pipeline).count < 2 { try await Task.sleep(for: .milliseconds(10)) }
        run.cancel()
        #expect(await run.value == .other("cancelled"))
        #expect(!pipeline.hasPublished)
        await expectGone(pipeline)
    }
}
