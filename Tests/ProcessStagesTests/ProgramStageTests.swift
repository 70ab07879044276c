import Foundation
import Testing

@Suite struct ProgramStageTests {
    static let kept = "navn;antal\nAne;1.50\nBo;\n\"Cæ;\"\"ø\";3\n"

    @Test(arguments: ["json_lines", "csv"], [true, false])
    func aProgramThatCopiesKeepsEveryRecord(format: String, isStateless: Bool) async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\nformat: \(format)\nstateless: \(isStateless)\ncommand: [cat]\n",
            program: ""
        )
        #expect(await pipeline.run() == .published(Self.kept, rejects: []))
        #expect(await pipeline.run(workers: 4, batchBytes: 8) == .published(Self.kept, rejects: []))
    }

    @Test func aNumberIsEnoughToKeepARecord() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\n",
            program: Programs.shell(Programs.keep)
        )
        #expect(await pipeline.run() == .published(Self.kept, rejects: []))
    }

    @Test func rejectsWithARuleAndAField() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\nrules: { prov.brudt: { en: broken, da: brudt } }\n",
            program: Programs.keeping(butAt: 2, #"echo '{"_n":2,"_reject":"prov.brudt","_field":"antal"}'"#)
        )
        let table = "navn;antal\nAne;1.50\n\"Cæ;\"\"ø\";3\n"
        #expect(await pipeline.run() == .published(table, rejects: ["3 antal prov.brudt"]))
    }

    @Test func severalFaultsOfOneRecordAreListed() async throws {
        let pipeline = try ProgramPipeline(
            stage: """
                fields: all
                command: [./program]
                rules: { prov.en: { en: broken, da: brudt }, prov.to: { en: broken too, da: også brudt } }
                """,
            program: Programs.keeping(
                butAt: 1,
                #"echo '{"_n":1,"_reject":["prov.en","prov.to"],"_field":["navn","antal"]}'"#
            )
        )
        let table = "navn;antal\nBo;\n\"Cæ;\"\"ø\";3\n"
        #expect(await pipeline.run() == .published(table, rejects: ["2 navn prov.en", "2 antal prov.to"]))
    }

    @Test func addsChangesAndLeavesOutFields() async throws {
        let pipeline = try ProgramPipeline(
            "normalize.prov",
            stage: """
                options: { felt: { type: field, required: true, help: Field to change. } }
                changes: { "${option.felt}": number }
                adds: { dag: date, ny: text }
                fields: [navn]
                drops: [navn]
                command: [./program]
                """,
            program: Programs.shell(
                #"  echo "{\"_n\":$n,\"antal\":\"$n.0\",\"dag\":\"2021-05-0$n\",\"ny\":\"æ\\u00f8\",\"navn\":null}" | "#
                    + #"sed 's/,"navn":null//'"#
            ),
            step: "normalize.prov: { felt: antal }"
        )
        let table = "antal;dag;ny\n1.0;2021-05-01;æø\n2.0;2021-05-02;æø\n3;2021-05-03;æø\n"
        #expect(await pipeline.run() == .published(table, rejects: []))
    }

    @Test func numbersThatComeBackInOtherDigitsKeepTheirOwn() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\n",
            program: Programs.keeping(butAt: 1, #"echo '{"_n":1,"navn":"Ane","antal":1.5}'"#)
        )
        #expect(await pipeline.run() == .published(Self.kept, rejects: []))
    }

    @Test func answersMayComeInAnyOrderAndBeforeAnythingIsRead() async throws {
        let pipeline = try ProgramPipeline(
            stage: "fields: all\ncommand: [./program]\n",
            program: "#!/bin/sh\nprintf '{\"sluse\":1}\\n'\nfor n in 3 1 2; do read -r line; done\n"
                + "read -r line; echo '{\"_n\":3}'; echo; echo '{\"_n\":1}'; echo '{\"_n\":2}'; cat > /dev/null\n"
        )
        #expect(await pipeline.run() == .published(Self.kept, rejects: []))
    }

    @Test func manyRecordsPassAProgramThatReadsSlowlyAndOneThatWritesMuch() async throws {
        let records = (1...4000).map { "Navn nummer \($0);\($0),5" }
        let table = "navn;antal\n" + (1...4000).map { "Navn nummer \($0);\($0).5\n" }.joined()
        for program in ["#!/bin/sh\nsleep 0.1\nexec cat\n", "#!/bin/sh\nyes fejl | head -c 500000 >&2\nexec cat\n"] {
            let pipeline = try ProgramPipeline(stage: "fields: all\ncommand: [./program]\n", program: program)
            try pipeline.deliver(records)
            #expect(await pipeline.run() == .published(table, rejects: []))
        }
    }

    @Test func theSurroundingsOfAProgramAreClean() async throws {
        let pipeline = try ProgramPipeline(
            "normalize.prov",
            stage: "fields: [navn]\nadds: { env: text }\nstateless: true\ncommand: [./program]\n",
            program: "#!/bin/sh\n"
                + #"vars=$(env | sed 's/=.*//' | grep -v -e '^PWD$' -e '^_$' -e '^SHLVL$' -e '^OLDPWD$' | sort | tr '\n' ' ')"#
                + "\n"
                + Programs.shell(#"  echo "{\"_n\":$n,\"env\":\"$vars$(basename "$PWD")\"}""#).dropFirst(10)
        )
        try pipeline.deliver(["Ane;1"])
        let expected = "LANG PATH SLUSE_PROTOCOL SLUSE_STAGE SLUSE_TODAY TZ normalize.prov"
        #expect(await pipeline.run() == .published("navn;antal;env\nAne;1;\(expected)\n", rejects: []))
    }

    @Test func aProgramInShellAnswersInCSV() async throws {
        let pipeline = try ProgramPipeline(
            stage: """
                fields: [antal]
                format: csv
                rules: { prov.stor: { en: too great, da: for stort }, prov.odd: { en: odd, da: ulige } }
                command: [./program]
                """,
            program: """
                #!/bin/sh
                read -r names
                echo "_n,_reject,_field"
                while IFS=, read -r n antal; do
                  [ -n "$n" ] || continue
                  case $antal in
                    3) echo "$n,prov.stor|prov.odd,antal|navn" ;;
                    *) echo "$n,," ;;
                  esac
                done
                """
        )
        let table = "navn;antal\nAne;1.50\nBo;\n"
        #expect(await pipeline.run() == .published(table, rejects: ["4 antal prov.stor", "4 navn prov.odd"]))
    }

    @Test func cellsInQuotesAreTextsOverSeveralLinesToo() async throws {
        let pipeline = try ProgramPipeline(
            "normalize.prov",
            stage: "fields: []\nchanges: { navn: same }\nformat: csv\ncommand: [./program]\n",
            program:
                "#!/bin/sh\nprintf '_n,navn\\r\\n2,\"a \"\"b\"\",\nc\"\\r\\n1,\"\"\\n3,\\n'\nexec cat > /dev/null\n"
        )
        #expect(await pipeline.run() == .published("navn;antal\n;1.50\n\"a \"\"b\"\",\nc\";\n;3\n", rejects: []))
    }

    @Test func aProgramIsToldWhyValuesAreMissingAndMaySayWhy() async throws {
        let pipeline = try ProgramPipeline(
            "normalize.prov",
            stage: "fields: [navn]\nchanges: { antal: same }\nreasons: true\ncommand: [./program]\n",
            program: Programs.shell(
                """
                  case $line in
                  *'"antal":null,"antal_status":"missing"'*) echo '{"_n":2,"antal":7}' ;;
                  *) echo "{\\"_n\\":$n,\\"antal\\":null,\\"antal_status\\":\\"suppressed\\"}" ;;
                  esac
                """
            )
        )
        #expect(await pipeline.run() == .published("navn;antal\nAne;\nBo;7\n\"Cæ;\"\"ø\";\n", rejects: []))
    }

    @Test func aValueThatDoesNotFitItsTypeFailsTheRun() async throws {
        for value in ["1e3", "\"1,5\"", "true", "\"\"", "[]", "+1"] {
            let pipeline = try ProgramPipeline(
                "normalize.prov",
                stage: "fields: [navn]\nchanges: { antal: same }\ncommand: [./program]\n",
                program: Programs.keeping(butAt: 1, "echo '{\"_n\":1,\"antal\":\(value)}'")
            )
            guard case .failed = await pipeline.run() else {
                Issue.record("took \(value) for a number")
                continue
            }
        }
    }

    @Test(.disabled(if: !Programs.hasPython, "python3 is not here"))
    func theSameBytesWhateverTheWorkersAndTheBatches() async throws {
        let pipeline = try ProgramPipeline(
            "normalize.prov",
            stage: """
                fields: all
                adds: { dobbelt: number }
                rules: { prov.stor: { en: too great, da: for stort } }
                stateless: true
                command: [python3, -S, program]
                """,
            program: """
                import json, sys
                next(sys.stdin)
                for line in sys.stdin:
                    if line.isspace():
                        sys.stdout.flush()
                        continue
                    record = json.loads(line)
                    answer = {"_n": record["_n"], "dobbelt": str(int(record["antal"]) * 2)}
                    if record["antal"] > 95:
                        answer["_reject"] = "prov.stor"
                    print(json.dumps(answer))
                """
        )
        try pipeline.deliver((1...100).map { "Navn \($0);\($0)" })
        let table = "navn;antal;dobbelt\n" + (1...95).map { "Navn \($0);\($0);\($0 * 2)\n" }.joined()
        let rejects = (96...100).map { "\($0 + 1) - prov.stor" }
        for (workers, bytes) in [(1, 1 << 18), (3, 100), (2, 1)] {
            let ending = await pipeline.run(workers: workers, batchBytes: bytes)
            #expect(ending == .published(table, rejects: rejects), "\(workers) workers, \(bytes) bytes")
        }
    }
}
