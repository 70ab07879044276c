import StageKit
import Testing

@testable import PipelineSpec

@Suite struct TwentyMistakesTests {
    /// One mistake of each kind; the line says at its end which it is.
    private let yaml = """
        version: 2
        name: sundheds profil
        langauge: da
        language: dansk
        params:
          wave: { type: integer, default: tyve }
        keep_runs: -3
        mode: 0777
        inputs:
          nord:
            - read.csv: { path: nord.csv, delimitr: ";" }
              on_fail: flag
            - normalize.nummer: { fields: [procent] }
            - normalize.number:
                decimal_mark: coma
          syd:
            - normalize.trim
        stages:
          - normalize.code: { list: koder/komuner.yaml, at: "${param.wav}-01-01" }
          - normalize.trim:
            validate.range: { fields: [procent] }
            id: spand
          - validate.range: { fields: procent, from: 0, from: 1 }
            id: spand
        publish: ${env.UD}/profil
        outputs:
          samlet:
            - normalize.trim:
              on_fail: reject
            - write.csv: { path: "${row.kommune}.csv", delimiter: ${now.dag} }
        gate: { rejected: { max: 1 %, after: 20 } }
        """

    /// Everything in quotes is filled with care: `${now.dag}` would break the braces.
    private var readable: String { yaml.replacing("${now.dag} }", with: "\"${now.dag}\" }") }

    @Test func allAreReportedAtOnceWithPlaceAndSuggestion() {
        let found = Reading.mistakes(
            readable,
            head: "",
            parameters: ["wafe": "2021"],
            files: ["pipelines/koder/kommuner.yaml": "[]"]
        )
        let expected = [
            "1:10 expected 1, found '2'",
            "2:7 'sundheds profil' cannot be a name (\(Identifier.hint))",
            "3:1 unknown option 'langauge' (did you mean 'language'?)",
            "4:11 expected en, da, found 'dansk'",
            "6:35 expected a whole number, found 'tyve'",
            "7:12 expected 0 or more, found '-3'",
            "8:7 '0777' is no mode for published files "
                + "(the owner reads and writes, nobody executes: 0600, 0640, 0644, 0660)",
            "11:35 unknown option 'delimitr' (did you mean 'delimiter'?)",
            "12:7 'on_fail' cannot stand at a reader or writer "
                + "(readers and writers have no choice: what they cannot read or write is rejected or refused)",
            "13:7 no stage is named 'normalize.nummer' (did you mean 'normalize.number'?)",
            "14:7 option 'fields' is missing (fields: list of fields. Fields that hold numbers.)",
            "15:23 expected comma, point, found 'coma' (did you mean 'comma'?)",
            "16:3 input 'syd' has no reader (begin with a stage such as read.csv)",
            "19:29 there is no file 'koder/komuner.yaml' (did you mean 'koder/kommuner.yaml'?)",
            "19:54 no parameter is named 'wav' (did you mean '${param.wave}'?)",
            "21:5 two stages in one item: 'validate.range' (begin each with '- ')",
            "23:31 expected a list, found 'procent' (write [a, b])",
            "23:49 'from' is given twice in this map (the first is in line 23)",
            "24:9 the id 'spand' is given twice (the first is in line 22)",
            "25:10 environment variable 'UD' is not set (set it, or give a default: ${env.UD:-…})",
            "29:16 a stage of an output cannot reject "
                + "(every output has every record; write flag or stop, or move the stage to stages)",
            "30:60 no variable is named 'now.dag' (there is ${now.date})",
            "31:26 expected a share such as 1%, found '1 %'",
            "--param wafe: no parameter has this name (did you mean 'wave'?)",
        ]
        #expect(found == expected)
        #expect(expected.count >= 20)
    }

    @Test func whatBreaksYAMLIsSaidFirst() {
        #expect(
            Reading.mistakes(yaml, head: "") == [
                "30:59 '${' must stand in quotes inside { } and [ ] (write \"${now.dag}\")"
            ]
        )
    }

    @Test func everyMistakeIsShownWithItsLine() throws {
        let yaml = readable
        let error = #expect(throws: Mistakes.self) { try Reading.pipeline(yaml, head: "") }
        let renderer = DiagnosticRenderer { _ in Array(yaml.utf8) }
        let text = renderer.text(try #require(error).diagnostics)
        #expect(
            text.contains(
                """
                pipelines/profil.yaml:23:49: error: 'from' is given twice in this map
                23 |   - validate.range: { fields: procent, from: 0, from: 1 }
                   |                                                 ^~~~ the first is in line 23

                """
            )
        )
        #expect(text.hasSuffix("\n\n23 errors\n"))
    }
}
