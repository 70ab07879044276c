import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import XMLStages

/// The options are those of the pipelines.
@Suite struct XMLSampleTests {
    private static let shared = SharedFolder("data/sor")

    private func sample(_ path: String) throws -> [UInt8] {
        try Repository.bytes("samples/" + path)
    }

    private func units() throws -> XMLReader {
        try XMLReader(
            yaml: """
                path: "*.xml"
                record: //OrganizationalUnit
                namespaces: { adr: "http://rep.oio.dk/ebxml/xml/schemas/dkcc/2005/03/15/" }
                fields:
                  sor_id: SorIdentifier
                  navn: EntityName
                  shak: ShakIdentifier
                  fra_dato: SorStatus/FromDate
                  institution: ancestor::HealthInstitutionEntity/HealthInstitution/SorIdentifier
                  ejer: ancestor::InstitutionOwnerEntity/InstitutionOwner/SorIdentifier
                  postnr: ancestor::InstitutionOwnerEntity/InstitutionOwner/PostalAddressInformation/AddressPostal/adr:PostCodeIdentifier
                """
        )
    }

    @Test func readsTheSampleOfUnits() throws {
        let hospital = try units().run(on: try sample("sor/PROEVE_SYGEHUS.xml"))
        let pharmacy = try units().run(on: try sample("sor/PROEVE_APOTEK.xml"))
        #expect(hospital.rejects + pharmacy.rejects == [])
        #expect(hospital.lines.count + pharmacy.lines.count == 8)
        #expect(
            hospital.lines.prefix(2).map { $0.filter { $0 != " " } } == [
                "900000000000011|Øjenklinik,afdeling|999901|1892-10-07|900000000000002|900000000000001|4000",
                "900000000000012|Øjenklinik,behandlingsafsnit|9999010|1892-10-08|900000000000002|900000000000001|4000",
            ]
        )
    }

    @Test(.enabled(if: shared.exists, "needs the shared data"))
    func readsTheUnitsOfTheRealFiles() throws {
        var found: [[Substring]] = []
        for file in ["ONE_APOTEK.xml", "ONE_SYGEHUS.xml"] {
            let result = try units().run(on: try Self.shared.bytes(file))
            #expect(result.rejects == [])
            found += result.lines.map { $0.split(separator: "|") }
        }
        #expect(found.count == 3)
        for unit in found {
            let values = unit.map { $0.filter { $0 != " " } }
            for id in [values[0], values[4], values[5]] { #expect(id.count == 15 && id.allSatisfy(\.isNumber)) }
            #expect(values[6].count == 4)
        }
    }

    @Test func readsTheSampleOfOneRegion() throws {
        let stage = try XMLReader(
            yaml: """
                path: x.xml
                record: profil/observation
                fields:
                  aar: "@aar"
                  kommune: kommune/@kode
                  indikator: "@indikator"
                  koen: koen
                  alder: alder
                  procent: andel
                  ci_lav: ci/@fra
                  ci_hoej: ci/@til
                  antal: n
                """
        )
        let bytes = try sample("sundhedsprofil/2021/sjaelland.xml")
        let result = try stage.run(on: bytes, chunks: [1, 4093], blocks: [777])
        #expect(result.rejects == [])
        #expect(result.lines.count == 1361)
        #expect(result.lines.first?.filter { $0 != " " } == "2021|253|ryger_dagligt|alle|16+|16.4|14.5|18.4|1891")
        // The planted record without a sex, on line 981.
        let batches = try Delivery(stage, String(decoding: bytes, as: UTF8.self)).batches
        let absent = batches.flatMap { batch in
            (0..<batch.rowCount).filter { batch.values(ofRow: $0)[3] == nil }.map { batch.line(ofRow: $0) }
        }
        #expect(absent == [981])
    }
}

extension StageResult {
    /// The rows of the output without its header.
    fileprivate var lines: [Substring] { Array(output.split(separator: "\n").dropFirst()) }
}
