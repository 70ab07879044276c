import Materials
import StageKit
import StageTesting
import Testing

@testable import PXStages

private let suite = SharedFolder("suites/px")

/// The PX files of the public suite, as far as they lie beside the repository.
@Suite(.enabled(if: suite.exists, "the folder shared/suites/px is not beside the repository"))
struct PXSuiteTests {
    @Test func everyCaseIsReadOrRefusedAsItSays() throws {
        let cases = try CubeCase.all(in: suite)
        #expect(cases.count > 15)
        for test in cases {
            let bytes = try suite.bytes(test.file)
            let reader = try PXReader(yaml: "path: x.px\ntake: both")
            switch test.expect {
            case "table":
                let (names, found) = try reader.records(of: bytes)
                #expect(names == test.fieldNames { $0.name })
                #expect(found == test.records, "\(test.id)")
                if bytes.count < 1_000 { _ = try reader.run(on: bytes) }
            case "refuse": #expect(throws: (any Error).self, "\(test.id)") { try reader.run(on: bytes) }
            default: _ = try? reader.run(on: bytes, chunks: [], blocks: [])
            }
        }
    }
}
