import RegionStages
import StageKit
import StageTesting
import Testing

@Suite struct RegionStagesTests {
    @Test(arguments: regionStages.map { $0.declaration.name })
    func everyStageKeepsThePromisesOfStages(name: String) throws {
        let type = try #require(StageCatalog(regionStages)[name])
        let files = ["../leverancer/ventetider.txt": "6620 hofteprotese: 42 dage\n6650 knæ: 7 dage\n"]
        #expect(StageConformance(type, texts: files).breaches == [])
    }

    @Test func readsOneWaitingTimeALine() throws {
        let result = try WaitingTimeReader(yaml: "path: x").run(
            on: """
                * 1. kvartal
                6620 hofteprotese: 42 dage
                6650 grå stær: ? dage
                6650 grå stær
                """
        )
        #expect(
            result.output == """
                sygehus | behandling   | dage
                6620    | hofteprotese | 42
                6650    | grå stær     | ∅
                """
        )
        #expect(result.rejects == ["4 - waiting_times.format"])
    }

    @Test func givesTreatmentsOneSpelling() throws {
        let result = try TreatmentNormalizer(yaml: "fields: [behandling]").run(
            on: """
                behandling
                knæprotese  (begge knæ)
                """
        )
        #expect(result.output == "behandling\nKnæprotese")
    }

    @Test func acceptsFourDigits() throws {
        let result = try HospitalValidator(yaml: "fields: [sygehus]").run(
            on: """
                sygehus
                6620
                66A0
                0101
                """
        )
        #expect(result.rejects == ["3 sygehus hospital.format", "4 sygehus hospital.format"])
    }

    @Test func writesATable() throws {
        let bytes = try MarkdownWriter(yaml: "path: x").run(
            on: """
                sygehus | dage:integer
                6620    | 42
                6650    | ∅
                """
        )
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                | sygehus | dage |
                | --- | --: |
                | 6620 | 42 |
                | 6650 | – |

                """
        )
    }
}
