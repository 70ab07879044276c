import Foundation
import Testing

@testable import PipelineEngine

@Suite struct PublishFolderTests {
    private let root: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("sluse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        root = try #require(System.resolve(url.path))
    }

    private func folder(_ run: String, at path: String? = nil, pipeline: String = "prøve") throws -> PublishFolder {
        try PublishFolder(path: path ?? root + "/ud", pipeline: pipeline, run: run, fileMode: 0o640)
    }

    private func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: false, encoding: .utf8)
    }

    private func publish(_ text: String, run: String, pipeline: String = "prøve") throws {
        let folder = try folder(run, pipeline: pipeline)
        try write(text, to: folder.next + "/tal.csv")
        try write("{\n  \"pipeline\": \"\(pipeline)\",\n  \"run\": \"\(run)\"\n}\n", to: folder.next + "/manifest.json")
        try folder.publish()
    }

    private func read(_ path: String) -> String? { try? String(contentsOfFile: root + "/" + path, encoding: .utf8) }
    private func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    }

    @Test func replacesTheFolderAndKeepsTheVersionBefore() throws {
        try publish("1", run: "a")
        try publish("2", run: "b")
        try publish("3", run: "c")
        #expect(read("ud/tal.csv") == "3")
        #expect(read(".ud.previous/tal.csv") == "2")
        #expect(names() == [".ud.lock", ".ud.previous", "ud"])
    }

    @Test func leavesThePublishedFolderUntilTheExchange() throws {
        try publish("1", run: "a")
        let next = try folder("b")
        try write("2", to: next.next + "/tal.csv")
        #expect(read("ud/tal.csv") == "1")
        try next.discard()
        #expect(read("ud/tal.csv") == "1")
        #expect(names() == [".ud.lock", "ud"])
    }

    @Test func removesWhatADeadRunBuilt() throws {
        try publish("1", run: "a")
        try write("half", to: root + "/.ud.next-b/tal.csv")
        try write("{\n  \"pipeline\": \"prøve\",\n  \"run\": \"c\"\n}\n", to: root + "/.ud.next-c/manifest.json")
        try publish("2", run: "d")
        #expect(names() == [".ud.lock", ".ud.previous", "ud"])
        #expect(read(".ud.previous/tal.csv") == "1")
    }

    @Test func keepsTheVersionBeforeOfARunThatDiedJustAfterTheExchange() throws {
        try publish("2", run: "b")
        try write("1", to: root + "/.ud.next-b/tal.csv")
        try write("{\n  \"pipeline\": \"prøve\",\n  \"run\": \"a\"\n}\n", to: root + "/.ud.next-b/manifest.json")
        try folder("c").discard()
        #expect(read(".ud.previous/tal.csv") == "1")
    }

    @Test func oneRunAtATime() throws {
        let first = try folder("a")
        #expect(throws: RunFailure.self) { try folder("b") }
        try first.discard()
    }

    @Test func refusesAFolderThatItDidNotPublish() throws {
        try write("vigtigt", to: root + "/ud/noter.txt")
        #expect(throws: RunFailure.self) { try folder("a") }
        #expect(read("ud/noter.txt") == "vigtigt")
    }

    @Test func refusesAFolderOfAnotherPipeline() throws {
        try publish("1", run: "a", pipeline: "anden")
        #expect(throws: RunFailure.self) { try folder("b") }
        #expect(read("ud/tal.csv") == "1")
    }

    @Test func refusesAFolderInsideOrAroundAnotherPublishedOne() throws {
        try publish("1", run: "a", pipeline: "anden")
        #expect(throws: RunFailure.self) { try folder("b", at: root + "/ud/inde") }
        let around = root + "/om"
        try write("{\n  \"pipeline\": \"prøve\",\n  \"run\": \"a\"\n}\n", to: around + "/manifest.json")
        try write("{\n  \"pipeline\": \"anden\",\n  \"run\": \"a\"\n}\n", to: around + "/inde/manifest.json")
        #expect(throws: RunFailure.self) { try folder("b", at: around) }
    }

    @Test func refusesALinkInPlaceOfTheFolder() throws {
        try write("vigtigt", to: root + "/andre/noter.txt")
        try FileManager.default.createSymbolicLink(atPath: root + "/ud", withDestinationPath: root + "/andre")
        #expect(throws: RunFailure.self) { try folder("a") }
        #expect(read("andre/noter.txt") == "vigtigt")
    }
}
