import StageKit
import StageTesting
import StandardStages
import Testing

@Suite struct StageConformanceTests {
    @Test(arguments: standardStages.names)
    func everyStageKeepsThePromisesOfStages(name: String) throws {
        let type = try #require(standardStages[name]?.type)
        #expect(StageConformance(type, files: Repository.pipelineFiles).breaches == [])
    }

    @Test func namesAreUniqueAndARuleHasOneReason() {
        #expect(StageConformance.breaches(of: standardStages) == [])
    }
}
