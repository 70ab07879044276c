import StageKit
import Testing

@testable import PipelineSpec

@Suite struct VariableTests {
    private let params = "params:\n  wave: { type: integer, default: 2021 }\n"

    @Test func variablesAreFilledInAfterYAMLWasRead() throws {
        let yaml = """
            params: { wave: { type: integer, default: 2021 }, day: { type: date, default: "${now.date}" } }
            stages:
              - read.csv: { path: "${env.ROOT}/${param.wave}-${param.day}.csv", delimiter: "${env.NONE:-|}" }
              - write.csv: { path: "a: { $${x} }${row.kommune}.csv" }
            """
        #expect(throws: Mistakes.self) { try Reading.pipeline(yaml, environment: ["ROOT": "x"]) }
        let pipeline = try Reading.pipeline(
            yaml.replacing("{ $${x} }", with: ""),
            parameters: ["wave": "2025"],
            environment: ["ROOT": "in: { # ]", "UNUSED": "x"]
        )
        let reader = try #require(pipeline.inputs[0].reader.stage as? TestReader)
        #expect(reader.path.text == "in: { # ]/2025-2026-11-22.csv")
        #expect(reader.delimiter == "|")
        #expect((pipeline.outputs[0].writer.stage as? TestWriter)?.path.text == "a: ${row.kommune}.csv")
        #expect(pipeline.parameters.map { "\($0.name)=\($0.value)" } == ["wave=2025", "day=2026-11-22"])
        #expect(pipeline.variables.map { "\($0.name)=\($0.value)" } == ["ROOT=in: { # ]"])
    }

    @Test(arguments: [
        ("a${env.A}b", "a1b"),
        ("${env.A:-2}${env.B:-2}", "12"),
        ("${env.E}${env.E:-2}", "2"),
        ("$${env.A}", "${env.A}"),
        ("$$${env.A}", "$${env.A}"),
        ("$ {}$a$", "$ {}$a$"),
        ("${env.B:-}", ""),
        ("${env.B:-a:-b}", "a:-b"),
        ("${env.A:?needed}", "1"),
        ("${param.wave:?needed}", "2021"),
        ("${now.date}", "2026-11-22"),
    ])
    func formsOfVariables(written: String, expected: String) throws {
        let yaml = params + "stages:\n  - read.csv: { path: x, delimiter: \"\(written)\" }\n  - write.csv: { path: y }"
        let pipeline = try Reading.pipeline(yaml, environment: ["A": "1", "E": ""])
        #expect((pipeline.inputs[0].reader.stage as? TestReader)?.delimiter == expected)
    }

    @Test(arguments: [
        ("${env.B}", 19, "environment variable 'B' is not set (set it, or give a default: ${env.B:-…})"),
        ("${env.B:?say where}", 19, "say where (set the environment variable B)"),
        ("x${param.wavee}", 20, "no parameter is named 'wavee' (did you mean '${param.wave}'?)"),
        ("${param.kommune}", 19, "no parameter is named 'kommune' (known: wave)"),
        ("${wave}", 19, "'${wave}' is no variable (did you mean '${param.wave}'?)"),
        ("${parm.wave}", 19, "'${parm.wave}' is no variable (did you mean '${param.wave}'?)"),
        (
            "${}",
            19, "'${}' is no variable (write ${param.NAME}, ${env.NAME} or ${now.date}; '$${' is the text '${')"
        ),
        ("${now.time}", 19, "no variable is named 'now.time' (there is ${now.date})"),
        ("${row.x}", 19, "'${row.x}' has no value here (it can stand in the path of a writer alone)"),
        ("a${env.B", 20, "'${' is never closed (write '$${' for the text '${')"),
    ])
    func mistakesHavePlaceAndHint(written: String, column: Int, expected: String) {
        func yaml(_ written: String) -> String {
            params + "stages:\n- read.csv:\n    path: y\n    delimiter:    \(written)\n- write.csv: { path: y }"
        }
        #expect(Reading.mistakes(yaml(written)) == ["6:\(column) \(expected)"])
        #expect(Reading.mistakes(yaml("'\(written)'")) == ["6:\(column + 1) \(expected)"])
        #expect(Reading.mistakes(yaml("\"\\x2e\(written)\"")).first?.hasPrefix("6:19 ") == true)
    }

    @Test func aRowIsKnownInThePathOfAWriterAlone() {
        let chain = "stages:\n  - read.csv: { path: x }\n"
        let elsewhere = "'${row.a}' has no value here (it can stand in the path of a writer alone)"
        #expect(Reading.mistakes(chain + "  - write.csv: { path: 'a/${row.a}.csv' }") == [])
        #expect(
            Reading.mistakes(chain + "  - write.csv: { path: x, delimiter: '${row.a}' }") == ["3:39 \(elsewhere)"]
        )
        #expect(Reading.mistakes("summary: ${row.a}\n" + chain + "  - write.csv: { path: x }") == ["1:10 \(elsewhere)"])
        #expect(
            Reading.mistakes(chain + "  - write.csv: { path: '${row.a:-b}.csv' }") == [
                "3:25 a row has fields, and no ':-' or ':?' (write ${row.FIELD})"
            ]
        )
        #expect(
            Reading.mistakes(chain + "  - write.csv: { path: '${env.A}.csv' }", environment: ["A": "${row.b}"]) == [
                "3:25 a path cannot hold the text '${'"
            ]
        )
    }

    @Test func keysAreNotFilledIn() {
        let yaml = "stages:\n  - read.csv: { path: x, \"${env.A}\": y }\n  - write.csv: { path: y }"
        #expect(Reading.mistakes(yaml).first == "2:26 a key cannot hold '${' (only values are filled in)")
    }

    @Test func whatFollowsFromAnUnfilledValueIsNotReported() {
        let yaml = "keep_runs: ${env.B}\nstages:\n  - read.csv: { path: x }\n  - write.csv: { path: y }"
        #expect(Reading.mistakes(yaml).count == 1)
    }

    @Test func valuesFromTheCommandLineAreChecked() {
        let yaml = """
            params:
              wave: { type: integer, help: Survey year. }
              sex: { choices: [alle, mænd] }
              final: { type: boolean, default: true }
              at: { type: date, default: 2024-02-29 }
              spare: {}
            summary: ${param.wave} ${param.sex} ${param.spare:-x}
            stages:
              - read.csv: { path: x }
              - write.csv: { path: y }
            """
        #expect(Reading.mistakes(yaml, parameters: ["wave": "1", "sex": "alle"]) == [])
        #expect(
            Reading.mistakes(yaml, parameters: ["wafe": "1", "sex": "mand", "final": "ja", "at": "2023-02-29"]) == [
                "--param sex: expected alle, mænd, found 'mand' (did you mean 'mænd'?)",
                "--param final: expected true or false, found 'ja'",
                "--param at: expected a date such as 2026-11-22, found '2023-02-29'",
                "--param wafe: no parameter has this name (did you mean 'wave'?)",
                "--param wave is missing (add --param wave=…: Survey year.)",
            ]
        )
        #expect(
            Reading.mistakes(yaml, parameters: ["wave": "1x", "sex": "alle"]) == [
                "--param wave: expected a whole number, found '1x'"
            ]
        )
    }

    @Test func declarationsOfParametersAreChecked() {
        let yaml = """
            params:
              wave: { type: integr }
              day: { type: date, default: tomorrow }
              sex: { choices: [a, b], default: c }
              æ: {}
              old: { type: integer, default: "${param.wave}" }
              year: 2021
            stages:
              - read.csv: { path: "${param.wave}" }
              - write.csv: { path: y }
            """
        #expect(
            Reading.mistakes(yaml) == [
                "2:17 expected text, integer, boolean, date, found 'integr' (did you mean 'integer'?)",
                "3:31 expected a date such as 2026-11-22, found 'tomorrow'",
                "4:36 expected a, b, found 'c'",
                "5:3 'æ' cannot be a name (\(Identifier.hint))",
                "6:35 a parameter cannot refer to another (a default may hold ${env.NAME} and ${now.date})",
                "7:9 expected options as a map, found '2021'",
            ]
        )
    }

    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (11_017, "2000-03-01"),
        (-25_509, "1900-02-28"), (-25_508, "1900-03-01"), (-719_162, "0001-01-01"), (2_932_896, "9999-12-31"),
    ])
    func daysAreWrittenAsDates(days: Int64, text: String) {
        #expect(ISODay.text(daysSince1970: days) == text)
        #expect(ISODay.parse(text.utf8) == days)
    }

    @Test func daysOutsideTheCalendarAreNone() {
        #expect(ISODay.text(daysSince1970: .max) == nil)
        #expect(ISODay.text(daysSince1970: -719_163) == nil)
        for text in [
            "2023-2-01", "2023-13-01", "2023-00-10", "2023-04-31", "1900-02-29", "2023-01-00", "x", "2023-01-0a",
        ] {
            #expect(ISODay.parse(text.utf8) == nil)
        }
    }
}
