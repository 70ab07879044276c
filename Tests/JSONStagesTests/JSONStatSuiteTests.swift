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

    private func records(_ test: Case) -> [[String?]] {
        (test.values ?? []).enumerated().map { index, value in
            var rest = index
            var cells: [String?] = [value]
            for dimension in (test.dimensions ?? []).reversed() {
                let place = rest % dimension.codes.count
                rest /= dimension.codes.count
                cells = [dimension.codes[place], dimension.labels[place]] + cells
            }
            return cells
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
                let (names, found) = try reader.records(of: bytes)
                #expect(names == (test.dimensions ?? []).flatMap { [$0.id, $0.id + "_label"] } + ["value"])
                #expect(found == records(test), "\(test.id)")
                if bytes.count < 1_000 { _ = try reader.run(on: bytes) }
            case "refuse": #expect(throws: (any Error).self, "\(test.id)") { try reader.run(on: bytes) }
            default: _ = try? reader.run(on: bytes, chunks: [], blocks: [])
            }
        }
    }
}
