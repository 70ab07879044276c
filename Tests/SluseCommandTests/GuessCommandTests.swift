import Foundation
import Materials
import Testing

/// `sluse guess`.
struct GuessCommandTests {
    /// A folder with the pipelines, code lists and samples of the repository.
    private func workplace() throws -> TestFolder {
        let folder = try TestFolder()
        for name in ["pipelines", "samples"] {
            try FileManager.default.copyItem(
                at: Repository.folder.appendingPathComponent(name),
                to: folder.url.appendingPathComponent(name)
            )
        }
        return folder
    }

    /// The records that a run of a pipeline read, by the report of the run.
    private func recordsRead(_ pipeline: String, in folder: TestFolder) throws -> [String: Int] {
        let name = pipeline.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        let result = try Command.run(["run", pipeline, "--clock", "2026-11-22T03:15:00Z"], in: folder)
        #expect(result.code == 0, "\(result.error)")
        let runs = folder.names("out/runs/\(name)")
        let report = try folder.read("out/runs/\(name)/\(runs.last ?? "")/report.json")
        let root = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        var counts: [String: Int] = [:]
        for input in root?["inputs"] as? [[String: Any]] ?? [] {
            counts[input["name"] as? String ?? ""] = (input["read"] as? NSNumber)?.intValue
        }
        return counts
    }

    @Test(arguments: [
        (["samples/dawa_kommuner/kommuner.json"], "dawa_kommuner", "dawa"),
        (["samples/noegletal/nwRap-proeve.csv"], "noegletal", "rapporter"),
        (["samples/sor/PROEVE_APOTEK.xml", "samples/sor/PROEVE_SYGEHUS.xml"], "sor", "sor"),
        (["samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv"], "ssi_kommuner", "ssi"),
        (["samples/statbank_folk1a/FOLK1A_civilstand_alle-omraader_2031K1.csv"], "statbank_folk1a", "folk1a"),
        (
            ["samples/sundhedsprofil/2021/hovedstaden/livsstil.csv", "samples/sundhedsprofil/2021/hovedstaden/trivsel.csv"],
            "sundhedsprofil", "hovedstaden"
        ),
        (["samples/sundhedsprofil/2021/midtjylland.csv"], "sundhedsprofil", "midtjylland"),
        (["samples/sundhedsprofil/2021/nordjylland.jsonl"], "sundhedsprofil", "nordjylland"),
        (["samples/sundhedsprofil/2021/sjaelland.xml"], "sundhedsprofil", "sjaelland"),
        (["samples/sundhedsprofil/2021/syddanmark.json"], "sundhedsprofil", "syddanmark"),
        (
            ["samples/sundhedsprofil_historik/sundhedsprofil_historik_proeve.csv"], "sundhedsprofil_historik",
            "sundhedsprofil_historik"
        ),
    ])
    func printsAPipelineThatRunsOnTheSample(files: [String], pipeline: String, input: String) throws {
        let folder = try workplace()
        let guessed = try Command.run(["guess"] + files, in: folder)
        #expect(guessed.code == 0, "\(guessed.error)")
        try folder.write("pipelines/ny.yaml", guessed.output.replacing(/name: [a-z0-9_]+\n/, with: "name: ny\n", maxReplacements: 1))
        let checked = try Command.run(["check", "pipelines/ny.yaml"], in: folder)
        #expect(checked.code == 0, "\(checked.output)\(checked.error)")
        #expect(!checked.error.contains("warning"))
        let own = try recordsRead("pipelines/\(pipeline).yaml", in: folder)
        let ny = try recordsRead("pipelines/ny.yaml", in: folder)
        // The register of units is in two files with other values, which become two inputs.
        #expect(ny.values.reduce(0, +) == own[input], "\(ny) \(own)")
    }
}
