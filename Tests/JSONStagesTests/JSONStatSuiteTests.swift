import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import JSONStages

private let suite = SharedFolder("suites/jsonstat")

/// The JSON-stat documents of the public suite, as far as they lie beside the repository.
@Suite(.enabled(if: suite.exists, "the folder shared/suites/jsonstat is not beside the repository"))
struct JSONStatSuiteTests {
    private struct Case: Decodable {
        struct Dimension: Decodable {
            var id: String
            var labels: [String]
            var codes: [String]
        }
        var id: String
        var file: String
        var expect: String
        var dimensions: [Dimension]?
        var values: [String?]?
    }

    private func lines(_ test: Case) -> [String] {
        let dimensions = test.dimensions ?? []
        let header = dimensions.flatMap { [$0.id, $0.id + "_label"] } + ["value"]
        return [header.joined(separator: "|")]
            + (test.values ?? []).enumerated().map { index, value in
                var rest = index
                var cells: [String] = []
                for dimension in dimensions.reversed() {
                    let place = rest % dimension.codes.count
                    rest /= dimension.codes.count
                    cells = [dimension.codes[place], dimension.labels[place]] + cells
                }
                return (cells + [value ?? "∅"]).joined(separator: "|")
            }
    }

    @Test func everyCaseIsReadOrRefusedAsItSays() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Data(suite.bytes("cases.json")))
        #expect(cases.count > 15)
        for test in cases {
            let bytes = try suite.bytes(test.file)
            let reader = try JSONStatReader(yaml: "path: x.json\ntake: both")
            switch test.expect {
            case "table":
                let isSmall = bytes.count < 6_000
                let result = try reader.run(on: bytes, chunks: isSmall ? [7] : [], blocks: isSmall ? [13] : [])
                // Padding and blanks do not matter here.
                let found = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(Self.plain)
                #expect(found == lines(test).map { Self.plain($0[...]) }, "\(test.id)")
            case "refuse": #expect(throws: (any Error).self, "\(test.id)") { try reader.run(on: bytes) }
            default: _ = try? reader.run(on: bytes, chunks: [], blocks: [])
            }
        }
    }

    private static func plain(_ line: Substring) -> String { String(line.filter { $0 != " " }) }
}
