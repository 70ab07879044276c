import Foundation
import Testing

/// That the packages build and pass their own tests is tried in `.ci/run`.
@Suite(.serialized) struct NewCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func aNewPipelineRunsAtOnce() throws {
        let made = try Command.run(["new", "pipeline", "patienttal"], in: folder)
        #expect(made.code == 0)
        #expect(
            made.outputLines == [
                "made  patienttal.yaml", "made  leverancer/patienttal/eksempel.csv", "next  sluse run patienttal.yaml",
            ]
        )
        let run = try Command.run(["run", "patienttal.yaml"], in: folder)
        #expect(run.code == 0)
        let expected = "kommune;aar;procent\n0101;2021;12.5\n0147;2021;\n0751;2021;9.8\n"
        #expect(try folder.read("out/patienttal/patienttal.csv") == expected)
    }

    @Test func touchesNothingThatIsThere() throws {
        try folder.write("patienttal.yaml", "mine")
        let result = try Command.run(["new", "pipeline", "patienttal"], in: folder)
        #expect(result.code == 4)
        #expect(result.error.contains("there is already patienttal.yaml"))
        #expect(try folder.read("patienttal.yaml") == "mine")
        #expect(!folder.exists("leverancer"))
    }

    @Test func aNewCodeListCanBeUsed() throws {
        #expect(try Command.run(["new", "code-list", "diagnoser"], in: folder).code == 0)
        try folder.write("ind.csv", "diagnose\nførste\nA2\n")
        try folder.write(
            "p.yaml",
            """
            version: 1
            name: p
            stages:
              - read.csv: { path: ind.csv }
              - normalize.code: { fields: [diagnose], list: code_lists/diagnoser.csv, at: 2020-01-01 }
              - write.csv: { path: ud.csv }
            publish: ud
            """
        )
        #expect(try Command.run(["run", "p.yaml"], in: folder).code == 0)
        #expect(try folder.read("ud/ud.csv") == "diagnose\nA1\nA2\n")
    }

    @Test func aNewStagePackageNamesSluseAndItsStage() throws {
        let sluse = Command.repository.path
        let result = try Command.run(["new", "stage-package", "min-region", "--sluse", sluse], in: folder)
        #expect(result.code == 0)
        #expect(try folder.read("min-region/Package.swift").contains(".package(name: \"sluse\", path: \"/"))
        #expect(folder.exists("min-region/Sources/MinRegionStages/PostnrValidator.swift"))
        let main = try folder.read("min-region/Sources/min-region-sluse/main.swift")
        #expect(main.hasSuffix("Sluse.main(stages: standardStages + minRegionStages)\n"))
    }

    @Test func aNewStageIsPutOnTheListOfItsPackage() throws {
        let list = """
            public import StageKit

            public let egneStages: [any Stage.Type] = [
                PostnrValidator.self
            ]
            """
        try folder.write("Sources/EgneStages/EgneStages.swift", list + "\n")
        let result = try Command.run(["new", "stage", "normalize.by_navn"], in: folder)
        #expect(result.code == 0)
        let expected = list.replacing("PostnrValidator.self", with: "PostnrValidator.self,\n    ByNavnNormalizer.self,")
        #expect(try folder.read("Sources/EgneStages/EgneStages.swift") == expected + "\n")
        #expect(folder.exists("Tests/EgneStagesTests/ByNavnNormalizerTests.swift"))
        let again = try Command.run(["new", "stage", "normalize.by_navn"], in: folder)
        #expect(again.code == 4)
        #expect(try folder.read("Sources/EgneStages/EgneStages.swift") == expected + "\n")
    }

    @Test(arguments: [
        (["pipeline", "æble"], "'æble' cannot be a name"),
        (["stage", "postnr"], "'postnr' cannot be a stage"),
        (["stage", "validate.range"], "there is a stage named 'validate.range' already"),
        (["stage", "validate.postnr"], "there is no package of stages here"),
        (["stage-package", "x", "--sluse", "ingen"], "there is no checkout of Sluse in 'ingen'"),
    ])
    func saysWhatIsWrongWithTheCommandLine(arguments: [String], message: String) throws {
        let result = try Command.run(["new"] + arguments, in: folder)
        #expect(result.code == 64)
        #expect(result.error.contains(message))
        #expect(folder.names().isEmpty)
    }
}
