import Materials
import StageKit
import StageTesting
import Testing

@testable import JSONStages

private let suite = SharedFolder("suites/jsonstat")

/// The JSON-stat documents of the public suite, as far as they lie beside the repository.
@Suite(.enabled(if: suite.exists, "the folder shared/suites/jsonstat is not beside the repository"))
struct JSONStatSuiteTests {
    @Test func everyCaseIsReadOrRefusedAsItSays() throws {
        let cases = try CubeCase.all(in: suite)
        #expect(cases.count > 15)
        for test in cases {
            let bytes = try suite.bytes(test.file)
            let reader = try JSONStatReader(yaml: "path: x.json\ntake: both")
            switch test.expect {
            case "table":
                let (names, found) = try reader.records(of: bytes)
                #expect(names == test.fieldNames { $0.id ?? $0.name })
                #expect(found == test.records, "\(test.id)")
                if bytes.count < 1_000 { _ = try reader.run(on: bytes) }
            case "refuse": #expect(throws: (any Error).self, "\(test.id)") { try reader.run(on: bytes) }
            default: _ = try? reader.run(on: bytes, chunks: [], blocks: [])
            }
        }
    }
}
