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
        (["samples/sor/PROEVE_SYGEHUS.xml"], "sor", "sor"),
        (["samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv"], "ssi_kommuner", "ssi"),
        (["samples/statbank_folk1a/FOLK1A_civilstand_alle-omraader_2031K1.csv"], "statbank_folk1a", "folk1a"),
        (
            [
                "samples/sundhedsprofil/2021/hovedstaden/livsstil.csv",
                "samples/sundhedsprofil/2021/hovedstaden/trivsel.csv",
            ],
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
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("samples/sor/PROEVE_APOTEK.xml"))
        let guessed = try Command.run(["guess"] + files, in: folder)
        #expect(guessed.code == 0, "\(guessed.error)")
        try folder.write(
            "pipelines/ny.yaml",
            guessed.output.replacing(/name: [a-z0-9_]+\n/, with: "name: ny\n", maxReplacements: 1)
        )
        let checked = try Command.run(["check", "pipelines/ny.yaml"], in: folder)
        #expect(checked.code == 0, "\(checked.output)\(checked.error)")
        #expect(!checked.error.contains("warning"))
        let own = try recordsRead("pipelines/\(pipeline).yaml", in: folder)
        let ny = try recordsRead("pipelines/ny.yaml", in: folder)
        #expect(ny.values.reduce(0, +) == own[input], "\(ny) \(own)")
    }

    @Test func printsThePipelineWithItsEvidence() throws {
        let folder = try workplace()
        let result = try Command.run(
            ["guess", "samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv"],
            in: folder
        )
        #expect(result.error == "")
        #expect(
            result.output == #"""
                # yaml-language-server: $schema=pipeline.schema.json
                # Guessed by 'sluse guess' from samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv.
                # Tried on them: all 12 records were read; rejected: 1
                #   Antal_testede: not a whole number [integer.format]: 1
                # A run guesses nothing: read this through, mend what the sender says otherwise, and save it as
                # pipelines/municipality_test_pos.yaml.
                version: 1
                name: municipality_test_pos
                summary: Guessed from Municipality_test_pos.csv.

                inputs:
                  municipality_test_pos:
                    - read.csv:
                        path: "../samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv"
                        # the file begins with the byte order mark of UTF-8
                        encoding: utf-8
                        # ';' gives 6 cells in 13 of 13 rows; ' ' 20 in 4
                        delimiter: ";"
                        # names from line 1, above 5 columns with numbers or dates
                        fields:
                          [Kommune_(id), Kommune_(navn), Antal_testede, Antal_bekræftede_COVID-19, Befolkningstal,
                           Kumulativ_incidens_(per_100000)]
                    #   Kommune_(id)                  100 % in code_lists/omraader.csv, 12 of its 105 codes; names and other
                    #                                   spellings: 12
                    #   Kommune_(navn)                100 % in code_lists/omraader.csv, 12 of its 105 codes; names and other
                    #                                   spellings: 12
                    #   Antal_testede                 whole numbers: 12; 6 like 1.234 with a point between thousands; AMBIGUOUS: 1.234
                    #                                   can be a thousand or three decimals; ask the sender; not so, and rejected: 1;
                    #                                   blanks around: 12
                    #   Antal_bekræftede_COVID-19     whole numbers: 11; 1 like 1.234 with a point between thousands; AMBIGUOUS: 1.234
                    #                                   can be a thousand or three decimals; ask the sender; '<10' 1; blanks around:
                    #                                   11
                    #   Befolkningstal                whole numbers: 12; 11 like 1.234 with a point between thousands; AMBIGUOUS:
                    #                                   1.234 can be a thousand or three decimals; ask the sender; blanks around: 12
                    #   Kumulativ_incidens_(per_100000)  whole numbers: 11; '<10' 1; blanks around: 11
                    - normalize.trim:
                        fields: [Antal_testede, Antal_bekræftede_COVID-19, Befolkningstal, Kumulativ_incidens_(per_100000)]
                    - normalize.missing:
                        fields: [Antal_bekræftede_COVID-19, Kumulativ_incidens_(per_100000)]
                        values: { "<10": below_limit }
                    - normalize.integer: { fields: [Antal_testede, Antal_bekræftede_COVID-19, Befolkningstal], grouping: point }
                    - normalize.integer: { fields: [Kumulativ_incidens_(per_100000)] }
                    - normalize.code: { fields: [Kommune_(id), Kommune_(navn)], list: code_lists/omraader.csv }
                    # never empty in these files:
                    # - validate.required: { fields: [Kommune_(id), Kommune_(navn)] }
                    # tell each record from the others in these files:
                    # - validate.unique: { fields: [Kommune_(id)] }

                publish: "../out/municipality_test_pos"

                outputs:
                  municipality_test_pos:
                    - write.csv: { path: municipality_test_pos.csv, delimiter: ";" }

                # Publishes nothing when more than this is rejected:
                # gate:
                #   rejected: { max: 2%, after: 20 }

                """#
        )
    }

    @Test func saysItInDanish() throws {
        let folder = try workplace()
        let file = "samples/ssi_kommuner/2031-05-06/Municipality_test_pos.csv"
        let result = try Command.run(["guess", file, "--language", "da"], in: folder)
        #expect(result.output.contains("# Prøvet på dem: alle 12 poster er læst; afvist: 1"))
        #expect(result.output.contains("language: da"))
        #expect(!result.output.contains("records"))
    }

    @Test func namesNoPersonAndNoNumberOfOne() throws {
        let folder = try TestFolder()
        let rows = (10...40).map { "0101\($0)-1\($0)9;Ane Prøvesen \($0);\($0),5\n" }.joined()
        try folder.write("ind.csv", "cpr;navn;tal\n" + rows)
        let result = try Command.run(["guess", "ind.csv", "--evidence"], in: folder)
        #expect(result.code == 0)
        #expect(result.output.contains("# - normalize.select: { drop: [cpr] }"))
        #expect(result.error.contains("PERSONAL: 31 of 31"))
        #expect(!(result.output + result.error).contains("Prøvesen"))
        #expect(!(result.output + result.error).contains("0101"))
    }

    @Test func takesPersonalNumbersForNoHeader() throws {
        let folder = try TestFolder()
        try folder.write("ind.csv", (10...30).map { "0101\($0)-1\($0)9;Ane Prøvesen \($0)\n" }.joined())
        let result = try Command.run(["guess", "ind.csv"], in: folder)
        #expect(result.output.contains("header_rows: 0"))
        #expect(!result.output.contains("0101"))
    }

    @Test func joinsFilesOfOneShapeAndMakesOthersInputsOfTheirOwn() throws {
        let folder = try TestFolder()
        try folder.write("in/tal_2030.csv", "kode;tal\n0001;1,5\n0002;2,5\n")
        try folder.write("in/tal_2031.csv", "kode;tal\n0003;3,5\n0004;4,5\n")
        try folder.write("in/andre.jsonl", "{\"kode\":\"0005\",\"antal\":7}\n{\"kode\":\"0006\",\"antal\":8}\n")
        let files = ["in/tal_2030.csv", "in/tal_2031.csv", "in/andre.jsonl"]
        let result = try Command.run(["guess", "--for", "ny.yaml"] + files, in: folder)
        #expect(result.output.contains("path: \"in/tal_203*.csv\"") || result.output.contains("path: in/tal_203*.csv"))
        #expect(result.output.contains("missing: { antal: not_collected }"))
        try folder.write("ny.yaml", result.output)
        let run = try Command.run(["run", "ny.yaml"], in: folder)
        #expect(run.code == 0, "\(run.error)")
        #expect(
            try folder.read("out/ny/ny.csv")
                == "kode;tal;antal\n0001;1.5;\n0002;2.5;\n0003;3.5;\n0004;4.5;\n0005;;7\n0006;;8\n"
        )
    }

    @Test func endsWithThreeAndSaysWhatTheFileIs() throws {
        let folder = try TestFolder()
        try folder.write("side.csv", "<!DOCTYPE html><html><body>Log ind</body></html>")
        try folder.write("tom.csv", "")
        let page = try Command.run(["guess", "side.csv"], in: folder)
        #expect(page.code == 3)
        #expect(page.output == "")
        #expect(page.error.hasPrefix("side.csv: error: the file is an HTML page\n  hint: "))
        #expect(try Command.run(["guess", "tom.csv"], in: folder).error.contains("the file is empty"))
        #expect(try Command.run(["guess", "findes_ikke.csv"], in: folder).code == 64)
    }

    @Test func givesJSONForMachines() throws {
        let folder = try TestFolder()
        try folder.write("ind.csv", "kode;tal\n0001;1,5\n0002;2,5\n")
        let result = try Command.run(["guess", "ind.csv", "--format", "json"], in: folder)
        let root = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let inputs = root?["inputs"] as? [[String: Any]]
        #expect(inputs?.first?["reader"] as? String == "read.csv")
        let columns = inputs?.first?["columns"] as? [[String: Any]]
        #expect(columns?.map { $0["type"] as? String } == ["text", "number"])
    }

    @Test func convertTakesTheDelimiterThatTheFileSpeaksFor() throws {
        let folder = try TestFolder()
        try folder.write("ind.csv", "a|b\nx, y|1\nz, w|2\n")
        let result = try Command.run(["convert", "ind.csv", "ud.csv", "--delimiter", "auto"], in: folder)
        #expect(result.code == 0)
        #expect(result.error.hasPrefix("ind.csv: --delimiter '|': '|' gives 2 cells in 3 of 3 rows"))
        #expect(try folder.read("ud.csv") == "a,b\n\"x, y\",1\n\"z, w\",2\n")
    }
}
