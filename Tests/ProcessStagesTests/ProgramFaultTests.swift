import Testing

@Suite struct ProgramFaultTests {
    /// What a program does with record 2, what `stage.yaml` adds, and what the run says of it.
    struct Fault: Sendable {
        var act: String
        var stage = ""
        var said: String
    }

    static let faults = [
        Fault(act: "kill -9 $$", said: "program ended before it had answered all records (signal 9) at ind.csv:3"),
        Fault(act: "exit 3", said: "program ended before it had answered all records (exit code 3) at ind.csv:3"),
        Fault(act: "exit 0", said: "program ended before it had answered all records (exit code 0) at ind.csv:3"),
        Fault(act: "echo hej", said: "program answered with a line that is no JSON object at ind.csv:3"),
        Fault(act: "echo '[1]'", said: "program answered with a line that is no JSON object at ind.csv:3"),
        Fault(
            act: "echo '{\"n\":2}'",
            said: "program answered with a field that it was not given and that stage.yaml does not add at ind.csv:3"
        ),
        Fault(act: "echo '{}'", said: "program answered with a record without its number _n at ind.csv:3"),
        Fault(act: "exec sleep 30", said: "program has answered nothing for 1 s (time_limit) at ind.csv:3"),
        Fault(act: ":", said: "program answered later records and not this one at ind.csv:3"),
        Fault(act: "echo '{\"_n\":2}'; echo '{\"_n\":2}'", said: "program answered a record twice at ind.csv:3"),
        Fault(
            act: "echo '{\"_n\":99}'",
            said: "program answered a record that it was not given, or was not given yet at ind.csv:3"
        ),
        Fault(
            act: "echo '{\"_n\":-9223372036854775808}'",
            said: "program answered a record that it was not given, or was not given yet at ind.csv:3"
        ),
        Fault(
            act: "head -c 3000 /dev/zero | tr '\\0' x; sleep 30",
            stage: "max_line: 1000\n",
            said: "program answered with a line of more than 1000 bytes (max_line) at ind.csv:3"
        ),
        Fault(
            act: "echo '{\"_n\":2,\"navn\":\"Bodil\"}'",
            said: "program changed the field 'navn', which stage.yaml does not list below changes: at ind.csv:3"
        ),
        Fault(
            act: "echo '{\"_n\":2,\"_reject\":\"no.such\"}'",
            said: "program rejected a record with a rule that stage.yaml does not declare at ind.csv:3"
        ),
        Fault(
            act: "echo '{\"_n\":2,\"_reject\":\"prov.brudt\",\"_field\":\"nvan\"}'",
            said: "program rejected a record for a field that there is not at ind.csv:3"
        ),
        Fault(
            act: "printf '{\"_n\":2,\"navn\":\"\\377\"}\\n'",
            said: "program answered with bytes that are not UTF-8 at ind.csv:3"
        ),
    ]

    @Test(arguments: faults)
    func everyFaultOfAProgramEndsTheRunAndNamesTheRecord(fault: Fault) async throws {
        let pipeline = try ProgramPipeline(
            stage:
                "fields: all\ntime_limit: 1\ncommand: [./program]\nrules: { prov.brudt: { en: broken, da: brudt } }\n"
                + fault.stage,
            program: Programs.keeping(butAt: 2, fault.act)
        )
        guard case .failed(let said, _) = await pipeline.run() else {
            Issue.record("the run went on")
            return
        }
        #expect(said == fault.said)
        #expect(!pipeline.hasPublished)
    }

    @Test func aProgramThatFailsAtItsEndFailsTheRun() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\n",
            program: Programs.shell(Programs.keep) + "\nexit 4\n"
        )
        #expect(
            await pipeline.run()
                == .failed(
                    "program answered all records and ended with a failure (exit code 4)",
                    hint: "exit code 0 says that all is well"
                )
        )
        #expect(!pipeline.hasPublished)
    }

    @Test(arguments: ["", "hej", "#!/no/such/interpreter\n"])
    func aProgramThatCannotBeStartedFailsTheRun(program: String) async throws {
        let pipeline = try ProgramPipeline(stage: "fields: all\ncommand: [./program]\n", program: program)
        guard case .failed(let said, _) = await pipeline.run() else {
            Issue.record("the run went on")
            return
        }
        #expect(said.hasPrefix("program cannot be started: "))
        #expect(!pipeline.hasPublished)
    }

    @Test func aProgramThatDoesNotEndIsEnded() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ntime_limit: 1\ncommand: [./program]\n",
            program: Programs.shell(Programs.keep) + "\ntrap '' TERM\nsleep 30 & wait; sleep 30\n"
        )
        guard case .failed(let said, _) = await pipeline.run() else {
            Issue.record("the run went on")
            return
        }
        #expect(said == "program has not ended 1 s after its input did (time_limit)")
    }

    @Test func aProgramThatSaysMoreThanItWasAskedFailsTheRun() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\n",
            program: Programs.shell(Programs.keep) + "\necho '{\"_n\":4}'\n"
        )
        guard case .failed(let said, _) = await pipeline.run() else {
            Issue.record("the run went on")
            return
        }
        #expect(said == "program answered a record that it was not given, or was not given yet")
        #expect(!pipeline.hasPublished)
    }
}
