import Foundation
import StageKit
import StageTesting

@testable import CSVStages

/// A case of the suites of delimited files: a file, what it is said to be, and the outcomes that pass.
struct SuiteCase: Decodable {
    struct Options: Decodable {
        var header: Bool?
        var delimiter: String?
        var quote: String?
        var escape: String?
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
    var options: Options
    var accept: [Outcome]

    static func all(of suite: URL) throws -> [SuiteCase] {
        try JSONDecoder().decode([SuiteCase].self, from: Data(contentsOf: suite.appendingPathComponent("cases.json")))
    }

    /// What is wrong with the way in which `read.csv` and `write.csv` treat the file; nil for nothing.
    func failure(in suite: URL) throws -> String? {
        let accepted = try accept.compactMap { outcome in
            if let file = outcome.rows_file {
                let data = try Data(contentsOf: suite.appendingPathComponent(file))
                return try JSONDecoder().decode([[String?]].self, from: data)
            }
            return outcome.rows
        }.map { rows in rows.map { row in row.map { $0 ?? "" } } }
        let bytes = [UInt8](try Data(contentsOf: suite.appendingPathComponent(file)))
        let isAny = accept.contains { $0.any == true }
        guard let delivery = try delivery(of: bytes, width: accepted.lazy.compactMap(\.first).first?.count ?? 1) else {
            return isAny || accept.contains { $0.error == true } ? nil : "refused"
        }
        guard try delivery.isKeptByTheWriter() else { return "written otherwise than read" }
        let rows = options.header ?? true ? [delivery.schema.names] + delivery.rows : delivery.rows
        return isAny || accepted.contains(rows) ? nil : "\(rows.prefix(5))"
    }

    /// What the file holds; nil if it is refused, or any of its records is.
    private func delivery(of bytes: [UInt8], width: Int) throws -> CSVDelivery? {
        var yaml = "path: a\nblank_rows: keep\n"
        yaml += "delimiter: \(Self.quoted(options.delimiter ?? ","))\n"
        if let quote = options.quote { yaml += "quote: \(Self.quoted(quote))\n" }
        if let escape = options.escape, escape != options.quote ?? "\"" { yaml += "escape: \(Self.quoted(escape))\n" }
        if let comment = options.comment { yaml += "comment: \(Self.quoted(comment))\n" }
        if let lines = options.skip_lines { yaml += "skip_rows: \(lines)\n" }
        if let encoding = options.encoding { yaml += "encoding: \(encoding)\n" }
        if options.header == false {
            yaml += "header_rows: 0\nfields: [\((1...max(1, width)).map { "f\($0)" }.joined(separator: ", "))]\n"
        }
        return try CSVDelivery(CSVReader(yaml: yaml), bytes)
    }

    /// A text for YAML that may hold any sign.
    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { "\\U" + ("0000000" + String($0.value, radix: 16)).suffix(8) }.joined() + "\""
    }
}
