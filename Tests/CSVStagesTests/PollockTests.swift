import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import CSVStages

/// One table, damaged in a hundred ways, each with the table as it was meant.
@Suite(.enabled(if: SharedFolder.isHere, "the folder with suites is not beside the repository"))
struct PollockTests {
    private let folder: URL
    private let names: [String]

    private struct Parameters: Decodable {
        let delimiter: String
        let quotechar: String
        let escapechar: String
        let header_lines: Int
        let preamble_lines: Int
        let column_names: [String]
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pollock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let archive = SharedFolder.suites.appendingPathComponent("pollock/pollock.tar.xz")
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", archive.path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
        names = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("csv").path).sorted()
        try #require(names.count > 100)
    }

    /// How many fields the table has.
    private static let width = 9
    private static let headless =
        "header_rows: 0\nfields: [\((1...width).map { "f\($0)" }.joined(separator: ", "))]\n"

    private func bytes(_ kind: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(kind).appendingPathComponent(name)))
    }

    /// The table as it was meant, its header among its rows.
    private func meant(_ name: String) throws -> [[String]]? {
        let reader = try CSVReader(yaml: "path: a\nragged: fit\n" + Self.headless)
        return try CSVDelivery(reader, try bytes("clean", name))?.rows
    }

    @Test func damagesNothingInSilence() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var damaged: [String] = []
        for name in names {
            guard let delivery = try CSVDelivery(CSVReader(yaml: "path: a"), try bytes("csv", name)) else { continue }
            if [delivery.schema.names] + delivery.rows != (try meant(name)) { damaged.append(name) }
        }
        // Nobody but the pipeline can know that their second and third rows belong to the header.
        #expect(damaged == ["file_header_multirow_2.csv", "file_header_multirow_3.csv"])
    }

    @Test func loadsEveryFileWhenToldItsDialectAndToBeLenient() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var refused: [String] = []
        var right = 0
        let weights = try JSONDecoder().decode(
            [String: Double].self,
            from: Data(contentsOf: SharedFolder.suites.appendingPathComponent("pollock/weights.json"))
        )
        var score = (simple: 0.0, weighted: 0.0, weight: 0.0)
        for name in names {
            let data = Data(try bytes("parameters", name + "_parameters.json"))
            let parameters = try JSONDecoder().decode(Parameters.self, from: data)
            let delimiter = parameters.delimiter == "\t" ? "tab" : parameters.delimiter
            var yaml = "path: a\nragged: fit\nquotes: lenient\nskip_rows: \(parameters.preamble_lines)\n"
            if !delimiter.isEmpty { yaml += "delimiter: '\(delimiter)'\n" }
            if parameters.quotechar == "'" { yaml += "quote: \"'\"\n" }
            if !parameters.escapechar.isEmpty, parameters.escapechar != parameters.quotechar {
                yaml += "escape: '\(parameters.escapechar)'\n"
            }
            // A second table in the file begins with its own header.
            if let first = parameters.column_names.first, !first.isEmpty { yaml += "footer: '\(first)'\n" }
            let hasHeader = parameters.header_lines > 0
            yaml += hasHeader ? "header_rows: \(parameters.header_lines)\n" : Self.headless
            guard let delivery = try CSVDelivery(CSVReader(yaml: yaml), try bytes("csv", name)) else {
                refused.append(name)
                continue
            }
            let rows = hasHeader ? [delivery.schema.names] + delivery.rows : delivery.rows
            let clean = try meant(name) ?? []
            if rows == clean { right += 1 }
            let value = PollockScore(read: rows, meant: clean).value
            score.simple += value / Double(names.count)
            score.weighted += value * weights[name, default: 0]
            score.weight += weights[name, default: 0]
        }
        #expect(refused == [])
        #expect(right >= 18)
        #expect(score.simple > 9.92)
        #expect(score.weighted / score.weight > 9.99)
    }
}
