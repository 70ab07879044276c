import PipelineSpec
import StageKit

/// The example of a stage that is a program, run and held to what a run relies on: each run starts the program anew, so
/// there are few.
struct ProgramExample {
    typealias Promise = StageConformance.Promise

    private let stage: any ConfiguredTransform
    private let table: TestTable
    /// Whether each answer depends on its record alone.
    private let isStateless: Bool

    /// What a program is told to end within, by SIGTERM.
    static let grace = Duration.seconds(2)

    /// Texts that need care where lines are read and answers written.
    private static let texts =
        ExampleRun.oddTexts + ["{\"_n\":1}", "_n", String(repeating: "lang tekst; ", count: 8000)]

    /// - Throws: what is wrong with the example.
    init(_ kind: StageKind, files: FileReading) throws {
        guard let stage = try ExampleRun.configured(kind, files: files) as? any ConfiguredTransform else {
            throw TestTableFault("it does not stand between a reader and a writer")
        }
        guard let text = kind.declaration.exampleTable else {
            throw TestTableFault("there is no example_table in stage.yaml for the example to run on")
        }
        let table = try TestTable(text)
        guard !table.rows.isEmpty else { throw TestTableFault("the example_table has no row") }
        self.stage = stage
        self.table = table
        var context = stage.context(for: table.schema, onFail: .reject)
        guard let prepared = stage.prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        if case .free = prepared { isStateless = true } else { isStateless = false }
    }

    /// What is promised, in turn; nothing after the first where the program does not run at all.
    func promises() async -> [Promise] {
        let small = table.repeated(toRows: 7)
        var whole = StageResult()
        let first = await promise("The example runs on example_table, and the fields are then what stage.yaml says.") {
            whole = try await stage.pass(small, onFail: .reject)
            return whole.output.contains("\n") ? [] : ["the example lets no row through"]
        }
        guard first.isKept else { return [first] }
        var promises = [first]
        promises.append(
            await promise("Batches of 1, 2 and 3 records get the answers of one batch.") {
                for size in 1...3 where try await stage.pass(small, batchSize: size, onFail: .reject) != whole {
                    return ["the answers differ with \(size) records a batch"]
                }
                return []
            }
        )
        if isStateless { promises += await statelessPromises(small, whole) }
        promises.append(
            await promise("Values that are missing break no rule.") {
                let result = try await stage.pass(table.withoutValues(for: .invalid), onFail: .reject)
                return result.faults.isEmpty ? [] : ["a record without values is rejected: \(rules(result))"]
            }
        )
        promises.append(
            await promise("Odd texts do no harm: quotes, line breaks, empty ones, =1+1, Æ, long ones.") {
                try await breachesWithOddTexts()
            }
        )
        promises.append(
            await promise("No message holds a value of the data.") {
                var found: [String] = []
                for field in textFields {
                    found += await leaks(table.replacing(valuesOf: field, with: ExampleRun.secret))
                }
                return found
            }
        )
        promises.append(
            await promise("It ends well when its input ends, records or not.") {
                _ = try await stage.pass(table.withoutRows(), onFail: .reject)
                return []
            }
        )
        promises.append(await promise("It ends when it is told to: SIGTERM.") { try await breachesAtTheEnd() })
        promises.append(
            await promise("It ends with a run that is cancelled in the middle.") { try await breachesWhenCancelled() }
        )
        return promises
    }

    // MARK: Workers and order

    private func statelessPromises(_ small: TestTable, _ whole: StageResult) async -> [Promise] {
        [
            await promise("Records in another order get the same answers (stateless: true).") {
                let last = small.rows.count + 3
                let result = try await stage.pass(small.reversed(), onFail: .reject)
                let rows = { (result: StageResult) in result.output.split(separator: "\n").dropFirst() }
                let faults = { (result: StageResult, turns: Bool) in
                    (result.rejects + result.flags).map { line in
                        let parts = line.split(separator: " ", maxSplits: 1)
                        let number = Int(parts.first ?? "") ?? 0
                        return "\(turns ? last - number : number) \(parts.last ?? "")"
                    }.sorted()
                }
                let isSame = rows(result).reversed().elementsEqual(rows(whole))
                return isSame && faults(result, true) == faults(whole, false)
                    ? [] : ["the answers differ when the last record comes first"]
            },
            await promise("Several programs together give the answers of one (stateless: true).") {
                try await stage.pass(small, batchSize: 1, isShared: true, onFail: .reject) == whole
                    ? [] : ["the answers differ with two programs"]
            },
        ]
    }

    // MARK: Texts

    private var textFields: [Field] { table.schema.fields.filter { $0.type == .text } }

    private func breachesWithOddTexts() async throws -> [String] {
        var found: [String] = []
        for field in textFields {
            let odd = table.rows(with: Self.texts, for: field)
            do {
                let whole = try await stage.pass(odd, onFail: .reject)
                if try await stage.pass(odd, batchSize: 1, onFail: .reject) != whole {
                    found.append("'\(field.name)': the answers differ when an odd text comes alone")
                }
            } catch let failure as StageFailure {
                found.append("'\(field.name)'\(await culprit(field)): \(ExampleRun.text(failure))")
            }
        }
        return found
    }

    /// The first of the texts that does harm alone.
    private func culprit(_ field: Field) async -> String {
        for text in Self.texts {
            do {
                _ = try await stage.pass(table.rows(with: [text], for: field), onFail: .reject)
            } catch {
                return text.count > 60 ? " with a text of \(text.utf8.count) bytes" : " with \(text.debugDescription)"
            }
        }
        return ""
    }

    private func leaks(_ table: TestTable) async -> [String] {
        var said: [String]
        do {
            said = try await stage.pass(table, onFail: .reject).faults
        } catch {
            said = [ExampleRun.text(error)]
        }
        return said.filter { $0.contains(ExampleRun.secret) }.map { "a message holds a value of the data: \($0)" }
    }

    /// The rules that records broke.
    private func rules(_ result: StageResult) -> String {
        Set(result.faults.map { String($0.split(separator: " ").last ?? "") }).sorted().joined(separator: ", ")
    }

    // MARK: The end

    private struct Enough: Error {}

    private func breachesAtTheEnd() async throws -> [String] {
        var context = stage.context(for: table.schema, onFail: .reject)
        guard let prepared = stage.prepare(&context) else { return [] }
        let crew = StageCrew(prepared, workers: 1)
        let clock = ContinuousClock()
        var told = clock.now
        do {
            try await crew.attend {
                for batch in try table.batches(of: 1 << 20) { try crew.take(batch, worker: 0) }
                told = clock.now
                throw Enough()
            }
        } catch is Enough {}
        return clock.now - told < Self.grace
            ? [] : ["2 s after SIGTERM it was still there, and had to be killed"]
    }

    /// Cancels the run between two batches: the second is not answered any more, and the program is ended.
    private func breachesWhenCancelled() async throws -> [String] {
        let (stage, table) = (stage, table)
        let found = try await Patience.run(Patience.usual) { () async throws -> [String] in
            var context = stage.context(for: table.schema, onFail: .reject)
            guard let prepared = stage.prepare(&context) else { return [] }
            let crew = StageCrew(prepared, workers: 1)
            let clock = ContinuousClock()
            var told = clock.now
            do {
                try await crew.attend {
                    for batch in try table.batches(of: 1 << 20) { try crew.take(batch, worker: 0) }
                    told = clock.now
                    CancellationTrial.cancelThisTask()
                    for batch in try table.batches(of: 1 << 20) { try crew.take(batch, worker: 0) }
                    throw CancellationError()
                }
                return ["it ends as if all were well"]
            } catch is CancellationError {
                let isGone = clock.now - told < Self.grace
                return isGone ? [] : ["2 s after the end of the run it was still there, and had to be killed"]
            }
        }
        return found ?? ["it had not ended \(Patience.usual.components.seconds) s later"]
    }

    // MARK: What is found

    private func promise(_ text: String, _ breaches: () async throws -> [String]) async -> Promise {
        do {
            return Promise(text: text, breaches: try await breaches())
        } catch {
            return Promise(text: text, breaches: [ExampleRun.text(error)], log: (error as? StageFailure)?.log ?? [])
        }
    }
}
