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

    private static func cases(_ name: String) throws -> [(Case, FileSample)] {
        let folder = SharedFolder("suites/\(name)")
        return try JSONDecoder().decode([Case].self, from: Data(folder.bytes("cases.json"))).map { one in
            (one, FileSample(name: one.file, bytes: try folder.bytes(one.file), isWhole: true))
        }
    }

    @Test(
        .enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"),
        arguments: [("duckdb-csv", 0), ("csv-spectrum", 0), ("csv-test-data", 0), ("csv-parser-cases", 0)]
    )
    func findsTheDelimiter(suite: String, least: Int) throws {
        var right = 0
        var all = 0
        for (one, sample) in try Self.cases(suite) {
            let folder = SharedFolder("suites/\(suite)")
            let outcome = one.accept.first { $0.rows != nil || $0.rows_file != nil }
            var rows = outcome?.rows
            if let file = outcome?.rows_file {
                rows = try JSONDecoder().decode([[String?]].self, from: Data(folder.bytes(file)))
            }
            // A table of one column has no delimiter to find.
            guard let rows, rows.contains(where: { $0.count > 1 }) else { continue }
            all += 1
            let found = FileGuess.delimiter(of: sample)?.delimiter.replacing("tab", with: "\t")
            if found == one.options.delimiter ?? "," || one.options.delimiter == "auto" { right += 1 } else {
                print("\(one.id): \(found ?? "nil") not \(one.options.delimiter ?? ",")")
            }
        }
        print("\(suite): \(right) of \(all)")
        #expect(right >= least)
    }
}
