import Foundation
import Testing

/// Stages that are programs, as the user of the command sees them.
@Suite struct ProgramStageCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "p.yaml",
            """
            version: 1
            name: p
            publish: ud
            stages:
              - read.csv: { path: ind.csv, delimiter: ";", fields: [navn, cpr] }
              - validate.prov
              - write.csv: { path: ud.csv }
            """
        )
        try folder.write("ind.csv", "navn;cpr\nAne;0101801234\n")
        try folder.write(
            "stages/validate.prov/stage.yaml",
            """
            version: 1
            name: validate.prov
            summary: Does what the test wants.
            fields: all
            rules: { prov.brudt: { en: broken, da: brudt } }
            command: [sh, program.sh]
            """
        )
    }

    private func write(program: String) throws { try folder.write("stages/validate.prov/program.sh", program) }

    @Test func aStageThatFailsIsExitFiveAndItsWordsStayInTheRunFolder() throws {
        try write(program: "read head; read line; echo \"bad: $line\" >&2; exit 3\n")
        let result = try Command.run(["run", "p.yaml"], in: folder)
        #expect(result.code == 5)
        #expect(
            result.errorLines.first
                == "error: stage 'validate.prov' failed: program.sh ended before it had answered all records (exit code 3) at ind.csv:2"
        )
        #expect(!result.error.contains("Ane"))
        let runs = folder.url.appendingPathComponent("runs/p")
        let run = try #require(try FileManager.default.contentsOfDirectory(atPath: runs.path).first)
        let log = runs.appendingPathComponent(run + "/stage.log")
        let text = try String(contentsOf: log, encoding: .utf8)
        #expect(text.hasPrefix("bad: {\"_n\":1,\"navn\":\"Ane\""))
        #expect(!text.contains("0101801234"))
        let mode = try FileManager.default.attributesOfItem(atPath: log.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(result.error.contains("stage.log"))
        let danish = try Command.run(["run", "p.yaml", "--language", "da"], in: folder)
        #expect(danish.errorLines.first?.contains("trinnet 'validate.prov' fejlede: program.sh sluttede") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("ud").path))
    }

    @Test func aPreviewShowsWhatTheProgramWrote() throws {
        try write(program: "read head; read line; echo \"bad: $line\" >&2; exit 3\n")
        let result = try Command.run(["preview", "p.yaml"], in: folder)
        #expect(result.code == 5)
        #expect(result.errorLines.first == "  | bad: {\"_n\":1,\"navn\":\"Ane\",\"cpr\":\"010180xxxx\"}")
    }

    @Test func theManifestNamesTheFilesOfTheStage() throws {
        try write(program: "exec cat\n")
        #expect(try Command.run(["run", "p.yaml"], in: folder).code == 0)
        let manifest = try String(contentsOf: folder.url.appendingPathComponent("ud/manifest.json"), encoding: .utf8)
        #expect(manifest.contains("stages/validate.prov/stage.yaml"))
        #expect(manifest.contains("stages/validate.prov/program.sh"))
    }

    @Test func aProgramThatHangsDoesNotOutliveTheTimeout() throws {
        try write(program: "trap '' TERM; while :; do sleep 1; done\n")
        let result = try Command.run(["run", "p.yaml", "--timeout", "0.3"], in: folder)
        #expect(result.code == 124)
    }

    @Test func everyVerbKnowsIt() throws {
        try write(program: "exec cat\n")
        #expect(try Command.run(["check", "p.yaml"], in: folder).code == 0)
        let preview = try Command.run(["preview", "p.yaml"], in: folder)
        #expect(preview.output.contains("Ane"))
        let stages = try Command.run(["stages", "--folder", "."], in: folder)
        #expect(stages.output.contains("validate.prov"))
        #expect(!(try Command.run(["stages"], in: folder)).output.contains("validate.prov"))
        let one = try Command.run(["stages", "--folder", ".", "validate.prov"], in: folder)
        #expect(one.output.contains("da: brudt"))
        let schema = try Command.run(["schema", "--folder", "."], in: folder)
        #expect(schema.output.contains("\"validate.prov\""))
    }
}
