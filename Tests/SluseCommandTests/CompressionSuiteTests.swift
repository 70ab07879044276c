import Foundation
import Testing

private enum CompressionSuite {
    static let folder = Command.repository.deletingLastPathComponent()
        .appendingPathComponent("shared/suites/compression")
    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }
}

/// The packed files of the suite beside the repository.
@Suite(.serialized, .enabled(if: CompressionSuite.isHere, "the folder with suites is not beside the repository"))
struct CompressionSuiteTests {
    private struct Case: Decodable {
        struct Outcome: Decodable {
            var rows_file: String?
            var error: Bool?
            var any: Bool?
        }
        var id: String
        var file: String
        var accept: [Outcome]
    }

    @Test func agreesWithTheSuite() throws {
        let folder = try TestFolder()
        let data = try Data(contentsOf: CompressionSuite.folder.appendingPathComponent("cases.json"))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        #expect(!cases.isEmpty)
        for one in cases {
            let file = CompressionSuite.folder.appendingPathComponent(one.file).path
            let result = try Command.run(
                ["convert", file, "ud.jsonl", "--from", "csv"],
                in: folder
            )
            let isAccepted = try one.accept.contains { accepted in
                if accepted.any == true { return result.code < 128 }
                if accepted.error == true { return result.code == 3 && !folder.exists("ud.jsonl") }
                guard let name = accepted.rows_file, result.code == 0 else { return false }
                let rows = try Data(contentsOf: CompressionSuite.folder.appendingPathComponent(name))
                return try cells(folder.read("ud.jsonl")) == JSONDecoder().decode([[String]].self, from: rows)
            }
            #expect(isAccepted, "\(one.id): \(result.code) \(result.error)")
            if folder.exists("ud.jsonl") {
                try FileManager.default.removeItem(at: folder.url.appendingPathComponent("ud.jsonl"))
            }
        }
    }

    /// The keys of the first record, then the values of all.
    private func cells(_ lines: String) -> [[String]] {
        let records = lines.split(separator: "\n").map { line in
            // Keys and values hold no quotes in this suite, so that they stand at every other quote.
            line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
        func every(_ parts: [String], from start: Int) -> [String] {
            stride(from: start, to: parts.count, by: 2).map { parts[$0] }
        }
        return (records.first.map { [every($0, from: 0)] } ?? []) + records.map { every($0, from: 1) }
    }
}
