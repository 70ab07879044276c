import Foundation
import PipelineSpec
import StandardStages
import Testing

@Suite struct StageReferenceTests {
    @Test func theReferenceInTheRepositoryIsThatOfTheCode() throws {
        let path = "Sources/StandardStages/Documentation.docc/Stages.md"
        let written = try String(contentsOf: Repository.folder.appendingPathComponent(path), encoding: .utf8)
        #expect(
            written == StageReference(catalog: standardStages).markdown,
            "renew it: swift run sluse stages --format markdown > \(path)"
        )
    }
}
