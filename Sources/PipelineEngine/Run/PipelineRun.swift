import StageKit
import Synchronization

/// One run of a plan: reads, cleans, checks, writes and publishes.
public struct PipelineRun: Sendable {
    private let plan: Plan
    private let options: RunOptions

    /// A run to be started with `run()`.
    public init(_ plan: Plan, options: RunOptions) {
        self.plan = plan
        self.options = options
    }

    /// Carries the run through.
    /// - Throws: `RunFailure`; nothing was published then, and the run folder, if it was made, says why.
    public func run() async throws(RunFailure) -> RunResult {
        System.ignoreFatalWriteSignals()
        let session = try RunSession(plan, options: options)
        do {
            let result = try await session.carryOut()
            return result
        } catch {
            throw session.fail(RunFailure(error, plan: plan))
        }
    }
}

extension RunFailure {
    /// What an error inside a run means for its caller.
    init(_ error: any Error, plan: Plan) {
        switch error {
        case let failure as RunFailure: self = failure
        case let fault as DeliveryFault: self = .delivery(fault)
        case let fault as SystemFault: self = .output(fault, hint: "nothing was published")
        case let fault as InputFault: self = .delivery(fault.deliveryFault)
        case let fault as StageFault: self = .stage(name: plan.stages[fault.stage].id, fault.failure)
        case is CancellationError: self = .cancelled
        default: self = .stage(name: "engine", StageFailure(error))
        }
    }
}

extension RunFailure {
    /// The same with CPR numbers masked in what a program wrote.
    var maskingLog: RunFailure {
        guard case .stage(let name, var failure) = self else { return self }
        CPRMask.mask(&failure.log)
        return .stage(name: name, failure)
    }
}

/// A delivery that the operating system would not give.
struct InputFault: Error {
    var fault: SystemFault

    var deliveryFault: DeliveryFault {
        DeliveryFault("file.unreadable", en: "cannot be read: \(fault.reason)", da: "kan ikke læses: \(fault.reason)")
            .of(fault.path)
    }
}
