import Foundation
import Testing

@Suite(.serialized) struct CheckCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("in/tal.csv", TestFolder.threeRecords)
        try folder.writePipeline()
    }

    @Test func saysWhatAGoodPipelineHas() throws {
        let result = try Command.run(["check", "tal.yaml"], in: folder)
        #expect(result.code == 0)
        #expect(result.output == "tal.yaml: ok (2 stages, 1 input, 1 output)\n")
        let json = try Command.run(["check", "tal.yaml", "--format", "json"], in: folder)
        #expect(json.output == "{\"pipeline\":\"tal.yaml\",\"ok\":true,\"stages\":2,\"inputs\":1,\"outputs\":1}\n")
        #expect(folder.names() == ["in", "tal.yaml"])
    }

    @Test func needsNoDeliveries() throws {
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("in"))
        #expect(try Command.run(["check", "tal.yaml"], in: folder).code == 0)
    }

    @Test func warnsThatNamesCannotBeCheckedWithoutFieldsAndWithoutADelivery() throws {
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.csv: { path: in/tal.csv, delimiter: ; }
              - validate.required: { fields: [procnt] }
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        #expect(try Command.run(["check", "tal.yaml"], in: folder).output.contains("did you mean 'procent'?"))
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("in"))
        let check = try Command.run(["check", "tal.yaml"], in: folder)
        #expect(check.code == 0)
        #expect(check.output.contains("tal.yaml:4:23: warning: names of fields were not checked"))
        for verb in ["run", "preview"] {
            let result = try Command.run([verb, "tal.yaml"], in: folder)
            #expect(result.code == 3)
            #expect(result.error.contains("error: there is no delivery to find the fields of an input in"))
        }
    }

    @Test func saysThatTheDeliveryIsWrongWhereItsFieldsCannotBeFound() throws {
        let text = """
            version: 1
            name: tal
            stages:
              - READER
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        try folder.write("in/tom.csv", "")
        try folder.write("in/brudt.json", "[{\"a\": 1")
        try folder.write("in/tom.json", "[]")
        try folder.write("in/brudt.px", "CHARSET=\"ANSI\";\nTITLE=\"Tal")
        for (reader, message) in [
            ("read.csv: { path: in/tom.csv }", "in/tom.csv: the file is empty"),
            ("read.json: { path: in/brudt.json }", "the fields cannot be found in "),
            ("read.json: { path: in/tom.json }", "in/tom.json has no first record to find the fields in"),
            ("read.px: { path: in/brudt.px }", "the dimensions cannot be found in "),
        ] {
            try folder.write("tal.yaml", text.replacing("READER", with: reader))
            for verb in ["check", "run", "preview"] {
                let result = try Command.run([verb, "tal.yaml"], in: folder)
                #expect(result.code == 3, "\(verb) \(reader)")
                #expect((result.output + result.error).contains(message), "\(verb) \(reader)")
            }
            // A mistake in the file itself comes first: no other delivery would mend it.
            try folder.write(
                "tal.yaml",
                text.replacing("READER", with: reader).replacing("write.csv", with: "write.cvs")
            )
            #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 2)
        }
    }

    @Test func showsWarningsOfPipelinesThatAreFine() throws {
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.csv: { path: in/tal.csv, fields: [kommune, procent], delimiter: ; }
              - validate.unique: { fields: [kommune] }
              - validate.required: { fields: [procent] }
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        let result = try Command.run(["check", "tal.yaml"], in: folder)
        #expect(result.code == 0)
        #expect(result.output.contains("tal.yaml:6:5: warning: 'validate.required' may reject a record"))
        #expect(result.outputLines.last == "tal.yaml: ok (2 stages, 1 input, 1 output)")
    }

    @Test func findsTwentyMistakesOfAllKindsInOneGo() throws {
        try folder.write("lister/kommuner.csv", "code,name\n0101,Nibe\n")
        try folder.write(
            "fejl.yaml",
            """
            version: 1
            name: fejl
            sumary: Twenty mistakes and more.
            params:
              wave: { type: integer, default: totusind }
            inputs:
              nord:
                - read.csv: { path: "${param.inbox}/nord.csv", fields: [år, kommune, procent, antal, dag], headr_rows: 2 }
              syd:
                - read.csv: { path: in/syd.csv, fields: [år, kommune, procent, antal, dag] }
                - normalize.rename: { fields: { år: aar, komune: sted } }
                - normalize.number: { fields: [procnt], decimal_mark: coma }
                - normalize.integer: { fields: [antal], gruoping: point }
                - validate.range: { fields: [antal], from: mange }
                - normalize.dato: { fields: [dag] }
              vest:
                - read.cvs: { path: in/vest.csv }
            stages:
              - validate.range: { fields: [kommune], from: 0 }
              - validate.required: { fields: [år] }
                on_fial: flag
              - normalize.code: { fields: [kommune], list: lister/komuner.csv }
              - validate.interval: { value: procent, lower: antal }
              - validate.unique: { fields: [aar, "${row.kommune}"] }
              - write.csv: { path: midt.csv }
            publish: ""
            outputs:
              samlet:
                - write.csv: { path: tal.csv, delimiter: ";;" }
              dobbelt:
                - write.csv: { path: ./TAL.csv }
              ude:
                - write.csv: { path: "../${row.kommune}.csv" }
              pr_aar:
                - write.json_lines: { path: "${row.aarr}.jsonl" }
            gate:
              rejected: { max: meget }
            """
        )
        let result = try Command.run(["check", "fejl.yaml", "--format", "json"], in: folder)
        #expect(result.code == 2)
        let found = try result.outputLines.dropLast().map { line -> (line: Int, text: String) in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let message = object["message"] as? String ?? ""
            let hint = object["hint"] as? String ?? ""
            return (object["line"] as? Int ?? 0, message + " > " + hint)
        }
        let expected: [(line: Int, words: String)] = [
            (3, "unknown option 'sumary' > did you mean 'summary'?"),
            (5, "expected a whole number, found 'totusind'"),
            (8, "no parameter is named 'inbox'"),
            (8, "unknown option 'headr_rows' > did you mean 'header_rows'?"),
            (11, "no field named 'komune' at this point in the pipeline > did you mean 'kommune'?"),
            (12, "no field named 'procnt' at this point in the pipeline > did you mean 'procent'?"),
            (12, "found 'coma' > did you mean 'comma'?"),
            (13, "unknown option 'gruoping' > did you mean 'grouping'?"),
            (14, "found 'mange'"),
            (15, "no stage is named 'normalize.dato' > did you mean 'normalize.date'?"),
            (17, "no stage is named 'read.cvs' > did you mean 'read.csv'?"),
            (21, "unknown key 'on_fial' > did you mean 'on_fail'?"),
            (22, "there is no file 'lister/komuner.csv' > did you mean 'lister/kommuner.csv'?"),
            (23, "option 'upper' is missing"),
            (24, "'${row.kommune}' has no value here"),
            (25, "'write.csv' cannot stand here"),
            (26, "expected the path of a folder, found ''"),
            (29, "found ';;'"),
            (31, "two outputs write"),
            (33, "could leave the published folder"),
            (37, "found 'meget'"),
        ]
        for mistake in expected {
            #expect(
                found.contains { $0.line == mistake.line && $0.text.contains(mistake.words) },
                "line \(mistake.line): \(mistake.words)"
            )
        }
        #expect(found.map(\.line) == found.map(\.line).sorted())
        // Nothing follows from another mistake: each place is named once.
        #expect(found.count == expected.count, "\(found)")
    }

    @Test func followsFieldsThroughAllStagesAlthoughTheFileHasOtherMistakes() throws {
        try folder.write(
            "fejl.yaml",
            """
            version: 1
            name: fejl
            sumary: A mistake of another kind.
            inputs:
              nord:
                - read.csv: { path: in/nord.csv, fields: [år, kommune, procent] }
                - normalize.rename: { fields: { år: aar } }
                - normalize.number: { fields: [procent], decimal_mark: comma }
              syd:
                - read.csv: { path: in/syd.csv, fields: [aar, kommune] }
            stages:
              - validate.range: { fields: [kommune], from: 0 }
              - validate.pattern: { fields: [procent], pattern: "a" }
              - validate.required: { fields: [år] }
              - normalize.select: { fields: [aar, kommune] }
              - validate.required: { fields: [procent] }
            publish: out
            outputs:
              ud:
                - write.csv: { path: "${row.procent}.csv" }
            """
        )
        let result = try Command.run(["check", "fejl.yaml"], in: folder)
        let heads = result.outputLines.filter { $0.hasPrefix("fejl.yaml:") }
        #expect(
            heads == [
                "fejl.yaml:3:1: error: unknown option 'sumary'",
                "fejl.yaml:9:3: error: input 'syd' lacks the field 'procent' that 'nord' has",
                "fejl.yaml:12:32: error: field 'kommune' is text here, not number",
                "fejl.yaml:13:34: error: field 'procent' is number here, not text",
                "fejl.yaml:14:35: error: no field named 'år' at this point in the pipeline",
                "fejl.yaml:16:35: error: no field named 'procent' at this point in the pipeline",
                "fejl.yaml:20:26: error: no field named 'procent' at this point in the pipeline",
            ]
        )
        #expect(result.outputLines.last == "7 errors")
    }

    @Test func findsMisspeltFieldsBehindStagesThatCannotBeReadAndNothingThatFollowsFromThem() throws {
        try folder.write(
            "fejl.yaml",
            """
            version: 1
            name: fejl
            stages:
              - read.csv: { path: in/tal.csv, fields: [kommune, procent], delimter: ; }
              - normalize.numbr: { fields: [procent] }
              - normalize.renam: { fields: { procent: andel } }
              - validate.range: { fields: [procnt], from: 0 }
              - validate.range: { fields: [andel], from: 0 }
              - validate.unique: { fields: [komune] }
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        let result = try Command.run(["check", "fejl.yaml"], in: folder)
        let places = result.outputLines.filter { $0.hasPrefix("fejl.yaml:") }.map { $0.split(separator: " ")[0] }
        #expect(
            places == ["fejl.yaml:4:63:", "fejl.yaml:5:5:", "fejl.yaml:6:5:", "fejl.yaml:7:32:", "fejl.yaml:9:33:"]
        )
        #expect(result.output.contains("did you mean 'procent'?"))
        #expect(result.output.contains("did you mean 'kommune'?"))
    }

    @Test func parametersThatAreWrongOnTheCommandLineAre64() throws {
        let result = try Command.run(["check", "tal.yaml", "--param", "aar=2021"], in: folder)
        #expect(result.code == 64)
        #expect(result.output.contains("--param aar: no parameter has this name"))
    }

    @Test func checksTheProjectsOwnPipelines() throws {
        let pipelines = Command.repository.appendingPathComponent("pipelines").path
        let result = try Command.run(["check", pipelines], in: folder)
        #expect(result.code == 0, "\(result.output)")
    }
}
