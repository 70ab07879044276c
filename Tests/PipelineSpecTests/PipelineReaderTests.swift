import StageKit
import Testing

@testable import PipelineSpec

@Suite struct PipelineReaderTests {
    @Test func everySectionArrives() throws {
        let pipeline = try Reading.pipeline(
            """
            # yaml-language-server: $schema=pipeline.schema.json
            version: 1
            name: sundhedsprofil
            summary: The regions' tables.
            language: da
            params:
              wave: { type: integer, default: 2021, help: Survey year. }
            inputs:
              nord:
                - read.csv:
                    path: "nord/${param.wave}/*.csv"
                    fields: [år, 0101, no]
                  if_missing: skip
                  allow_empty: true
                  max_ratio: 1000
                  max_unpacked: 5000000
                - normalize.trim
              syd:
                stages:
                  - read.json: { path: syd.json }
                gate: { rejected: { max: 50 } }
                allow_empty: true
                if_missing: skip
            stages:
              - normalize.number: { fields: [procent], decimal_mark: point }
              - validate.range: { fields: [procent], from: 0 }
                id: spand
                label: Procent er 0 eller mere
                on_fail: flag
            publish: ../out/profil
            runs: ../runs
            keep_runs: 7
            mode: 0644
            max_files: 98
            outputs:
              samlet:
                - write.csv: { path: profil.csv }
              kommuner:
                - normalize.trim
                - write.json: { path: "kommune/${row.kommune}.json" }
            gate:
              rejected: { max: 1%, after: 20 }
            """,
            head: ""
        )
        #expect(pipeline.name == "sundhedsprofil")
        #expect(pipeline.summary == "The regions' tables.")
        #expect(pipeline.language == .danish)
        #expect(pipeline.file == "pipelines/profil.yaml")
        #expect(pipeline.folder == "pipelines")
        #expect(pipeline.inputs.map(\.name) == ["nord", "syd"])
        #expect(pipeline.inputs.map(\.ifMissing) == [.skip, .skip])
        #expect(pipeline.inputs.map(\.allowEmpty) == [true, true])
        #expect(pipeline.inputs.map(\.unpacking.maxRatio) == [1000, 200])
        #expect(pipeline.inputs.map(\.unpacking.maxUnpacked) == [5_000_000, 1 << 40])
        #expect(pipeline.inputs[0].stages.map(\.name) == ["normalize.trim"])
        #expect((pipeline.inputs[0].reader.stage as? TestReader)?.fields == ["år", "0101", "no"])
        #expect(pipeline.stages.map(\.id) == ["normalize.number", "spand"])
        #expect(pipeline.stages.map(\.onFail) == [nil, .flag])
        #expect(pipeline.stages[1].label == "Procent er 0 eller mere")
        #expect(pipeline.stages[1].place == SourcePlace(file: "pipelines/profil.yaml", line: 26, column: 5, length: 14))
        #expect(pipeline.publish.path == "../out/profil")
        #expect(pipeline.publish.runs == "../runs")
        #expect(pipeline.publish.keepRuns == 7)
        #expect(pipeline.publish.fileMode == 0o644)
        #expect(pipeline.publish.maxFiles == 98)
        #expect(pipeline.outputs.map(\.name) == ["samlet", "kommuner"])
        #expect(pipeline.outputs.map(\.writer.name) == ["write.csv", "write.json"])
        #expect(pipeline.outputs[1].stages.map(\.name) == ["normalize.trim"])
        #expect(pipeline.gate.maxShare?.millionths == 10_000)
        #expect(pipeline.gate.after == 20)
        #expect(pipeline.inputGates.mapValues(\.maxCount) == ["syd": 50])
        #expect(pipeline.parameters == [Pipeline.Setting(name: "wave", value: "2021")])
    }

    @Test func aSimplePipelineHasStagesAlone() throws {
        let pipeline = try Reading.pipeline(
            """
            stages:
              - read.csv: { path: x }
              - normalize.trim
              - write.csv: { path: sub/profil.csv }
              - write.json: { path: "kommune/${row.kommune}.json" }
              - write.json: { path: profil.json }
              - write.json: { path: "${row.æ}" }
            """
        )
        #expect(pipeline.inputs.map(\.name) == ["profil"])
        #expect(pipeline.stages.map(\.name) == ["normalize.trim"])
        #expect(pipeline.outputs.map(\.name) == ["profil", "kommune", "profil-2", "output"])
        #expect(pipeline.publish.keepRuns == 30)
        #expect(pipeline.publish.fileMode == 0o640)
        #expect(pipeline.publish.runs == nil)
        #expect(pipeline.gate == Gate())
    }

    @Test func eachEndStandsInItsSectionOrInStages() throws {
        let one = try Reading.pipeline(
            "inputs:\n  a:\n    - read.csv: { path: x }\nstages:\n  - write.csv: { path: x }"
        )
        #expect(one.inputs.map(\.name) == ["a"])
        #expect(one.outputs.map(\.name) == ["x"])
        let other = try Reading.pipeline(
            "stages:\n  - read.csv: { path: x }\noutputs:\n  a:\n    - write.csv: { path: x }"
        )
        #expect(other.inputs.map(\.name) == ["profil"])
        #expect(other.outputs.map(\.name) == ["a"])
    }

    @Test(arguments: [
        ("normalize.tirm", ["1:3 no stage is named 'normalize.tirm' (did you mean 'normalize.trim'?)"]),
        ("normalise.trim", ["1:3 no stage is named 'normalise.trim' (did you mean 'normalize.trim'?)"]),
        (
            "read.number",
            [
                "1:3 no stage is named 'read.number' (known: read.csv, read.json)",
                "1:3 'read.number' cannot stand here (there is a reader before it)",
            ]
        ),
        ("normalise", ["1:3 no stage is named 'normalise' ('sluse stages' lists them)"]),
        (
            "normalize.spelling",
            [
                "1:3 no stage is named 'normalize.spelling' (known: normalize.trim, normalize.number, normalize.code)"
            ]
        ),
        ("validate.number:", ["1:3 no stage is named 'validate.number' (did you mean 'normalize.number'?)"]),
        ("trim", ["1:3 no stage is named 'trim' (did you mean 'normalize.trim'?)"]),
        ("trim: {}", ["1:3 no stage is named 'trim' (did you mean 'normalize.trim'?)"]),
        ("label: trim", ["1:3 this item names no stage (it stands in front of its options, like 'read.csv:')"]),
        ("", ["1:2 expected the name of a stage, found nothing"]),
        ("[normalize.trim]", ["1:3 expected the name of a stage, found a list"]),
        (
            "normalize.number: { field: [a], decimal_mark: coma }",
            [
                "1:3 option 'fields' is missing (fields: list of fields. Fields that hold numbers.)",
                "1:23 unknown option 'field' (did you mean 'fields'?)",
                "1:49 expected comma, point, found 'coma' (did you mean 'comma'?)",
            ]
        ),
        (
            "normalize.number",
            [
                "1:3 option 'fields' is missing (fields: list of fields. Fields that hold numbers.)"
            ]
        ),
        ("normalize.number: [a]", ["1:21 expected options as a map, found a list"]),
        (
            "normalize.number:\n  fields: [a]\n  decimal_mark: coma",
            [
                "2:3 'fields' is an option of 'normalize.number' "
                    + "(indent it below 'normalize.number:', deeper than the name of the stage)",
                "3:3 'decimal_mark' is an option of 'normalize.number' "
                    + "(indent it below 'normalize.number:', deeper than the name of the stage)",
                "3:17 expected comma, point, found 'coma' (did you mean 'comma'?)",
            ]
        ),
        (
            "validate.range:\n    fields: [a]\n    limits: { least: 1, is_closd: true }",
            [
                "3:22 expected a share such as 1%, found '1'",
                "3:25 unknown option 'is_closd' (did you mean 'is_closed'?)",
            ]
        ),
        (
            "normalize.trim:\n  validate.range: { fields: [a] }",
            [
                "2:3 two stages in one item: 'validate.range' (begin each with '- ')"
            ]
        ),
        ("normalize.trim:\n  on_fial: flag", ["2:3 unknown key 'on_fial' (did you mean 'on_fail'?)"]),
        (
            "normalize.trim:\n  note: x",
            [
                "2:3 unknown key 'note' (beside the name of the stage there can be: id, label, on_fail)"
            ]
        ),
        ("normalize.trim:\n  on_fail: ignore", ["2:12 expected reject, flag, stop, found 'ignore'"]),
        ("normalize.trim:\n  id: må", ["2:7 'må' cannot be a name (\(Identifier.hint))"]),
        (
            "normalize.trim:\n  id: a\n- normalize.trim:\n  id: a",
            [
                "4:7 the id 'a' is given twice (the first is in line 4)"
            ]
        ),
        ("normalize.trim:\n  max_ratio: 9", ["2:3 'max_ratio' can stand at a reader alone"]),
        ("normalize.trim:\n  if_missing: skip", ["2:3 'if_missing' can stand at a reader alone"]),
        ("read.csv: { path: x }", ["1:3 'read.csv' cannot stand here (there is a reader before it)"]),
        ("write.csv: { path: y }\n- normalize.trim", ["1:3 'write.csv' cannot stand here (a writer stands last)"]),
        ("write.csv: { path: X }", ["2:22 two outputs write 'x' (the first is in line 3)"]),
    ])
    func mistakesInStages(item: String, expected: [String]) {
        let head = Reading.head + "stages:\n- read.csv: { path: x }\n"
        let found = Reading.mistakes("- \(item)\n- write.csv: { path: x }", head: head)
        #expect(
            found.map { $0.replacing("in line 7", with: "in line 4").replacing("in line 6", with: "in line 3") }
                == expected
        )
    }

    @Test(arguments: [
        (
            "stages:\n- normalize.trim\n- write.csv: { path: x }",
            [
                "2:1 the pipeline has no reader (begin with a stage such as read.csv)"
            ]
        ),
        (
            "stages:\n- normalize.trim\n- read.csv: { path: x }\n- write.csv: { path: x }",
            [
                "3:3 'read.csv' cannot stand here (a reader stands first)"
            ]
        ),
        ("stages:\n- read.csv: { path: x }", ["2:1 the pipeline has no writer (end with a stage such as write.csv)"]),
        (
            "stages:\n- read.csv: { path: x }\n  on_fail: flag\n- write.csv: { path: x }\n  on_fail: stop",
            [
                "3:3 'on_fail' cannot stand at a reader or writer "
                    + "(readers and writers have no choice: what they cannot read or write is rejected or refused)",
                "5:3 'on_fail' cannot stand at a reader or writer "
                    + "(readers and writers have no choice: what they cannot read or write is rejected or refused)",
            ]
        ),
        (
            "summary: x",
            [
                "-2:1 the pipeline has no reader (begin with a stage such as read.csv)",
                "-2:1 the pipeline has no writer (end with a stage such as write.csv)",
            ]
        ),
        (
            "stages:\n- read.xml\n- write.xml",
            [
                "2:3 no stage is named 'read.xml' (known: read.csv, read.json)",
                "3:3 no stage is named 'write.xml' (known: write.csv, write.json)",
            ]
        ),
        ("stages: read.csv", ["1:9 expected a list of stages, found 'read.csv' (begin each with '- ')"]),
        ("stages:", ["1:1 option 'stages' has no value"]),
    ])
    func mistakesInSimplePipelines(yaml: String, expected: [String]) {
        #expect(Reading.mistakes(yaml) == expected)
    }

    @Test(arguments: [
        ("a: []", ["2:3 input 'a' has no reader (begin with a stage such as read.csv)"]),
        (
            "a: [normalize.trim, { write.csv: { path: x } }]",
            [
                "2:3 input 'a' has no reader (begin with a stage such as read.csv)",
                "2:25 'write.csv' cannot stand here (writers stand in outputs, or last in stages)",
            ]
        ),
        ("a: read.csv", ["2:6 expected a list of stages, found 'read.csv' (begin each with '- ')"]),
        ("a: { read.csv: { path: x } }", ["2:6 expected a list of stages, found a map (begin each stage with '- ')"]),
        (
            "a: { stage: [{ read.csv: { path: x } }] }",
            [
                "2:3 option 'stages' is missing (stages: list of texts. A reader, then the stages of this input alone.)",
                "2:8 unknown option 'stage' (did you mean 'stages'?)",
            ]
        ),
        (
            "a: { stages: [{ read.csv: { path: x } }], if_missing: ignore, allow_empty: ja, gate: { rejected: 1% } }",
            [
                "2:57 expected stop, skip, found 'ignore'",
                "2:78 expected true or false, found 'ja'",
                "2:100 expected options as a map, found '1%'",
            ]
        ),
        (
            "a: { stages: [{ read.csv: { path: x }, if_missing: skip, allow_empty: true }], if_missing: stop, allow_empty: true }",
            [
                "2:94 'if_missing' stands at the reader too (once is enough: leave out one of the two)",
                "2:113 'allow_empty' stands at the reader too (once is enough: leave out one of the two)",
            ]
        ),
        (
            "a: [{ read.csv: { path: x } }]\n  A: [{ read.csv: { path: x } }]",
            [
                "3:3 'A' and 'a' differ in case alone (they name files, and some file systems take them for one)"
            ]
        ),
        ("../a: [{ read.csv: { path: x } }]", ["2:3 '../a' cannot be a name (\(Identifier.hint))"]),
    ])
    func mistakesInInputs(inputs: String, expected: [String]) {
        #expect(Reading.mistakes("inputs:\n  \(inputs)\nstages:\n- write.csv: { path: x }") == expected)
    }

    @Test func inputsAreAMap() {
        let rest = "\nstages:\n- write.csv: { path: x }"
        #expect(Reading.mistakes("inputs: {}" + rest) == ["1:9 'inputs' is an empty map"])
        #expect(Reading.mistakes("inputs: [a]" + rest) == ["1:9 expected 'inputs' as a map, found a list"])
        #expect(Reading.mistakes("inputs:" + rest) == ["1:1 option 'inputs' has no value"])
    }

    @Test func whatStandsInASectionCannotStandInStages() {
        #expect(
            Reading.mistakes(
                """
                inputs: { a: [{ read.csv: { path: x } }] }
                stages: [{ read.csv: { path: x } }, { write.csv: { path: x } }]
                outputs: { a: [{ write.csv: { path: x } }] }
                """
            ) == [
                "2:12 'read.csv' cannot stand here (this pipeline has inputs; readers stand there)",
                "2:39 'write.csv' cannot stand here (this pipeline has outputs; writers stand there)",
            ]
        )
    }

    @Test(arguments: [
        ("a: [normalize.trim]", ["2:3 output 'a' has no writer (end with a stage such as write.csv)"]),
        (
            "a: [{ write.csv: { path: x } }, { write.csv: { path: y } }]",
            [
                "2:37 'write.csv' cannot stand here (an output has one writer; give each its own output)"
            ]
        ),
        (
            "a: [{ write.csv: { path: x } }, normalize.trim]",
            [
                "2:9 'write.csv' cannot stand here (a writer stands last)"
            ]
        ),
        (
            "a: [{ read.csv: { path: x } }, { write.csv: { path: x } }]",
            [
                "2:9 'read.csv' cannot stand here (an output takes the records that are left)"
            ]
        ),
        (
            "a: [{ normalize.trim: {}, on_fail: reject }, { write.csv: { path: x } }]",
            [
                "2:38 a stage of an output cannot reject "
                    + "(every output has every record; write flag or stop, or move the stage to stages)"
            ]
        ),
        (
            "a: [{ write.csv: { path: x } }]\n  b: [{ write.json: { path: ./x } }]",
            [
                "3:29 two outputs write './x' (the first is in line 7)"
            ]
        ),
    ])
    func mistakesInOutputs(outputs: String, expected: [String]) {
        #expect(
            Reading.mistakes("stages:\n- read.csv: { path: x }\noutputs:\n  \(outputs)").map {
                $0.replacing("4:", with: "2:").replacing("5:", with: "3:")
            } == expected
        )
    }

    @Test(arguments: [
        ("version: 1\nname: a\npublish: b", []),
        ("name: a\npublish: b", ["1:1 option 'version' is missing (version: 1. Version of the pipeline language.)"]),
        ("version: 2\nname: a\npublish: b", ["1:10 expected 1, found '2'"]),
        (
            "version: 1\npublish: b",
            [
                "1:1 option 'name' is missing (name: text. Name of the pipeline; names run folders and locks.)"
            ]
        ),
        ("version: 1\nname: ../a b\npublish: b", ["2:7 '../a b' cannot be a name (\(Identifier.hint))"]),
        (
            "version: 1\nname: \(String(repeating: "a", count: 65))\npublish: b",
            [
                "2:7 '\(String(repeating: "a", count: 65))' cannot be a name (\(Identifier.hint))"
            ]
        ),
        (
            "version: 1\nname: a",
            [
                "1:1 option 'publish' is missing (publish: path. Folder that is replaced whole when a run succeeds.)"
            ]
        ),
        ("version: 1\nname: a\npublish: ''", ["3:10 expected the path of a folder, found ''"]),
        (
            "version: 1\nname: a\npublsh: b",
            [
                "1:1 option 'publish' is missing (publish: path. Folder that is replaced whole when a run succeeds.)",
                "3:1 unknown option 'publsh' (did you mean 'publish'?)",
            ]
        ),
        ("version: 1\nname: a\npublish: b\nkeep_runs: -1", ["4:12 expected 0 or more, found '-1'"]),
        ("version: 1\nname: a\npublish: b\nkeep_runs: 0", ["4:12 expected 1 or more, found '0'"]),
        ("version: 1\nname: a\npublish: b\nmax_files: many", ["4:12 expected a whole number, found 'many'"]),
        ("version: 1\nname: a\npublish: b\nmode: rw", ["4:7 expected octal digits such as 0640, found 'rw'"]),
        ("version: 1\nname: a\npublish: b\nmode: 4640", ["4:7 expected octal digits such as 0640, found '4640'"]),
        (
            "version: 1\nname: a\npublish: b\nmode: 0440",
            [
                "4:7 '0440' is no mode for published files "
                    + "(the owner reads and writes, nobody executes: 0600, 0640, 0644, 0660)"
            ]
        ),
        ("version: 1\nname: a\npublish: b\nlanguage: dk", ["4:11 expected en, da, found 'dk' (did you mean 'da'?)"]),
        (
            "version: 1\nname: a\npublish: b\ngate: { rejected: { max: 101%, after: x } }",
            [
                "4:26 expected a share such as 1%, found '101%'", "4:39 expected a whole number, found 'x'",
            ]
        ),
        (
            "version: 1\nname: a\npublish: b\ngate: { rejected: { max: few } }",
            [
                "4:26 expected a share such as 1%, or a number, found 'few'"
            ]
        ),
        (
            "version: 1\nname: a\npublish: b\ngate: { rejected: {} }",
            [
                "4:19 option 'max' is missing "
                    + "(max: number or percent. Above it nothing is published: a share such as 1%, or a number of records.)"
            ]
        ),
    ])
    func mistakesAtTheTop(head: String, expected: [String]) {
        let stages = "\nstages: [{ read.csv: { path: x } }, { write.csv: { path: x } }]"
        #expect(Reading.mistakes(head + stages, head: "") == expected)
    }

    @Test(arguments: ["", "# nothing", "text", "[1]"])
    func aFileMustBeAPipeline(yaml: String) {
        #expect(Reading.mistakes(yaml, head: "").first?.contains("expected a pipeline, found") == true)
    }

    @Test func oneMistakeIsReportedOnce() {
        #expect(
            Reading.mistakes("stages: [csv, *x]") == [
                "1:10 no stage is named 'csv' (did you mean 'read.csv'?)",
                "1:15 no anchor is named 'x' (an anchor '&x' must come before it; for the text '*x' use quotes)",
            ]
        )
    }

    @Test func mistakesOfYAMLAndOfThePipelineAreReportedTogether() {
        #expect(
            Reading.mistakes("summary: !x y\nstages:\n- read.csv: { path: x, path: y }\n- write.cvs: { path: x }") == [
                "1:10 tags are not used here (leave it out: every value is taken as the text written)",
                "3:24 'path' is given twice in this map (the first is in line 6)",
                "4:3 no stage is named 'write.cvs' (did you mean 'write.csv'?)",
            ]
        )
    }

    @Test func anyChangedFileIsReadOrRefused() {
        let yaml = Array(
            (Reading.head + """
                params: { w: { default: "1" } }
                inputs: { a: { stages: [{ read.csv: { path: "${param.w}" } }], gate: { rejected: { max: 1% } } } }
                stages:
                - normalize.number: { fields: [x], decimal_mark: comma }
                  id: y
                outputs: { b: [normalize.trim, { write.csv: { path: "${row.z}.csv" } }] }
                """).utf8
        )
        let bytes = Array("$-:{} \"".utf8)
        for index in stride(from: 0, to: yaml.count, by: 3) {
            for changed in [Array(yaml[..<index]), yaml[..<index] + [bytes[index % 7]] + yaml[(index + 1)...]] {
                do throws(Mistakes) {
                    _ = try Reading.pipeline(String(decoding: changed, as: UTF8.self), head: "")
                } catch {
                    #expect(!error.diagnostics.isEmpty)
                }
            }
        }
    }
}
