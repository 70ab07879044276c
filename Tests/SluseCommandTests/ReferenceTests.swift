import Foundation
import PipelineSpec
import StageKit
import StandardStages
import Testing

@Suite(.serialized) struct ReferenceTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func theSchemaInTheRepositoryIsThatOfTheCode() throws {
        let file = Command.repository.appendingPathComponent("pipelines/pipeline.schema.json")
        let committed = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(
            committed == PipelineSchema.json(catalog: standardStages),
            "write it anew: sluse schema > pipelines/pipeline.schema.json"
        )
        #expect(try Command.run(["schema"], in: folder).output == committed)
    }

    @Test func listsAllStages() throws {
        let result = try Command.run(["stages"], in: folder)
        #expect(result.code == 0)
        for name in standardStages.names { #expect(result.outputLines.contains { $0.hasPrefix(name + " ") }) }
        #expect(Set(standardStages.names).count == standardStages.names.count)
    }

    @Test func showsOneStageInThreeForms() throws {
        let text = try Command.run(["stages", "normalize.number"], in: folder)
        #expect(text.outputLines.first == "normalize.number")
        #expect(text.output.contains("da: ikke et tal med dette decimaltegn"))
        let markdown = try Command.run(["stages", "normalize.number", "--format", "markdown"], in: folder)
        #expect(markdown.output.contains("### normalize.number\n"))
        let json = try Command.run(["stages", "normalize.number", "--format", "json"], in: folder)
        let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(objects?.map { $0["name"] as? String } == ["normalize.number"])
    }

    @Test func suggestsTheStageThatWasMeant() throws {
        let result = try Command.run(["stages", "normalize.nubmer"], in: folder)
        #expect(result.code == 64)
        #expect(
            result.error == "error: no stage is named 'normalize.nubmer'\n  hint: did you mean 'normalize.number'?\n"
        )
    }

    @Test(arguments: ["run", "check", "preview", "convert", "stages", "schema"])
    func everyVerbHasAnExampleInItsHelp(_ verb: String) throws {
        let result = try Command.run([verb, "--help"], in: folder)
        #expect(result.code == 0)
        #expect(result.output.contains("EXAMPLE\n  sluse \(verb)"))
    }

    /// Asked as the scripts ask that `--generate-completion-script` prints.
    @Test func shellsAreOfferedStagesAndParameters() throws {
        let folder = try TestFolder()
        try folder.writePipeline(more: "params: { aar: { type: integer, default: 2021 } }")
        func offered(_ arguments: [String]) throws -> [String] {
            try Command.run(["---completion"] + arguments, in: folder).outputLines
        }
        #expect(try offered(["stages", "--", "name", "2", "0", "sluse", "stages"]).contains("normalize.number"))
        #expect(try offered(["stages", "--", "name", "2", "0", "sluse", "stages"]).first == "verify")
        let verified = try offered(["stages", "--", "verified", "3", "0", "sluse", "stages", "verify"])
        #expect(verified.contains("normalize.number") && !verified.contains("verify"))
        let words = ["4", "0", "sluse", "run", "tal.yaml", "--param", ""]
        #expect(try offered(["run", "--", "--param"] + words) == ["aar="])
        let after = try offered(["preview", "--", "--after", "4", "0", "sluse", "preview", "tal.yaml", "--after", ""])
        #expect(after == ["read.csv", "normalize.number", "validate.range", "write.csv"])
    }
}
