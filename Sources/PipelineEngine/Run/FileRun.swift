import StageKit

/// A run of one input into one file, without publish folder, lock or report: for `convert`.
public struct FileRun: Sendable {
    /// Where the records go.
    public enum Target: Sendable {
        /// A file that appears when it is whole, in place of the one there was.
        case file(String)
        /// As they come.
        case standardOutput
    }

    /// The numbers of the run.
    public struct Result: Sendable {
        public var read: UInt64
        public var written: UInt64
        public var rejected: UInt64
        /// The first rejected fields.
        public var firstRejects: [RunResult.RejectedField]
        /// The number of rejected fields.
        public var rejectedFields: UInt64
    }

    private let plan: Plan
    private let target: Target
    private let rejects: String?
    private let options: RunOptions

    private static let mode: UInt32 = 0o640

    /// A run to be started with `run()`.
    /// - Parameters:
    ///   - plan: a plan with one input and one output; the path of the output does not count.
    ///   - rejects: the file for the list of rejected records; nil to refuse the whole for the first of them.
    public init(_ plan: Plan, to target: Target, rejects: String?, options: RunOptions) {
        self.plan = plan
        self.target = target
        self.rejects = rejects
        self.options = options
    }

    /// Carries the run through.
    /// - Throws: `RunFailure`; no file was changed then.
    public func run() async throws(RunFailure) -> Result {
        System.ignoreFatalWriteSignals()
        let output = NewFile(for: outputPath)
        let list = NewFile(for: rejects)
        do {
            let result = try await carryOut(output, list)
            try output?.publish()
            try list?.publish()
            return result
        } catch {
            // What failed is what the caller must hear.
            try? output?.discard()
            try? list?.discard()
            throw RunFailure(error, plan: plan)
        }
    }

    private var outputPath: String? { if case .file(let path) = target { path } else { nil } }

    private func carryOut(_ output: NewFile?, _ list: NewFile?) async throws -> Result {
        guard let outputPlan = plan.outputs.first, let inputPlan = plan.inputs.first else {
            throw RunFailure.stage(name: "engine", StageFailure(en: "nothing to read", da: "intet at læse"))
        }
        var options = options
        options.takesHashes = false
        let tally = RunTally(plan: plan, options: options)
        let permits = Permits(max(1, options.workers))
        let files = try RunSession.findDeliveries(plan)
        let state = OutputState(
            outputPlan.writing(to: output?.temporaryName ?? "stdout"),
            folder: output?.folder ?? ".",
            mode: Self.mode,
            maxFiles: 1,
            isStandardOutput: output == nil,
            takesHashes: false
        )
        try state.begin()
        let lists = RejectLists(input: inputPlan.name, folder: list?.folder ?? ".", rejectsName: list?.temporaryName)
        var plan = plan
        plan.outputs = [state.plan]
        var crew = Crew(
            plan: plan,
            inputs: [InputState(inputPlan, index: 0, paths: files[0], options: options, permits: permits)],
            outputs: [state],
            lists: [lists],
            ownOrdered: [[:]],
            commonOrdered: [:],
            exit: Turnstile(permits: permits),
            permits: permits,
            tally: tally,
            options: options,
            totalBytes: 0
        )
        crew.refusesRejects = list == nil
        try await crew.work()
        _ = try state.finish()
        let made = try lists.finish()
        if let list, made.isEmpty { try list.makeEmpty(mode: Self.mode) }
        let numbers = tally.current
        let counts = numbers.inputs[0]
        guard counts.read + counts.made == state.written + counts.rejected + counts.dropped else {
            throw RunFailure.unbalanced(
                "read \(counts.read) is not written \(state.written) + rejected \(counts.rejected)"
                    + " + dropped \(counts.dropped)"
            )
        }
        try Task.checkCancellation()
        return Result(
            read: counts.read,
            written: state.written,
            rejected: counts.rejected,
            firstRejects: numbers.firstRejects,
            rejectedFields: numbers.rejectedFields
        )
    }
}

/// A file that is written beside the one it will replace.
private struct NewFile {
    let folder: String
    let temporaryName: String
    private let path: String

    init?(for path: String?) {
        guard let path else { return nil }
        self.path = path
        folder = Paths.parent(of: path)
        // The end of the name stays: it says whether the file is packed.
        temporaryName = ".part-\(RunSession.randomName())-\(Paths.name(of: path))"
    }

    func makeEmpty(mode: UInt32) throws {
        _ = try OutputFile(folder: folder, name: temporaryName, mode: mode).finish()
    }

    func publish() throws(SystemFault) {
        try System.move(folder + "/" + temporaryName, to: path)
        try System.syncFolder(folder)
    }

    func discard() throws(SystemFault) { try System.remove(folder + "/" + temporaryName) }
}

extension OutputPlan {
    /// The same output with another file.
    fileprivate func writing(to name: String) -> OutputPlan {
        var plan = self
        plan.path = OutputPathPlan(literal: name)
        return plan
    }
}

extension RunResult.RejectedField {
    /// The record as a reason to refuse the whole delivery.
    var refusal: DeliveryFault {
        var fault = DeliveryFault("record.rejected", en: "", da: "", line: line)
        fault.rule = rejection.rule
        let head = field.map { $0 + ": " } ?? ""
        fault.message = head + rejection.english
        fault.danish = head + rejection.danish
        return fault.of(file)
    }
}
