import StageKit
import Testing

@testable import PipelineSpec

@Suite struct ResourceTests {
    @Test func pathsAreRelativeToTheFileTheyStandIn() throws {
        let pipeline = try Reading.pipeline(
            chain("lists/alle.yaml"),
            files: [
                "pipelines/lists/alle.yaml": "../koder.yaml", "pipelines/lists/../koder.yaml": "[0101, 0147]",
            ]
        )
        #expect((pipeline.stages.first?.stage as? TestList)?.list.codes == ["0101", "0147"])
        #expect(pipeline.resources.map(\.name) == ["pipelines/lists/alle.yaml", "pipelines/lists/../koder.yaml"])
    }

    @Test func aFileIsReadOnceHoweverOftenItIsNamed() throws {
        let yaml = """
            stages:
            - read.csv: { path: x }
            - normalize.code: { list: a.yaml }
            - normalize.code: { list: ./a.yaml }
            - normalize.code: { list: /b.yaml }
            - write.csv: { path: x }
            """
        let pipeline = try Reading.pipeline(yaml, files: ["pipelines/a.yaml": "[a]", "/b.yaml": "[b]"])
        #expect(pipeline.resources.map(\.name) == ["pipelines/a.yaml", "/b.yaml"])
        #expect(pipeline.resources.map(\.bytes) == [Array("[a]".utf8), Array("[b]".utf8)])
    }

    @Test(arguments: [
        ("lists/kommune.yaml", "3:27 there is no file 'lists/kommune.yaml' (did you mean 'lists/kommuner.yaml'?)"),
        ("regioner.yaml", "3:27 there is no file 'regioner.yaml' (looked for pipelines/regioner.yaml)"),
        ("folder", "3:27 'folder' is not a regular file"),
        ("locked", "3:27 'locked' cannot be read: permission denied"),
        ("''", "3:27 expected the path of a file, found ''"),
        ("broken.yaml", "2:4 expected a value (is a '[' or '{' never closed?)"),
        ("twice.yaml", "1:1 '' is given twice in this map"),
    ])
    func mistakesHavePlaceAndHint(path: String, expected: String) {
        let files = [
            "pipelines/lists/kommuner.yaml": "[]", "pipelines/folder": "FOLDER", "pipelines/locked": "LOCKED",
            "pipelines/broken.yaml": "\n  [", "pipelines/twice.yaml": "'': 1\n'': 2",
        ]
        #expect(Reading.mistakes(chain(path), files: files) == [expected])
    }

    @Test func aFileIsBounded() {
        let files = ["pipelines/a": String(repeating: "#", count: ResourceLoader.sizeLimit + 1)]
        #expect(Reading.mistakes(chain("a"), files: files) == ["3:27 'a' is larger than 64 MiB"])
    }

    @Test func variablesAreNotFilledInInFilesOfData() throws {
        let pipeline = try Reading.pipeline(chain("a"), files: ["pipelines/a": "['${env.X}']"])
        #expect((pipeline.stages.first?.stage as? TestList)?.list.codes == ["${env.X}"])
    }

    private func chain(_ path: String) -> String {
        "stages:\n- read.csv: { path: x }\n- normalize.code: { list: \(path) }\n- write.csv: { path: x }"
    }
}
