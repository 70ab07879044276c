import StageKit

/// One run from its lock to its report: what is opened, made and cleaned up around the work of the crew.
///
/// `@unchecked`: it is used by the one task that carries the run out; the crew's tasks get parts of it that are safe.
final class RunSession: @unchecked Sendable {
    private let plan: Plan
    private let options: RunOptions
    private let clock: Clock
    private let identifier: String
    private let publishPath: String
    private let publishFolder: PublishFolder
    private let runFolder: RunFolder
    private let tally: RunTally
    private let start = (wall: System.now(), processor: System.processorTime())
    private var inputFiles: [[String]] = []
    private var inputs: [InputState] = []
    /// What ordered stages hold at the end, by stage.
    private var heldBytes: [Int: Int] = [:]

    /// Finds the deliveries, takes the lock and makes the folders. Nothing is read.
    init(_ plan: Plan, options: RunOptions) throws(RunFailure) {
        self.plan = plan
        self.options = options
        clock = Clock(nanoseconds: options.clock ?? System.now())
        tally = RunTally(plan: plan, options: options)
        identifier = clock.folderName + "-" + Self.randomName()
        let pipeline = plan.pipeline
        publishPath = Paths.join(pipeline.folder, pipeline.publish.path)
        do {
            inputFiles = try Self.findDeliveries(plan)
            publishFolder = try PublishFolder(
                path: publishPath,
                pipeline: pipeline.name,
                run: identifier,
                fileMode: pipeline.publish.fileMode
            )
        } catch {
            throw RunFailure(error, plan: plan)
        }
        do {
            try Self.refuseDeliveriesInside(publishFolder.path, inputFiles)
            let runs = pipeline.publish.runs.map { Paths.join(pipeline.folder, $0) }
            runFolder = try RunFolder(
                below: runs ?? Paths.join(Paths.parent(of: publishFolder.path), "runs"),
                pipeline: pipeline.name,
                run: identifier
            )
        } catch {
            try? publishFolder.discard()
            throw RunFailure(error, plan: plan)
        }
    }

    /// Reads, writes, judges and publishes.
    func carryOut() async throws -> RunResult {
        let crew = try makeCrew()
        try await crew.work()
        try judgeTables(crew)
        let outputs = try zip(crew.outputs, plan.outputs).map { state, plan in
            RunResult.OutputCounts(
                name: plan.name,
                files: try state.finish(),
                written: state.written,
                dropped: state.dropped,
                made: state.made
            )
        }
        let lists = try crew.lists.flatMap { try $0.finish() }
        var result = result(ending: .notPublished, outputs: outputs)
        try checkSums(result)
        let reasons = Judge(plan: plan).reasons(result)
        let publishes = reasons.isEmpty && options.limit == nil && !options.isDryRun
        result.ending = publishes ? .published : reasons.isEmpty ? .notPublished : .stopped(reasons)
        let report = Report(plan: plan, options: options, run: identifier, clock: clock)
        let package = try publishes ? writeDataPackage(outputs) : nil
        let manifest = Manifest.rendered(report, result: result, dataPackage: package)
        try runFolder.write("manifest.json", manifest)
        try runFolder.write("report.json", report.rendered(result, lists: lists))
        try runFolder.sync()
        if publishes {
            try Task.checkCancellation()
            _ = try write(manifest, as: "manifest.json")
            try publishFolder.publish()
        } else {
            try publishFolder.discard()
        }
        runFolder.prune(keeping: plan.pipeline.publish.keepRuns)
        return result
    }

    /// Cleans up after a run that failed; the run folder says why.
    func fail(_ failure: RunFailure) -> RunFailure {
        let failure = keepingLog(of: failure)
        let report = Report(plan: plan, options: options, run: identifier, clock: clock)
        let result = result(ending: .notPublished, outputs: [])
        // The failure is what the caller must hear; that its traces could not be kept or removed comes second.
        try? publishFolder.discard()
        try? runFolder.write("report.json", report.rendered(result, lists: [], failure: failure))
        try? runFolder.sync()
        return failure
    }

    /// What a program wrote may be needed to mend it, and may hold values: it is kept where rejects are, CPR numbers
    /// masked.
    private func keepingLog(of failure: RunFailure) -> RunFailure {
        guard case .stage(let name, var stage) = failure.maskingLog, !stage.log.isEmpty else { return failure }
        let file = "stage.log"
        guard (try? runFolder.write(file, stage.log)) != nil else { return failure }
        stage.logFile = Paths.join(runFolder.path, file)
        return .stage(name: name, stage)
    }

    // MARK: Before the work

    /// The files of each input, by their pattern.
    static func findDeliveries(_ plan: Plan) throws -> [[String]] {
        try plan.inputs.map { try deliveries(of: $0, below: plan.pipeline.folder) }
    }

    static func deliveries(of input: InputPlan, below folder: String) throws -> [String] {
        if input.standardInput != nil { return [StandardInput.name] }
        let files = try PathPattern(text: input.path).files(below: folder)
        if files.isEmpty, input.ifMissing == .stop {
            throw DeliveryFault(
                "file.missing",
                en: "no delivery for input '\(input.name)'",
                da: "ingen leverance til input '\(input.name)'",
                hint: "no file matches '\(input.path)'; write if_missing: skip to go on without"
            ).of(Paths.join(folder, input.path))
        }
        return files
    }

    private static func refuseDeliveriesInside(_ folder: String, _ files: [[String]]) throws {
        for file in files.joined() {
            guard let resolved = System.resolve(file), Paths.isInside(resolved, folder) else { continue }
            throw RunFailure.refused(
                "the delivery '\(file)' lies in the folder that is published",
                hint: "keep deliveries elsewhere"
            )
        }
    }

    static func randomName() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<6).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    }

    private func makeCrew() throws -> Crew {
        let permits = Permits(max(1, options.workers))
        inputs = plan.inputs.enumerated().map { index, input in
            InputState(input, index: index, paths: inputFiles[index], options: options, permits: permits)
        }
        let outputs = plan.outputs.map {
            OutputState(
                $0,
                folder: publishFolder.next,
                mode: plan.pipeline.publish.fileMode,
                maxFiles: plan.pipeline.publish.maxFiles
            )
        }
        for output in outputs { try output.begin() }
        func ordered(_ steps: [ChainStep]) -> [Int: OrderedStage] {
            var stages: [Int: OrderedStage] = [:]
            for step in steps {
                if case .ordered(let work) = step.work {
                    stages[step.stage] = OrderedStage(work, permits: permits)
                }
            }
            return stages
        }
        return Crew(
            plan: plan,
            inputs: inputs,
            outputs: outputs,
            lists: plan.inputs.map { RejectLists(input: $0.name, folder: runFolder.path) },
            ownOrdered: plan.inputs.map { ordered($0.steps) },
            commonOrdered: ordered(plan.common + plan.outputs.flatMap(\.steps)),
            exit: Turnstile(permits: permits),
            permits: permits,
            tally: tally,
            options: options,
            totalBytes: options.onProgress == nil ? 0 : inputFiles.joined().reduce(0) { $0 + Self.size(of: $1) }
        )
    }

    private static func size(of path: String) -> Int64 {
        (try? System.resolve(path).flatMap { try System.status(of: $0) })?.size ?? 0
    }

    // MARK: After the work

    /// Lets ordered stages judge the table as a whole.
    private func judgeTables(_ crew: Crew) throws {
        for stages in crew.ownOrdered + [crew.commonOrdered] {
            for (stage, ordered) in stages.sorted(by: { $0.key < $1.key }) {
                do {
                    heldBytes[stage] = ordered.decider.heldBytes
                    tally.add(tableFaults: try ordered.decider.finish())
                } catch {
                    throw StageFault(stage: stage, failure: StageFailure(error))
                }
            }
        }
    }

    /// Every record must be accounted for, in each input and in each output.
    private func checkSums(_ result: RunResult) throws {
        for input in result.inputs where !input.closes {
            throw RunFailure.unbalanced(
                "input '\(input.name)': read \(input.read) + made \(input.made) is not written \(input.kept) + rejected \(input.rejected) + dropped \(input.dropped)"
            )
        }
        let kept = result.inputs.reduce(0) { $0 + $1.kept }
        for output in result.outputs where kept + output.made != output.written + output.dropped {
            throw RunFailure.unbalanced(
                "output '\(output.name)': \(kept) records + made \(output.made) is not written \(output.written) + dropped \(output.dropped)"
            )
        }
    }

    private func writeDataPackage(_ outputs: [RunResult.OutputCounts]) throws -> FileRecord? {
        guard let package = plan.pipeline.dataPackage else { return nil }
        return try write(DataPackageFile.rendered(package, plan: plan, outputs: outputs), as: DataPackageFile.name)
    }

    /// Writes a file about the outputs beside them.
    private func write(_ bytes: [UInt8], as name: String) throws -> FileRecord {
        let file = OutputFile(folder: publishFolder.next, name: name, mode: plan.pipeline.publish.fileMode)
        try file.write(bytes)
        return try file.finish()
    }

    private func result(ending: RunResult.Ending, outputs: [RunResult.OutputCounts]) -> RunResult {
        let numbers = tally.current
        let inputs = plan.inputs.enumerated().map { index, input in
            let counts = numbers.inputs[index]
            let state = self.inputs.isEmpty ? nil : self.inputs[index]
            return RunResult.InputCounts(
                name: input.name,
                files: state?.files ?? [],
                fileCount: state?.nextFile ?? 0,
                bytes: state?.bytes ?? 0,
                read: counts.read,
                made: counts.made,
                rejected: counts.rejected,
                dropped: counts.dropped,
                kept: counts.kept,
                flagged: counts.flagged,
                leniencies: counts.leniencies.merging(state?.leniencies ?? [:]) { $0 + $1 },
                isSkipped: inputFiles.count > index && inputFiles[index].isEmpty
            )
        }
        return RunResult(
            ending: ending,
            name: plan.pipeline.name,
            publishPath: publishPath,
            runFolder: runFolder.path,
            inputs: inputs,
            rules: ruleCounts(numbers),
            stages: plan.stages.enumerated().map { index, stage in
                RunResult.StageCounts(
                    id: stage.id,
                    owner: stage.owner,
                    dropped: numbers.stages.dropped[index],
                    made: numbers.stages.made[index],
                    workerTime: numbers.stages.nanoseconds[index],
                    heldBytes: heldBytes[index] ?? 0
                )
            },
            outputs: outputs,
            firstRejects: numbers.firstRejects,
            rejectedFields: numbers.rejectedFields,
            duration: System.now() - start.wall,
            processorTime: System.processorTime() - start.processor,
            peakMemory: System.peakMemory()
        )
    }

    private func ruleCounts(_ numbers: RunTally.Numbers) -> [RunResult.RuleCounts] {
        numbers.faults.sorted { $0.key < $1.key }.map { kind, counts in
            let rule = plan.rules[Int(kind.rule)]
            return RunResult.RuleCounts(
                rejection: rule.rejection,
                field: plan.fieldName(of: kind),
                stage: plan.stages[rule.stage].label ?? plan.stages[rule.stage].id,
                onFail: rule.onFail,
                counts: zip(plan.inputs, counts).filter { $0.1 > 0 }.map { ($0.0.name, $0.1) },
                total: counts.reduce(0, +)
            )
        }
    }
}
