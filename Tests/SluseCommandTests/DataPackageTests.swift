import Foundation
import Testing

@Suite(.serialized) struct DataPackageTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("in/tal.csv", "kommune;procent\nEbeltoft;12,5\nMarstal;7,0\n")
    }

    private func writePipeline(csvName: String = "tal.csv") throws {
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: Tal_2
            summary: Andele i to byer.
            stages:
              - read.csv: { path: in/tal.csv, delimiter: ; }
              - normalize.number: { fields: [procent], decimal_mark: comma }
            publish: out/tal
            outputs:
              tal:
                - write.csv: { path: \(csvName), delimiter: ;, decimal_mark: comma, missing: "..", encoding: iso-8859-1 }
              byer:
                - write.json: { path: "by/${row.kommune}.json.gz" }
            data_package: { title: Andele, license: CC-BY-4.0, homepage: "https://example.org/andele" }
            """
        )
    }

    private func package() throws -> [String: Any] {
        let data = Data(try folder.read("out/tal/datapackage.json").utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func describesEveryFileWithItsFields() throws {
        try writePipeline()
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let package = try package()
        #expect(package["name"] as? String == "tal_2")
        #expect(package["title"] as? String == "Andele")
        #expect(package["description"] as? String == "Andele i to byer.")
        #expect(package["homepage"] as? String == "https://example.org/andele")
        #expect((package["licenses"] as? [[String: String]])?.first == ["name": "CC-BY-4.0"])
        let resources = try #require(package["resources"] as? [[String: Any]])
        #expect(resources.map { $0["path"] as? String } == ["tal.csv", "by/Ebeltoft.json.gz", "by/Marstal.json.gz"])
        #expect(resources.map { $0["name"] as? String } == ["tal", "by-ebeltoft.json.gz", "by-marstal.json.gz"])
        let csv = resources[0]
        #expect(csv["encoding"] as? String == "iso-8859-1")
        #expect((csv["dialect"] as? [String: Any])?["delimiter"] as? String == ";")
        #expect(csv["bytes"] as? Int == (try folder.read("out/tal/tal.csv").utf8.count))
        let schema = try #require(csv["schema"] as? [String: Any])
        #expect(schema["missingValues"] as? [String] == [".."])
        let expected = [
            ["name": "kommune", "type": "string"], ["name": "procent", "type": "number", "decimalChar": ","],
        ]
        #expect(schema["fields"] as? [[String: String]] == expected)
        #expect(resources[1]["compression"] as? String == "gz")
        #expect((resources[1]["schema"] as? [String: Any])?["missingValues"] == nil)
    }

    @Test func isNamedInTheManifestAndTheSameInEveryRun() throws {
        try writePipeline()
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let first = try folder.read("out/tal/datapackage.json")
        #expect(try folder.read("out/tal/manifest.json").contains("\"path\": \"datapackage.json\""))
        #expect(try Command.run(["run", "tal.yaml", "--workers", "1"], in: folder).code == 0)
        #expect(try folder.read("out/tal/datapackage.json") == first)
    }

    @Test func isNotWrittenUnlessAskedFor() throws {
        try folder.writePipeline()
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        #expect(folder.names("out/tal") == ["manifest.json", "tal.csv"])
    }

    @Test func refusesAnOutputOfTheSameName() throws {
        try writePipeline(csvName: "datapackage.json")
        let result = try Command.run(["check", "tal.yaml"], in: folder)
        #expect(result.code == 2)
        #expect(result.output.contains("'datapackage.json' is the data package's"))
    }
}
