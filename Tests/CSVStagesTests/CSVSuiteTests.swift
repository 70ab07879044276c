import Foundation
import StageKit
import StageTesting
import Testing

@testable import CSVStages

/// The files of other people's suites, as far as `read.csv` alone can be judged.
@Suite(.enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"))
struct CSVSuiteTests {
    private struct Case: Decodable {
        struct Options: Decodable {
            var header: Bool?
            var delimiter: String?
            var quote: String?
            var comment: String?
            var skip_lines: Int?
            var encoding: String?
        }
        struct Outcome: Decodable {
            var rows: [[String?]]?
            var rows_file: String?
            var error: Bool?
            var any: Bool?
        }
        var id: String
        var file: String
        var level: String
        var options: Options
        var accept: [Outcome]
    }

    @Test(arguments: ["csv-spectrum", "csv-test-data", "csv-parser-cases"])
    func agreesWithTheSuite(name: String) throws {
        let folder = SharedFolder.suites.appendingPathComponent(name)
        let cases = try JSONDecoder().decode(
            [Case].self,
            from: Data(contentsOf: folder.appendingPathComponent("cases.json"))
        )
        var judged = 0
        for one in cases where one.level == "must" || one.level == "refuse" {
            // Lines that end in CR alone are refused, and the message says so.
            if one.id == #"papaparse/parse/Two rows, just \r"# { continue }
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(one.file)))
            guard let outcome = try outcome(of: one, bytes: bytes) else { continue }
            judged += 1
            let isAccepted = try one.accept.contains { accepted in
                if accepted.any == true { return true }
                if accepted.error == true { return outcome == nil as [[String]]? }
                var rows = accepted.rows
                if let file = accepted.rows_file {
                    let data = try Data(contentsOf: folder.appendingPathComponent(file))
                    rows = try JSONDecoder().decode([[String?]].self, from: data)
                }
                return outcome == rows?.map { $0.map { $0 ?? "" } }
            }
            #expect(isAccepted, "\(one.id): \(outcome.map { "\($0)" } ?? "refused")")
        }
        #expect(judged > 5)
    }

    /// The rows, nil within for a refusal; nil for a case that needs the fields to be named by hand.
    private func outcome(of one: Case, bytes: [UInt8]) throws -> [[String]]?? {
        let delimiter = one.options.delimiter ?? ","
        guard delimiter != "auto" else { return nil }
        var width = 1
        for accepted in one.accept { width = max(width, accepted.rows?.first?.count ?? 1) }
        var yaml = "path: a\nblank_rows: keep\n"
        yaml += "delimiter: \"\(delimiter == "\t" ? "tab" : delimiter)\"\n"
        if let quote = one.options.quote { yaml += "quote: '\(quote == "'" ? "''" : quote)'\n" }
        if let comment = one.options.comment { yaml += "comment: '\(comment)'\n" }
        if let lines = one.options.skip_lines { yaml += "skip_rows: \(lines)\n" }
        if let encoding = one.options.encoding { yaml += "encoding: \(encoding)\n" }
        let hasHeader = one.options.header ?? true
        if !hasHeader { yaml += "header_rows: 0\nfields: [\((1...width).map { "f\($0)" }.joined(separator: ", "))]\n" }
        do {
            let (schema, rows, isClean) = try CSVReader(yaml: yaml).cells(of: bytes)
            if !isClean { return .some(nil) }
            return hasHeader ? [schema.names] + rows : rows
        } catch is DeliveryFault {
            return .some(nil)
        } catch let mistakes as Mistakes {
            // A header that cannot be used is found when the pipeline is checked.
            return mistakes.diagnostics.allSatisfy { $0.message.hasPrefix("the fields are not known") }
                ? .some(nil) : nil
        }
    }
}

extension CSVReader {
    /// The cells of a file, and whether none of its records was turned down.
    fileprivate func cells(of bytes: [UInt8]) throws -> (Schema, [[String]], isClean: Bool) {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "a", line: 1, column: 1))
        ) { MemoryInput(bytes) }
        guard let prepared = prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
        let source = prepared.makeSource()
        let parser = prepared.makeParser?()
        let input = MemoryInput(bytes)
        let schema = context.stage.schema
        var rows: [[String]] = []
        var isClean = true
        while true {
            let batch = RecordBatch()
            batch.reset(fieldCount: schema.slotCount)
            guard try source.fill(batch, from: input) else { return (schema, rows, isClean) }
            try parser?.parse(batch)
            isClean = isClean && batch.unsplit.isEmpty
            for row in 0..<batch.rowCount { rows.append(schema.fields.map { batch.text(of: $0, row: row) ?? "" }) }
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
