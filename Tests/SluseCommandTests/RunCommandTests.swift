import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite(.serialized) struct RunCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("in/tal.csv", TestFolder.threeRecords)
        try folder.writePipeline()
    }

    @Test func publishesAndSaysWhatItDid() throws {
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 0)
        #expect(try folder.read("out/tal/tal.csv") == "kommune;procent\nEbeltoft;12.5\nMarstal;7.0\n")
        #expect(result.outputLines.first == "tal: published")
        #expect(result.output.contains("  tal        1     3         1        0        0        2\n"))
        #expect(result.output.contains("not a number with this decimal mark [number.format]"))
        #expect(result.outputLines.contains("  published  out/tal"))
        #expect(
            result.errorLines == [
                "in/tal.csv:3: rejected: procent: not a number with this decimal mark [number.format]"
            ]
        )
        let run = try #require(folder.names("out/runs/tal").first)
        #expect(result.output.contains("  rejects    out/runs/tal/\(run)/rejects/tal.csv\n"))
    }

    @Test func speaksDanishWhenAsked() throws {
        let result = try Command.run(
            ["run", "tal.yaml", "--language", "da"],
            in: folder,
            environment: ["LANG": "en_GB.UTF-8"]
        )
        #expect(result.outputLines.first == "tal: offentliggjort")
        #expect(
            result.errorLines == ["in/tal.csv:3: afvist: procent: ikke et tal med dette decimaltegn [number.format]"]
        )
        let english = try Command.run(["run", "tal.yaml"], in: folder, environment: ["LANG": "da_DK.UTF-8"])
        #expect(english.outputLines.first == "tal: published")
    }

    @Test func quietRunsThatPublishPrintNothing() throws {
        let result = try Command.run(["run", "tal.yaml", "--quiet"], in: folder)
        #expect(result.code == 0)
        #expect(result.output + result.error == "")
        try folder.writePipeline(more: "gate: { rejected: { max: 0 } }")
        let stopped = try Command.run(["run", "tal.yaml", "--quiet"], in: folder)
        #expect(stopped.code == 1)
        #expect(stopped.output.contains("tal: stopped, nothing was published"))
    }

    @Test func showsTwentyRejectedFieldsAndCountsTheOthers() throws {
        let records = (1...30).map { "Nibe;x\($0)\n" }.joined()
        try folder.write("in/tal.csv", "kommune;procent\nEbeltoft;1\n" + records)
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.errorLines.count == 21)
        let run = try #require(folder.names("out/runs/tal").first)
        #expect(result.errorLines.last == "… and 10 more in out/runs/tal/\(run)/rejects/tal.csv (--max-messages)")
        let more = try Command.run(["run", "tal.yaml", "--max-messages", "40"], in: folder)
        #expect(more.errorLines.count == 30)
        // The values stay in the list.
        #expect(!result.error.contains("x17"))
    }

    @Test func gatesStopWithExitCode1AndTheEarlierVersionStays() throws {
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        try folder.writePipeline(more: "gate: { rejected: { max: 0 } }")
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 1)
        #expect(result.output.contains("1 of 3 records of 'tal' were rejected; the gate allows 0"))
        #expect(folder.names("out/tal") == ["manifest.json", "tal.csv"])
    }

    @Test func dryAndLimitedRunsDoNotPublish() throws {
        let dry = try Command.run(["run", "tal.yaml", "--dry-run"], in: folder)
        #expect(dry.code == 0)
        #expect(dry.outputLines.first == "tal: not published: a dry run")
        let limited = try Command.run(["run", "tal.yaml", "--limit", "1"], in: folder)
        #expect(limited.code == 0)
        #expect(limited.output.contains("  tal        1     1         0        0        0        1\n"))
        #expect(!folder.exists("out/tal"))
    }

    @Test func mistakesInThePipelineAre2() throws {
        try folder.writePipeline(more: "gaet: { rejected: { max: 0 } }")
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 2)
        #expect(result.error.contains("tal.yaml:9:1: error: unknown option 'gaet'"))
        #expect(result.error.contains("^~~~ did you mean 'gate'?"))
        #expect(!folder.exists("out"))
    }

    @Test func missingAndTornDeliveriesAre3() throws {
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("in/tal.csv"))
        let missing = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(missing.code == 3)
        #expect(missing.error.contains("in/tal.csv: error: no delivery for input 'tal' [file.missing]"))
        try folder.write("in/tal.csv", "kommune;procent\nEbeltoft;\"12,5\n")
        let torn = try Command.run(["run", "tal.yaml", "--language", "da"], in: folder)
        #expect(torn.code == 3)
        #expect(torn.error.contains("in/tal.csv:2"))
        #expect(torn.error.contains("intet blev offentliggjort"))
        #expect(!folder.exists("out/tal"))
    }

    @Test(arguments: [
        ["run"], ["run", "nix.yaml"], ["run", "tal.yaml", "--wrokers", "2"], ["run", "tal.yaml", "--workers", "0"],
        ["run", "tal.yaml", "--param", "aar=2020"], ["run", "tal.yaml", "--param", "aar"],
        ["run", "tal.yaml", "--clock", "yesterday"], ["run", "tal.yaml", "--timeout", "0"], ["rnu"],
        ["run", "tal.yaml", "--language", "de"], ["run", "in"],
    ])
    func wrongCommandLinesAre64(_ arguments: [String]) throws {
        let result = try Command.run(arguments, in: folder)
        #expect(result.code == 64)
        #expect(result.output == "")
        #expect(result.error.hasPrefix("error: "))
        #expect(!folder.exists("out"))
    }

    @Test func suggestsTheFileThatWasMeant() throws {
        let result = try Command.run(["run", "tall.yaml"], in: folder)
        #expect(result.error == "error: there is no file 'tall.yaml'\n  hint: did you mean 'tal.yaml'?\n")
    }

    @Test func runsAFolderOfPipelinesWithoutTests() throws {
        let names = ["tal", "andre"]
        for name in names {
            try folder.write("alle/in/\(name).csv", TestFolder.threeRecords)
            try folder.writePipeline(name)
            try FileManager.default.moveItem(
                at: folder.url.appendingPathComponent("\(name).yaml"),
                to: folder.url.appendingPathComponent("alle/\(name).yaml")
            )
        }
        try folder.write("alle/tal_test.yaml", "no: pipeline\n")
        let result = try Command.run(["run", "alle"], in: folder)
        #expect(result.code == 0)
        #expect(result.outputLines.filter { $0.hasSuffix(": published") } == ["andre: published", "tal: published"])
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("alle/in/andre.csv"))
        let one = try Command.run(["run", "alle"], in: folder)
        #expect(one.code == 3)
        #expect(one.output.hasPrefix("tal: published"))
        #expect(one.errorLines.last == "1 of 2 pipelines did not publish; exit code 3 is that of alle/andre.yaml")
    }

    @Test func logsJSONWithoutValuesOfTheData() throws {
        let result = try Command.run(["run", "tal.yaml", "--log-format", "json"], in: folder)
        #expect(result.code == 0)
        #expect(result.output == "")
        let events = try result.errorLines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(events.map { $0["event"] as? String } == ["start", "input", "end"])
        #expect(events[1]["rejected"] as? Int == 1)
        #expect(events[2]["ending"] as? String == "published")
        #expect(events[2]["exit"] as? Int == 0)
        for value in ["Ebeltoft", "1x5"] { #expect(!result.error.contains(value)) }
    }

    @Test func manifestsTakeTheClock() throws {
        _ = try Command.run(["run", "tal.yaml", "--clock", "2026-11-22T03:15:00Z"], in: folder)
        #expect(try folder.read("out/tal/manifest.json").contains("\"started\": \"2026-11-22T03:15:00Z\""))
        #expect(folder.names("out/runs/tal").first?.hasPrefix("2026-11-22T031500Z-") == true)
    }

    // MARK: Other processes, signals, the disk

    @Test func aSecondRunIs75() throws {
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let lock = try FileHandle(forUpdating: folder.url.appendingPathComponent("out/.tal.lock"))
        #expect(flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 75)
        #expect(result.error == "error: another run is at work on out/tal\n  hint: wait until it has ended\n")
        try lock.close()
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
    }

    @Test(arguments: [(SIGHUP, 129), (SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func signalsLeaveTheEarlierVersionWhole(_ signal: Int32, _ code: Int32) throws {
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let before = try folder.read("out/tal/manifest.json")
        try folder.writeLongDelivery("in/tal.csv")
        let running = try Command.start(["run", "tal.yaml"], in: folder)
        try waitUntilBuilding()
        kill(running.process.processIdentifier, signal)
        let result = try running.wait()
        #expect(result.code == code)
        #expect(result.error.contains("error: interrupted (SIG"))
        #expect(try folder.read("out/tal/manifest.json") == before)
        #expect(folder.names("out") == [".tal.lock", "runs", "tal"])
    }

    @Test func aKilledRunLeavesOneVersionWholeAndTheNextRunCleansUp() throws {
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let earlier = try folder.read("out/tal/manifest.json")
        try folder.writeLongDelivery("in/tal.csv", megabytes: 4)
        var killed = 0
        // From the first file to the exchange: one more wait each time, until a run gets through.
        for wait in 0..<40 {
            let running = try Command.start(["run", "tal.yaml", "--quiet"], in: folder)
            try waitUntilBuilding()
            usleep(UInt32(wait) * 40_000)
            kill(running.process.processIdentifier, SIGKILL)
            let code = try running.wait().code
            let manifest = try folder.read("out/tal/manifest.json")
            #expect(manifest.contains("\"path\": \"tal.csv\""))
            if manifest == earlier {
                #expect(try folder.read("out/tal/tal.csv") == "kommune;procent\nEbeltoft;12.5\nMarstal;7.0\n")
            }
            if code == 0 { break }
            #expect(code == 128 + SIGKILL)
            killed += 1
        }
        #expect(killed > 0)
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        #expect(folder.names("out") == [".tal.lock", ".tal.previous", "runs", "tal"])
    }

    @Test func limitedRunsNameTheFileOfARefusedDeliveryToo() throws {
        // A fault that the parser finds, not the ordered half of the reader.
        try folder.write("in/tal.json", "[\n{\"kommune\":\"Nibe\"},\n{\"kommune\":nul}\n]\n")
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.json: { path: in/tal.json, fields: [kommune] }
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        for limit in [[], ["--limit", "5"]] {
            let result = try Command.run(["run", "tal.yaml"] + limit, in: folder)
            #expect(result.code == 3)
            #expect(result.error.hasPrefix("in/tal.json:3"))
        }
    }

    @Test func ignoredHangUpsStayIgnored() throws {
        try folder.writeLongDelivery("in/tal.csv", megabytes: 4)
        let line =
            "trap '' HUP; \"$SLUSE\" run tal.yaml & while ! ls -d out/.tal.next-* >/dev/null 2>&1; do :; done; "
            + "kill -HUP $!; wait $!"
        #expect(try Command.shell(line, in: folder).code == 0)
    }

    @Test func timeOutsAre124() throws {
        try folder.writeLongDelivery("in/tal.csv")
        let result = try Command.run(["run", "tal.yaml", "--timeout", "0.05"], in: folder)
        #expect(result.code == 124)
        #expect(result.error.contains("error: stopped: the time is over (--timeout)"))
        #expect(!folder.exists("out/tal"))
        #expect(!folder.names("out").contains { $0.hasPrefix(".tal.next-") })
    }

    @Test func aFullDiskIs4AndNothingIsPublished() throws {
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        let before = try folder.read("out/tal/manifest.json")
        try folder.writeLongDelivery("in/tal.csv", megabytes: 2)
        // A limit on the size of files gives the same kind of error as a disk without room.
        let result = try Command.shell("ulimit -f 512; \"$SLUSE\" run tal.yaml", in: folder)
        #expect(result.code == 4)
        #expect(result.error.contains("error: cannot write "))
        #expect(result.error.contains("hint: nothing was published; free some space and run again"))
        #expect(try folder.read("out/tal/manifest.json") == before)
        #expect(folder.names("out") == [".tal.lock", "runs", "tal"])
    }

    @Test func foreignFoldersAreNotReplaced() throws {
        try folder.write("out/tal/notes.txt", "mine")
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 4)
        #expect(result.error.contains("hint: move them away, or change 'publish:'"))
        #expect(folder.names("out/tal") == ["notes.txt"])
    }

    @Test(arguments: [">&-", "2>&-", ">&- 2>&- <&-", "| true", ">/dev/full 2>/dev/full"])
    func closedStreamsChangeNothing(_ redirection: String) throws {
        let line = "(\"$SLUSE\" run tal.yaml; echo $? >code) \(redirection)"
        _ = try Command.shell(line, in: folder)
        #expect(try folder.read("code") == "0\n")
        #expect(try folder.read("out/tal/tal.csv") == "kommune;procent\nEbeltoft;12.5\nMarstal;7.0\n")
    }

    /// Waits until the folder that will be published is there.
    private func waitUntilBuilding() throws {
        let deadline = Date(timeIntervalSinceNow: 30)
        while !folder.names("out").contains(where: { $0.hasPrefix(".tal.next-") }) {
            guard Date() < deadline else { throw Never.came }
            usleep(1_000)
        }
    }

    private enum Never: Error { case came }
}
