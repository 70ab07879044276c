import Foundation
import Materials
import Testing

@testable import FileGuessing

/// How often the dialect of other people's files is found.
struct DialectSuiteTests {
    private struct Case: Decodable {
        struct Options: Decodable {
            var header: Bool?
            var delimiter: String?
            var quote: String?
            var escape: String?
            var skip_lines: Int?
            var _sniff: Bool?
        }
        struct Outcome: Decodable {
            var rows: [[String?]]?
            var rows_file: String?
        }
        var id: String
        var file: String
        var options: Options
        var accept: [Outcome]
    }

    /// The suite says that a delimiter is to be guessed, and shows in its rows which it is.
    private static let guessed = [
        "papaparse/parse/Pipe delimiter is guessed correctly when mixed with comas": "|",
        "papaparse/parse/Pipe delimiter is guessed correctly when first field are enc": ";",
    ]

    private static func cases(_ name: String) throws -> [(Case, FileSample)] {
        let folder = SharedFolder("suites/\(name)")
        return try JSONDecoder().decode([Case].self, from: Data(folder.bytes("cases.json"))).map { one in
            (one, FileSample(name: one.file, bytes: try folder.bytes(one.file), isWhole: true))
        }
    }

    /// Delimiter, quote, header or none, and lines before it, all as the suite has them.
    @Test(.enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"))
    func findsTheWholeDialect() throws {
        var right = 0
        var all = 0
        for (one, sample) in try Self.cases("duckdb-csv") where one.options.delimiter != nil {
            guard try Self.rows(of: one, in: "duckdb-csv")?.contains(where: { $0.count > 1 }) == true else { continue }
            all += 1
            guard let reader = try? FileGuess.reader(for: sample, stages: ["read.csv"]) else { continue }
            let hasHeader = reader.text(of: "header_rows") != "0"
            let skipped = reader.text(of: "skip_rows").flatMap { Int($0) } ?? 0
            let delimiter = reader.text(of: "delimiter")?.replacing("tab", with: "\t")
            let isRight =
                delimiter == one.options.delimiter && hasHeader == one.options.header ?? true
                && skipped == one.options.skip_lines ?? 0
            if isRight { right += 1 }
        }
        #expect(right >= 46, "\(right) of \(all)")
    }

    private static func rows(of one: Case, in suite: String) throws -> [[String?]]? {
        let outcome = one.accept.first { $0.rows != nil || $0.rows_file != nil }
        guard let file = outcome?.rows_file else { return outcome?.rows }
        return try JSONDecoder().decode([[String?]].self, from: Data(SharedFolder("suites/\(suite)").bytes(file)))
    }

    @Test(
        .enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"),
        arguments: [("duckdb-csv", 49), ("csv-spectrum", 12), ("csv-test-data", 14), ("csv-parser-cases", 41)]
    )
    func findsTheDelimiter(suite: String, least: Int) throws {
        var right = 0
        var all = 0
        for (one, sample) in try Self.cases(suite) {
            // A table of one column has no delimiter to find.
            guard let rows = try Self.rows(of: one, in: suite), rows.contains(where: { $0.count > 1 }) else { continue }
            all += 1
            let found = FileGuess.delimiter(of: sample)?.delimiter.replacing("tab", with: "\t")
            let wanted = one.options.delimiter == "auto" ? Self.guessed[one.id] : one.options.delimiter ?? ","
            if found == wanted { right += 1 }
        }
        #expect(right >= least, "\(right) of \(all)")
    }
}
