import Foundation
import Materials
import StageTesting
import Testing

@testable import JSONStages

/// The samples of the repository, read with the options of their pipelines.
@Suite struct JSONSamplesTests {
    private func sample(_ name: String) throws -> [UInt8] {
        try Repository.bytes("samples/" + name)
    }

    @Test func nordjyllandHasOneLineThatIsCutShort() throws {
        let reader = try JSONLinesReader(
            yaml: "path: x\nfields: [aar, kommune, indikator, koen, alder, andel, ci_lav, ci_hoej, antal]"
        )
        let bytes = try sample("sundhedsprofil/2021/nordjylland.jsonl")
        let reading = try JSONBlocks(reader, bytes, blockSize: 1 << 14)
        #expect(reading.rows.count + reading.rejects.count == 882)
        #expect(reading.rejects.map { $0.split(separator: " ")[0] } == ["820"])
        #expect(reading.values.first == "2021|Mors|ryger_dagligt|begge|alle|20,0|17,6|22,3|1465")
        #expect(reading.rows.last?.hasPrefix("882 ") == true)
    }

    @Test func syddanmarkHasItsRecordsBelowData() throws {
        let reader = try JSONReader(
            yaml: """
                path: x
                record: data
                fields:
                  kommune: gruppe/kommune
                  procent: resultat/andel
                  ci_lav: resultat/ci/fra
                """
        )
        let reading = try JSONBlocks(reader, sample("sundhedsprofil/2021/syddanmark.json"), blockSize: 1 << 14)
        #expect(reading.rows.count == 1761)
        #expect(reading.values.first == "Middelfart Kommune|16.5|14.1")
        #expect(reading.counts == ["records_with_extra_keys": 1761])
    }

    @Test func dawaIsAnArrayOfNestedObjects() throws {
        let reader = try JSONReader(yaml: "path: x\nfields: { kommune: kode, region: region/kode, aendret: ændret }")
        let reading = try JSONBlocks(reader, sample("dawa_kommuner/kommuner.json"), blockSize: 512)
        #expect(reading.rows.count == 9)
        #expect(reading.values.first == "0101|1084|1899-12-31T00:00:00.000Z")
    }
}
