import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import CSVStages

/// The files of other people's suites, read with `read.csv` and written with `write.csv`.
@Suite(.enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"))
struct CSVSuiteTests {
    /// What is not as the suites have it, and why; a case that passes is taken out of the list.
    private static let knownFailures = [
        // Nothing is guessed by a reader: a pipeline gives the delimiter. FileGuessingTests has these two.
        "papaparse/parse/Pipe delimiter is guessed correctly when mixed with comas",
        "papaparse/parse/Pipe delimiter is guessed correctly when first field are enc",
        // Fields have names: a header with empty cells is refused until 'names' names them.
        "duckdb/bug_10283.csv",
    ]

    @Test(arguments: [
        ("csv-spectrum", 12), ("csv-test-data", 25), ("csv-parser-cases", 54), ("encodings", 5), ("duckdb-csv", 163),
    ])
    func agreesWithTheSuite(name: String, count: Int) throws {
        let folder = SharedFolder.suites.appendingPathComponent(name)
        let cases = try SuiteCase.all(of: folder)
        #expect(cases.count >= count)
        for one in cases {
            let isKnown = Self.knownFailures.contains(one.id)
            if isKnown, one.options.delimiter == "auto" { continue }
            let failure = try one.failure(in: folder)
            #expect((failure != nil) == isKnown, "\(one.id): \(failure ?? "passes")")
        }
    }

    private struct Payloads: Decodable {
        let file: String
        let rows: [[String]]
        let plain_numbers: [String]
    }

    @Test func keepsPayloadsFromBeingComputed() throws {
        let folder = SharedFolder.suites.appendingPathComponent("csv-injection")
        let data = try Data(contentsOf: folder.appendingPathComponent("cases.json"))
        let payloads = try JSONDecoder().decode(Payloads.self, from: data)
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(payloads.file)))
        let reader = try CSVReader(yaml: "path: a")
        let delivery = try #require(try CSVDelivery(reader, bytes))
        #expect(delivery.rows == Array(payloads.rows.dropFirst()))
        #expect(try delivery.isKeptByTheWriter())
        let writer = try CSVWriter(yaml: "path: a.csv\nescape_formulas: true")
        let text = try #require(try delivery.written(by: writer))
        let written = try #require(try CSVDelivery(reader, text))
        for (row, before) in zip(written.rows, delivery.rows) {
            let text = before[1]
            let signs: Set<Character> = ["=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
            let first = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
            let isFormula = first.map(signs.contains) ?? false && !payloads.plain_numbers.contains(text)
            #expect(row[1] == (isFormula ? "'" + text : text), "payload \(before[0])")
        }
    }
}

/// The register of hospital departments as it is published.
@Suite(.enabled(if: SharedFolder.isHere, "the folder with deliveries is not beside the repository"))
struct SHAKTests {
    @Test func readsTheRegister() throws {
        let file = SharedFolder.folder.appendingPathComponent("data/shak/SHAKCOMPLETE_linje1-2000.txt")
        let bytes = [UInt8](try Data(contentsOf: file))
        let stage = try FixedWidthReader(
            yaml: """
                path: a
                encoding: iso-8859-1
                fields: { type: 1-3, kode: 4-23, fra: 24-31, changed: 32-39, til: 40-47, navn: 48-167 }
                """
        )
        let result = try stage.run(on: bytes, chunks: [4096], blocks: [1 << 16])
        let lines = result.output.split(separator: "\n")
        #expect(lines.count + result.rejects.count == 2001)
        #expect(result.rejects.isEmpty)
        #expect(lines[1].hasPrefix("sgh  | 1301"))
    }
}
