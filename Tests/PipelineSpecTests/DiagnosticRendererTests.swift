import StageKit
import Testing

@testable import PipelineSpec

@Suite struct DiagnosticRendererTests {
    private let place = SourcePlace(file: "pipelines/profil.yaml", line: 16, column: 16, length: 6)

    @Test func aMistakeIsShownWithItsLineAndCaret() {
        let lines = Array(repeating: "", count: 15) + ["      fields: [procnt, ci_lav, ci_hoej]"]
        let diagnostic = Diagnostic(
            "no field named 'procnt' at this point in the pipeline",
            at: place,
            hint: "did you mean 'procent'?"
        )
        #expect(
            text([diagnostic], lines.joined(separator: "\n")) == """
                pipelines/profil.yaml:16:16: error: no field named 'procnt' at this point in the pipeline
                16 |       fields: [procnt, ci_lav, ci_hoej]
                   |                ^~~~~~ did you mean 'procent'?

                1 error

                """
        )
    }

    @Test func mistakesWithoutPlaceOrLineAreShown() {
        let diagnostics = [
            Diagnostic("--param wave is missing", hint: "add --param wave=…"),
            Diagnostic("no place and no hint"),
            Diagnostic("beyond the end", at: SourcePlace(file: "f", line: 9, column: 1), hint: "look"),
            Diagnostic("no such file", at: SourcePlace(file: "unknown", line: 1, column: 1), severity: .warning),
        ]
        #expect(
            text(diagnostics, "a") == """
                error: --param wave is missing
                  hint: add --param wave=…

                error: no place and no hint

                f:9:1: error: beyond the end
                  hint: look

                unknown:1:1: warning: no such file

                3 errors, 1 warning

                """
        )
    }

    @Test func nothingToSayIsNothing() {
        #expect(text([], "") == "")
        #expect(DiagnosticRenderer.jsonLines([]) == "")
        #expect(DiagnosticRenderer.summary(of: []) == "")
    }

    @Test func longLinesAreCutAroundThePlace() {
        let line = String(repeating: "æ", count: 200) + "HERE" + String(repeating: "ø", count: 200)
        var renderer = DiagnosticRenderer { _ in Array(line.utf8) }
        renderer.width = 30
        func shown(_ column: Int, _ length: Int) -> [Substring] {
            let place = SourcePlace(file: "f", line: 1, column: column, length: length)
            return renderer.text([Diagnostic("m", at: place)]).split(separator: "\n")[1...2].map(\.self)
        }
        #expect(
            shown(201, 4) == [
                "1 | …ææææææææææHEREøøøøøøøøøøøøøøøø…",
                "  |            ^~~~",
            ]
        )
        #expect(
            shown(1, 400) == ["1 | \(String(repeating: "æ", count: 30))…", "  | ^\(String(repeating: "~", count: 29))"]
        )
        #expect(
            shown(404, 9) == [
                "1 | …\(String(repeating: "ø", count: 30))", "  |                               ^",
            ]
        )
        #expect(shown(405, 1).last == "  | \(String(repeating: " ", count: 31))^")
        #expect(shown(9_999, 1).last == "  | \(String(repeating: " ", count: 31))^")
    }

    @Test func nothingThatATerminalObeysIsShown() {
        let diagnostic = Diagnostic(
            "found '\u{1b}[2J\na\u{202e}b'",
            at: SourcePlace(file: "f\u{7}", line: 1, column: 3)
        )
        #expect(
            text([diagnostic], "\ta\u{9b}b\n") == """
                f\u{fffd}:1:3: error: found '\u{fffd}[2J a\u{fffd}b'
                1 |  a\u{fffd}b
                  |   ^

                1 error

                """
        )
        let long = Diagnostic("found '\(String(repeating: "x", count: 10_000))'")
        #expect(text([long], "").count < 500)
    }

    @Test func colourIsAddedWhenAskedFor() {
        var renderer = DiagnosticRenderer { _ in Array("abc".utf8) }
        renderer.usesColor = true
        let place = SourcePlace(file: "f", line: 1, column: 2)
        let warning = Diagnostic("m", at: place, hint: "h", severity: .warning)
        #expect(
            renderer.text([warning]) == """
                \u{1b}[1mf:1:2:\u{1b}[0m \u{1b}[1;33mwarning:\u{1b}[0m m
                1 | abc
                  |  \u{1b}[33m^\u{1b}[0m h

                1 warning

                """
        )
    }

    @Test func machinesGetOneObjectALine() {
        let diagnostics = [
            Diagnostic("no field named 'pro\"cnt'", at: place, hint: "did you\nmean?"),
            Diagnostic("a\u{1}\\", severity: .warning),
        ]
        #expect(
            DiagnosticRenderer.jsonLines(diagnostics) == #"""
                {"severity":"error","file":"pipelines/profil.yaml","line":16,"column":16,"length":6,\#
                "message":"no field named 'pro\"cnt'","hint":"did you\nmean?"}
                {"severity":"warning","message":"a\u0001\\"}

                """#
        )
    }

    private func text(_ diagnostics: [Diagnostic], _ source: String) -> String {
        DiagnosticRenderer { $0 == "unknown" ? nil : Array(source.utf8) }.text(diagnostics)
    }
}
