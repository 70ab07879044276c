import StageKit
import Testing

/// Programs that give back what they are sent, but for one record: answers that are the text which was sent are told
/// many at once, and what does not belong there is found all the same.
@Suite(.timeLimit(.minutes(5))) struct CopiedAnswerTests {
    struct Deed: CustomTestStringConvertible, Sendable {
        /// What the program does with record 20; `$line` is its text, `$before` that of the one before.
        var act: String
        /// How the account of it begins; nil when it is allowed.
        var said: String?
        var testDescription: String { act }
    }

    static let deeds = [
        Deed(act: "echo \"$line\"", said: nil),
        Deed(act: ":", said: "program answered later records and not this one at ind.csv:21"),
        Deed(act: "echo \"$line\"; echo \"$line\"", said: "program answered a record twice at ind.csv:21"),
        Deed(act: "echo \"$line\"; echo \"$before\"", said: "program answered a record twice at ind.csv:20"),
        Deed(act: "echo \"$before\"; echo \"$line\"", said: "program answered a record twice at ind.csv:20"),
        Deed(act: "echo vrøvl; echo \"$line\"", said: "program answered with a"),
        Deed(act: "echo \"${line%?}\"", said: "program"),
        // Two records change places: each is answered once.
        Deed(act: "read -r after; echo \"$after\"; echo \"$line\"", said: nil),
    ]

    @Test(arguments: deeds, ["csv", "json_lines"])
    func whatIsNoCopyIsFound(deed: Deed, format: String) async throws {
        for hasOddTexts in [false, true] {
            // Each line is sent when the program has it, so that answers come in pieces.
            let pipeline = try ProgramPipeline(
                stage: "fields: all\nformat: \(format)\ncommand: [./program]\ntime_limit: 2\n",
                program: """
                    #!/bin/sh
                    IFS= read -r head
                    [ \(format) = csv ] && echo "$head"
                    i=0
                    while IFS= read -r line; do
                      [ -z "$line" ] && continue
                      i=$((i + 1))
                      if [ $i = 20 ]; then
                        \(deed.act)
                      else
                        echo "$line"
                      fi
                      before=$line
                    done
                    """
            )
            // A text in quotes is written in other words from a line of plain cells.
            let odd = hasOddTexts ? "\"a \"\"b\"\";\";1,50" : "navn;1"
            try pipeline.deliver((1...40).map { $0 == 30 ? odd : "navn \($0);\($0)" })
            let ending = await pipeline.run(workers: 1)
            switch (ending, deed.said) {
            case (.published(let table, let rejects), nil):
                #expect(table.split(separator: "\n").count == 41)
                #expect(rejects == [])
            case (.failed(let text, _), let said?): #expect(text.hasPrefix(said), "\(format)")
            default: Issue.record("\(ending)")
            }
            #expect(pipeline.hasPublished == (deed.said == nil))
        }
    }

    @Test func recordsOfSeveralLinesAreCopiesToo() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\nformat: csv\ncommand: [cat]\nstateless: true\n",
            program: ""
        )
        try pipeline.deliver((1...500).map { $0 % 7 == 0 ? "\"to\nlinjer \($0)\";\($0)" : "navn \($0);\($0)" })
        guard case .published(let table, let rejects) = await pipeline.run(batchBytes: 700) else {
            Issue.record("not published")
            return
        }
        #expect(rejects == [])
        #expect(table.contains("\"to\nlinjer 497\";497\n"))
        #expect(table.split(separator: "\n").count == 501 + 500 / 7)
    }
}
