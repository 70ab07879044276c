import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct NotationExampleTests {
    @Test func examplesAreCompleteAndFitAnyTableWithTheirFields() throws {
        func check<Stage: TransformStage>(_ stage: Stage.Type, on table: String) throws {
            #expect(try stage.init(yaml: stage.declaration.example).diagnostics(on: table).isEmpty)
        }
        try check(MissingNormalizer.self, on: "x\n")
        try check(NumberNormalizer.self, on: "procent | ci_lav | ci_hoej\n")
        try check(DecimalNormalizer.self, on: "beloeb\n")
        try check(IntegerNormalizer.self, on: "antal\n")
        try check(DateNormalizer.self, on: "dato\n")
        try check(BooleanNormalizer.self, on: "ryger\n")
        try check(UnpivotNormalizer.self, on: "kommune | koen | alder | aar | Ryger andel | Ryger antal\n")
    }
}
