import StageKit
import StageTesting
import Testing

/// The promises themselves: a stage that breaks one is found.
@Suite struct BrokenPromiseTests {
    @Test(arguments: [
        (BorderValidator.self as any Stage.Type, "where batches begin"), (FormValidator.self, "how texts arrive"),
        (HarshValidator.self, "invalid already"), (TalkingValidator.self, "a message holds a value of the data"),
        (ShortValidator.self, "the column of 'kommune' has not a value for each row"),
        (BoastingNormalizer.self, "the column of 'antal' is raw while the schema says integer"),
        (CountingValidator.self, "which worker takes a batch"), (HoardingValidator.self, "no bytes that it holds"),
    ])
    func findsWhatAStageBreaksAtWork(type: any Stage.Type, breach: String) {
        let found = StageConformance(type).breaches
        #expect(found.contains { $0.contains(breach) }, "\(found)")
    }

    @Test func findsShabbyNamesAndTexts() {
        #expect(
            StageConformance(ShabbyNormalizer.self).breaches == [
                "the name is not verb.noun in lower case", "the verb is not one of normalize, validate, lookup, filter",
                "the summary is not one sentence with a capital and a full stop",
                "the help of 'fields' is no sentence with a full stop", "'Shabby' is not noun.problem in lower case",
                "'Shabby': 'Is odd.' does not read on after the name of a field",
                "'Shabby': 'Is odd.' does not read on after the name of a field",
                "'Shabby' has the same reason in both languages",
                "the example does not run: unknown option 'list' (known: fields)",
            ]
        )
    }

    @Test func findsTwoStagesOfOneNameAndTwoReasonsOfOneRule() {
        let catalog = StageCatalog([BorderValidator.self, BorderValidator.self, ShabbyNormalizer.self])
        #expect(
            StageConformance.breaches(of: catalog) == [
                "two stages are named 'validate.border'",
                "make.Shabby: another stage gives 'quirk.found' other reasons",
            ]
        )
    }

    @Test func whatAWorkerNeedsBesideItIsThere() throws {
        let result = try AttendedValidator(yaml: "fields: [kommune]").run(on: "kommune\nLæsø\nFanø")
        #expect(result.rejects == [])
        #expect(StageConformance(AttendedValidator.self).breaches == [])
    }

    @Test func findsAReaderWithoutADelivery() {
        #expect(StageConformance(NoReader.self).breaches.contains { $0.contains("no delivery for the example") })
    }
}

/// A reader whose example names a delivery that is not there.
private struct NoReader: Reader {
    static let declaration = StageDeclaration("read.nothing", "Reads nothing.", example: "path: nowhere/*.csv")
    @Option("The files.")
    var path: InputPath

    func prepare(_ context: inout ReaderContext) -> PreparedReader? { nil }
}
