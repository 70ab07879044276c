import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import PXStages

private let suite = SharedFolder("suites/px")

/// The PX files of the public suite, as far as they lie beside the repository.
@Suite(.enabled(if: suite.exists, "the folder shared/suites/px is not beside the repository"))
struct PXSuiteTests {
    private struct Case: Decodable {
        struct Dimension: Decodable {
            var name: String
            var labels: [String]
            var codes: [String]
        }
        var id: String
        var file: String
        var expect: String
        var dimensions: [Dimension]?
        var values: [String?]?
    }

    private func lines(_ test: Case, header: inout String) -> [String] {
        let dimensions = test.dimensions ?? []
        header = dimensions.map { $0.name + " | " + $0.name + "_label" }.joined(separator: " | ") + " | value"
        return (test.values ?? []).enumerated().map { index, value in
            var rest = index
            var cells: [String] = []
            for dimension in dimensions.reversed() {
                let place = rest % dimension.codes.count
                rest /= dimension.codes.count
                cells = [dimension.codes[place], dimension.labels[place]] + cells
            }
            return (cells + [value ?? "∅"]).joined(separator: " | ")
        }
    }

    @Test func everyCaseIsReadOrRefusedAsItSays() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Data(suite.bytes("cases.json")))
        #expect(cases.count > 15)
        for test in cases {
            let bytes = try suite.bytes(test.file)
            let reader = try PXReader(yaml: "path: x.px\ntake: both")
            switch test.expect {
            case "table":
                var header = ""
                let expected = lines(test, header: &header)
                let isSmall = bytes.count < 10_000
                let result = try reader.run(on: bytes, chunks: isSmall ? [7] : [], blocks: isSmall ? [13] : [])
                // Padding and blanks at the end of texts do not matter here.
                let found = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(Self.plain)
                #expect(found == ([header] + expected).map { Self.plain($0[...]) }, "\(test.id)")
            case "refuse": #expect(throws: (any Error).self, "\(test.id)") { try reader.run(on: bytes) }
            default: _ = try? reader.run(on: bytes, chunks: [], blocks: [])
            }
        }
    }

    private static func plain(_ line: Substring) -> String { String(line.filter { $0 != " " }) }
}
