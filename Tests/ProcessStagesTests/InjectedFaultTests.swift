import Testing

/// A program that goes wrong somewhere must never lead to a published file.
@Suite struct InjectedFaultTests {
    /// What a program does instead of answering; `$n` is the number of the record.
    static let acts = [
        "kill -9 $$", "kill -TERM $$", "exit 0", "exit 1", "exec >&-", "echo hej", "echo '{\"_n\":'", "echo '\"\"'",
        "printf '\\000\\377\\n'", "exec sleep 30", ":", "echo \"{\\\"_n\\\":$n}\"; echo \"{\\\"_n\\\":$n}\"",
        "echo \"{\\\"_n\\\":$((n + 1))}\"", "echo '{\"_n\":0}'", "echo \"{\\\"_n\\\":\\\"$n\\\"}\"",
        "echo \"{\\\"_n\\\":$n,\\\"_reject\\\":\\\"x.y\\\"}\"", "echo \"{\\\"_n\\\":$n,\\\"antal\\\":{}}\"",
        "echo \"{\\\"_n\\\":$n,\\\"antal\\\":7777}\"", "yes x | tr -d '\\n'", "echo '{\"sluse\":2}'",
    ]

    @Test func noneOfTwoHundredFaultsEndsInAPublishedFile() async throws {
        let records = (1...30).map { "Navn \($0);\($0),25" }
        var published: [String] = []
        await withTaskGroup(of: String?.self) { group in
            for number in 0..<200 {
                if number >= 16, let act = await group.next() ?? nil { published.append(act) }
                let act = Self.acts[number % Self.acts.count]
                // Every tenth of the places, the first and the last among them.
                let place = [1, 30, 2, 17, 29, 8, 11, 23, 5, 14][number / Self.acts.count]
                group.addTask {
                    let stage =
                        "fields: all\ntime_limit: 1\nmax_line: 5000\ncommand: [./program]\nstateless: \(number % 2 == 1)\n"
                    guard
                        let pipeline = try? ProgramPipeline(
                            stage: stage,
                            program: Programs.keeping(butAt: place, act)
                        ), (try? pipeline.deliver(records)) != nil
                    else { return "no folder" }
                    let ending = await pipeline.run(
                        workers: 1 + number % 4 / 2 * (1 - number % 2),
                        batchBytes: number % 3 == 0 ? 64 : nil
                    )
                    if case .failed = ending, !pipeline.hasPublished { return nil }
                    return "\(act) at \(place): \(ending)"
                }
            }
            for await act in group { if let act { published.append(act) } }
        }
        #expect(published == [])
    }
}
