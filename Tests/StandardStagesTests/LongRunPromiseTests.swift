import StageKit
import StageTesting
import Testing

/// The promises of runs that are cancelled or long: a stage that breaks one is found.
@Suite struct LongRunPromiseTests {
    private static let texts = ["ind.txt": (1...40).map { "linje \($0)\n" }.joined()]

    private func breaches(_ type: any Stage.Type) -> [String] {
        StageConformance(type, texts: Self.texts).breaches
    }

    @Test(arguments: [
        (SwallowingReader.self as any Stage.Type, "for the end of the file"),
        (StubbornReader.self, "asks its input again"), (BlamingReader.self, "with another error when its input"),
        (LazyValidator.self, "leaves work undone"), (FailingValidator.self, "with another error when its run"),
        (SoothingValidator.self, "as if all were well"), (LazyWriter.self, "leaves work undone"),
    ])
    func findsWhatIsNotCancelled(type: any Stage.Type, breach: String) {
        let found = breaches(type)
        #expect(found.count == 1 && found[0].contains(breach) && found[0].contains(type.declaration.name), "\(found)")
    }

    @Test func findsAStageThatHangsWhenItIsCancelled() {
        var conformance = StageConformance(HangingValidator.self)
        conformance.patience = .milliseconds(300)
        #expect(conformance.breaches.contains { $0.contains("has not ended") }, "\(conformance.breaches)")
    }

    @Test func aStageMayEndItsBatchInTheMiddle() { #expect(breaches(ObligingValidator.self) == []) }

    @Test(arguments: [
        KeepingValidator.self as any Stage.Type, SharingValidator.self, BatchKeepingNormalizer.self,
        KeepingDecider.self, KeepingWriter.self,
        KeepingReader.self,
    ])
    func findsWhatKeepsWhatHasPassed(type: any Stage.Type) {
        let found = breaches(type)
        let name = type.declaration.name
        #expect(found.count == 1 && found[0].contains("\(name) holds") && found[0].contains("keep nothing"), "\(found)")
    }

    @Test func whoTellsWhatItHoldsMayHoldIt() { #expect(breaches(TellingDecider.self) == []) }
}
