import Foundation
import Testing

/// `sluse stages verify`, and the programs that `sluse new stage --as` makes.
@Suite(.serialized) struct VerifyStageTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func verify(_ name: String = "validate.prov") throws -> Command.Result {
        try Command.run(["stages", "verify", name], in: folder)
    }

    /// A stage in shell that answers each record with what `answer` prints; `$n` is its number.
    private func write(
        _ answer: String,
        stage: String = "",
        before: String = "",
        after: String = "",
        isStateless: Bool = true
    ) throws {
        try folder.write(
            "stages/validate.prov/stage.yaml",
            """
            version: 1
            name: validate.prov
            summary: Does what the test wants.
            fields: [navn]
            rules: { prov.brudt: { en: broken, da: brudt } }
            command: [sh, program.sh]
            stateless: \(isStateless)
            example_table: |
              navn
              Ane
              Bo
            \(stage)
            """
        )
        try folder.write(
            "stages/validate.prov/program.sh",
            """
            \(before)
            read -r head
            while IFS= read -r line; do
              [ -n "$line" ] || continue
              n=${line#'{"_n":'}; n=${n%%,*}
              \(answer)
            done
            \(after)
            """
        )
    }

    private static let keep = #"echo "{\"_n\":$n}""#
    private static let reject = #"echo "{\"_n\":$n,\"_reject\":\"prov.brudt\"}""#

    // MARK: What verify finds

    @Test func aProgramThatKeepsAllPromisesIsExitZero() throws {
        try write(Self.keep)
        let result = try verify()
        #expect(result.code == 0)
        #expect(result.outputLines.count == 14)
        #expect(result.outputLines.dropLast().allSatisfy { $0.hasPrefix("kept    ") })
        #expect(result.outputLines.last == "validate.prov keeps all 13 promises")
    }

    @Test func whatIsOnlyForStatelessProgramsIsNotAskedOfOthers() throws {
        try write("k=$((k + 1)); [ $k -gt 2 ] && \(Self.reject) || \(Self.keep)", isStateless: false)
        let result = try verify()
        #expect(result.code == 0, "\(result.output)")
        #expect(result.outputLines.last == "validate.prov keeps all 11 promises")
    }

    @Test(arguments: [
        ("k=$((k + 1)); [ $k -gt 2 ] && \(reject) || \(keep)", "the answers differ when the last record comes first"),
        ("k=$((k + 1)); [ $k -gt 2 ] && \(reject) || \(keep)", "the answers differ with two programs"),
        ("case $line in *null*) \(reject) ;; *) \(keep) ;; esac", "a record without values is rejected: prov.brudt"),
        ("case $line in *=1+1*) exit 3 ;; *) \(keep) ;; esac", "'navn' with \"=1+1\": program.sh ended before"),
        ("case $line in *tekst*) echo Æ ;; *) \(keep) ;; esac", "'navn' with a text of 96000 bytes"),
        ("echo oops >&2; exit 2", "          | oops"),
    ])
    func aBrokenPromiseIsASentenceAndExitFive(answer: String, breach: String) throws {
        try write(answer)
        let result = try verify()
        #expect(result.code == 5)
        #expect(result.output.contains(breach), "\(result.output)")
    }

    @Test func answersThatDependOnTheBatchAreFound() throws {
        try write(Self.keep)
        let program = """
            read -r head
            k=0
            while IFS= read -r line; do
              if [ -z "$line" ]; then k=0; continue; fi
              k=$((k + 1)); n=${line#'{"_n":'}; n=${n%%,*}
              if [ $k = 3 ]; then \(Self.reject); else \(Self.keep); fi
            done
            """
        try folder.write("stages/validate.prov/program.sh", program)
        let result = try verify()
        #expect(result.code == 5)
        #expect(result.output.contains("the answers differ with 1 records a batch"), "\(result.output)")
    }

    @Test func aProgramThatEndsBadlyIsFound() throws {
        try write(Self.keep, after: "[ -n \"$n\" ] || exit 7")
        let bad = try verify()
        #expect(bad.code == 5)
        #expect(bad.outputLines.contains { $0.contains("exit code 7") }, "\(bad.output)")
    }

    @Test func aProgramThatDoesNotHeedSIGTERMIsFound() throws {
        // After as many records as the table has, or twice as many, it takes its time, so that it is there to be told.
        try write(
            Self.keep,
            before: "trap 'told=1' TERM",
            after: """
                i=0
                while { [ "$n" = 2 ] || [ "$n" = 4 ]; } && [ $i -lt 5 ]; do i=$((i + 1)); sleep 0.1; done
                while [ -n "$told" ]; do sleep 0.1; done
                """
        )
        let result = try verify()
        #expect(result.code == 5)
        #expect(result.output.contains("2 s after SIGTERM it was still there"), "\(result.output)")
        #expect(result.output.contains("2 s after the end of the run it was still there"), "\(result.output)")
        #expect(result.outputLines.last == "validate.prov breaks 2 of the 13 promises that were tried")
    }

    @Test func anExampleIsNeeded() throws {
        try write(Self.keep)
        let text = try folder.read("stages/validate.prov/stage.yaml")
        let cut = try #require(text.range(of: "example_table"))
        try folder.write("stages/validate.prov/stage.yaml", String(text[..<cut.lowerBound]))
        let result = try verify()
        #expect(result.code == 5)
        #expect(result.output.contains("there is no example_table in stage.yaml"))
    }

    @Test func mistakesInItsFileAreExitTwoAndThoseOfOthersDoNotMatter() throws {
        try write(Self.keep)
        try folder.write("stages/validate.andet/stage.yaml", "version: 1\n")
        #expect(try verify().code == 0)
        let result = try verify("validate.andet")
        #expect(result.code == 2)
        #expect(result.error.contains("option 'command' is missing"))
    }

    @Test(arguments: [
        (["verify"], "name the stage to try"), (["verify", "validate.porv"], "did you mean 'validate.prov'?"),
        (["verify", "validate.prov", "--format", "json"], "--format is that of the reference"),
        (["normalize.number", "validate.prov"], "one stage at a time"),
        (["verify", "validate.prov", "--folder", "ingen"], "there is no folder 'ingen'"),
    ])
    func saysWhatIsWrongWithTheCommandLine(arguments: [String], message: String) throws {
        try write(Self.keep)
        let result = try Command.run(["stages"] + arguments, in: folder)
        #expect(result.code == 64)
        #expect(result.error.contains(message), "\(result.error)")
    }

    @Test func aStageInSwiftCanBeTriedToo() throws {
        let result = try verify("validate.range")
        #expect(result.code == 0)
        #expect(result.outputLines.last == "validate.range keeps all 6 promises")
    }

    @Test(arguments: ["validate.kommune_form", "validate.interval_width"])
    func thePublishedProgramsKeepAllPromises(name: String) throws {
        if name == "validate.interval_width", !Self.hasPython { return }
        let external = Command.repository.appendingPathComponent("pipelines/external").path
        let result = try Command.run(["stages", "verify", name, "--folder", external], in: folder)
        #expect(result.code == 0, "\(result.output)")
    }

    // MARK: New programs

    @Test(arguments: [("shell", "sh"), ("python", "py")])
    func newProgramsKeepAllPromisesAndCanBeUsed(language: String, ending: String) throws {
        if language == "python", !Self.hasPython { return }
        let made = try Command.run(["new", "stage", "validate.postnr", "--as", language], in: folder)
        #expect(
            made.outputLines == [
                "made  stages/validate.postnr/stage.yaml", "made  stages/validate.postnr/postnr.\(ending)",
                "next  sluse stages verify validate.postnr --folder .",
                "next  in a pipeline in this folder: - validate.postnr: { field: FIELD }",
            ]
        )
        let program = folder.url.appendingPathComponent("stages/validate.postnr/postnr.\(ending)").path
        #expect(FileManager.default.isExecutableFile(atPath: program))
        #expect(try Command.run(["new", "stage", "normalize.bynavn", "--as", language], in: folder).code == 0)
        for name in ["validate.postnr", "normalize.bynavn"] {
            let result = try verify(name)
            #expect(result.code == 0, "\(result.output)")
        }
        try folder.write("ind.csv", "postnr;by\n8000; Aarhus   C\n80A0;Nibe\n")
        try folder.write(
            "p.yaml",
            """
            version: 1
            name: p
            publish: ud
            stages:
              - read.csv: { path: ind.csv, delimiter: ";" }
              - validate.postnr: { field: postnr }
              - normalize.bynavn: { field: by }
              - write.csv: { path: ud.csv, delimiter: ";" }
            gate:
              rejected: { max: 50% }
            """
        )
        let run = try Command.run(["run", "p.yaml"], in: folder)
        #expect(run.code == 0, "\(run.error)")
        #expect(try folder.read("ud/ud.csv") == "postnr;by\n8000;Aarhus C\n")
        let again = try Command.run(["new", "stage", "validate.postnr", "--as", language], in: folder)
        #expect(again.code == 64 || again.code == 4)
    }

    @Test func aReaderCannotBeAProgram() throws {
        let result = try Command.run(["new", "stage", "read.x", "--as", "python"], in: folder)
        #expect(result.code == 64)
        #expect(result.error.contains("normalize.x, validate.x"))
        let hint = try Command.run(["new", "stage", "validate.x"], in: folder)
        #expect(hint.error.contains("--as python") && hint.error.contains("sluse new stage-package"))
        #expect(folder.names().isEmpty)
    }

    private static let hasPython = ["/usr/bin/python3", "/bin/python3"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }
}
