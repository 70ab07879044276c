import StageKit
import Subprocess

#if canImport(SystemPackage)
import SystemPackage
#else
import System
#endif

/// A running program and the batches that go through it: what the free and the ordered form of a stage share.
final class ProgramShare {
    private let plan: ProgramPlan
    private var conversation: Conversation?
    private var writer: RecordText
    private var answers: BatchAnswers
    /// What the program did wrong; how it ended may say more.
    private var failure: (fault: ProgramFault, place: String)?

    init(_ plan: ProgramPlan) {
        self.plan = plan
        writer = RecordText(plan)
        answers = BatchAnswers(plan)
    }

    /// Takes rows of a batch through the program.
    func process(_ rows: [UInt32], of batch: RecordBatch) throws {
        guard let conversation else { throw StageFailure(en: "has no program", da: "har intet program") }
        guard !rows.isEmpty else { return }
        do {
            try answers.begin(rows, of: batch, with: &writer)
            try conversation.exchange(&answers, of: batch)
            try answers.end(batch)
        } catch let fault as PlacedFault {
            let place = fault.row.map { "\(batch.fileName):\(batch.line(ofRow: $0))" } ?? batch.fileName
            failure = (fault.fault, place)
            throw describe(fault.fault, place: place, status: nil)
        }
    }

    /// Starts the program, carries out the batches, and ends it.
    func attend(_ batches: () async throws -> Void) async throws {
        let pipes: (input: Pipes.Ends, output: Pipes.Ends, errors: Pipes.Ends)
        do {
            pipes = (try Pipes.make(), try Pipes.make(), try Pipes.make())
        } catch {
            throw StageFailure(
                en: "no pipe for \(plan.command.name): too many open files",
                da: "intet rør til \(plan.command.name): for mange åbne filer"
            )
        }
        let conversation = Conversation(
            input: pipes.input.writing,
            output: pipes.output.reading,
            errors: pipes.errors.reading,
            head: plan.head,
            seconds: plan.timeLimit
        )
        self.conversation = conversation
        defer {
            conversation.close()
            self.conversation = nil
        }
        var ending: (any Error)?
        let status: TerminationStatus
        do {
            status = try await Subprocess.run(
                .path(FilePath(plan.command.executable)),
                arguments: Arguments(plan.command.arguments),
                environment: .custom(environment),
                workingDirectory: FilePath(plan.command.folder),
                platformOptions: Self.options,
                input: .fileDescriptor(FileDescriptor(rawValue: pipes.input.reading), closeAfterSpawningProcess: true),
                output: .fileDescriptor(
                    FileDescriptor(rawValue: pipes.output.writing),
                    closeAfterSpawningProcess: true
                ),
                error: .fileDescriptor(FileDescriptor(rawValue: pipes.errors.writing), closeAfterSpawningProcess: true)
            ) { execution in
                do {
                    try await batches()
                    try conversation.finish(&answers)
                    // Signal 0 is none: it is given its time to end.
                    await execution.teardown(using: [
                        .send(signal: Signal(rawValue: 0), allowedDurationToNextStep: .seconds(plan.timeLimit)),
                        Self.askToEnd,
                    ])
                } catch {
                    ending = error
                    conversation.closeInput()
                    await execution.teardown(using: [Self.askToEnd])
                }
                // What it has started and left behind. It is not reaped yet, so that its group cannot be another's.
                try? execution.send(signal: .kill, toProcessGroup: true)
            }.terminationStatus
        } catch let error as SubprocessError {
            let reason = error.underlyingError.map { "\($0)" } ?? "\(error.code)"
            throw StageFailure(
                en: "\(plan.command.name) cannot be started: \(reason)",
                da: "\(plan.command.name) kan ikke startes: \(reason)"
            )
        }
        conversation.close()
        if let ending { throw account(of: ending, status: status) }
        guard status.isSuccess else {
            let fault = ProgramFault(
                en: "answered all records and ended with a failure",
                da: "svarede på alle poster og sluttede med en fejl",
                hint: "exit code 0 says that all is well"
            )
            throw describe(fault, place: nil, status: status)
        }
    }

    /// A better account of why the batches ended.
    private func account(of error: any Error, status: TerminationStatus) -> any Error {
        if let failure { return describe(failure.fault, place: failure.place, status: status) }
        if let fault = error as? PlacedFault { return describe(fault.fault, place: nil, status: status) }
        return error
    }

    private func describe(_ fault: ProgramFault, place: String?, status: TerminationStatus?) -> StageFailure {
        var end = ""
        var slut = ""
        switch status {
        case .exited(let code) where fault.isEnd || code != 0 && place == nil:
            end = " (exit code \(code))"
            slut = " (slutkode \(code))"
        case .signaled(let signal) where fault.isEnd:
            end = " (signal \(signal))"
            slut = " (signal \(signal))"
        default: break
        }
        let at = place.map { " at \($0)" } ?? ""
        let ved = place.map { " ved \($0)" } ?? ""
        let name = plan.command.name
        var failure = StageFailure(
            en: "\(name) \(fault.english)\(end)\(at)",
            da: "\(name) \(fault.danish)\(slut)\(ved)",
            hint: fault.hint
        )
        failure.log = conversation?.log ?? []
        return failure
    }

    private var environment: [Environment.Key: String] {
        plan.command.environment.reduce(into: [:]) { result, variable in
            if let key = Environment.Key(rawValue: variable.key) { result[key] = variable.value }
        }
    }

    private static let askToEnd = TeardownStep.gracefulShutDown(
        toProcessGroup: true,
        allowedDurationToNextStep: .seconds(2)
    )

    private static let options: PlatformOptions = {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [askToEnd]
        return options
    }()
}
