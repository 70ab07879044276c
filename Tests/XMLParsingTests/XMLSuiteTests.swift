import Foundation
import Materials
import Testing

@testable import XMLParsing

/// Documents that others wrote, read from the shared folder.
@Suite struct XMLSuiteTests {
    private static let attacks = SharedFolder("suites/xml-attacks")
    private static let conformance = SharedFolder("suites/xmlconf")
    private static let sor = SharedFolder("data/sor")

    private struct Attack: Decodable {
        let id: String
        let file: String
        let must: String
    }

    private struct Case: Decodable {
        let id: String
        let file: String
        let level: String
        let doctype: Bool
    }

    private let rows = XMLLayout(
        records: ["rows/row"],
        fields: [.init("navn", "navn"), .init("antal", "antal")]
    )

    @Test(.enabled(if: attacks.exists, "needs the shared suites"))
    func standsTheAttacks() throws {
        let cases = try JSONDecoder().decode([Attack].self, from: Data(Self.attacks.bytes("cases.json")))
        #expect(cases.count > 10)
        for attack in cases {
            let bytes = try Self.attacks.bytes(attack.file)
            for allowsDoctype in [false, true] {
                var layout = rows
                layout.allowsDoctype = allowsDoctype
                let reading = try Reading(layout, bytes, chunk: 1000)
                #expect(!reading.rows.joined().contains("CANARY"), "\(attack.id)")
                switch attack.must {
                case "refuse": #expect(reading.fault != nil, "\(attack.id)")
                case "text:å": #expect(reading.fault?.reason == (allowsDoctype ? .entity : .doctype))
                case let text where text.hasPrefix("text:"):
                    #expect(reading.rows == ["\(text.dropFirst(5))|1"], "\(attack.id)")
                default: break
                }
            }
        }
    }

    @Test(.enabled(if: conformance.exists, "needs the shared suites"))
    func refusesAndAcceptsAsTheConformanceSuiteSays() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "xmlconf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", Self.conformance.url.appending(path: "xmlconf.tar.xz").path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)

        let cases = try JSONDecoder().decode([Case].self, from: Data(Self.conformance.bytes("cases.json")))
        let layout = XMLLayout(records: ["//doc", "//root"], fields: [.init("text", "."), .init("a", "@a1")])
        var refusedForEntities = 0
        for item in cases {
            let bytes = Array(try Data(contentsOf: folder.appending(path: "xmlconf").appending(path: item.file)))
            let strict = try Reading(layout, bytes)
            #expect(try Reading(layout, bytes, chunk: 1) == strict, "\(item.id) in single bytes")
            if item.doctype || item.level.hasPrefix("refuse") {
                #expect(strict.fault != nil, "\(item.id) must be refused")
            } else if item.level == "accept" {
                #expect(strict.fault == nil, "\(item.id) must be accepted")
            }
            var open = layout
            open.allowsDoctype = true
            let reading = try Reading(open, bytes)
            #expect(try Reading(open, bytes, chunk: 1) == reading, "\(item.id) in single bytes, DOCTYPE allowed")
            if item.level.hasPrefix("refuse") {
                #expect(reading.fault != nil, "\(item.id) must be refused, DOCTYPE allowed")
            } else if item.level == "dtd-accept", reading.fault != nil {
                #expect(reading.fault?.reason == .entity, "\(item.id) \(reading.fault?.message ?? "")")
                refusedForEntities += 1
            }
        }
        // Entities are never expanded: a document that uses its own is refused with that reason.
        #expect(refusedForEntities < 60)
    }

    @Test(.enabled(if: sor.exists, "needs the shared data"))
    func readsTheUnitsOfAnInstitutionAtAnyDepth() throws {
        var layout = XMLLayout(
            records: ["//HealthInstitutionEntity", "//OrganizationalUnitEntity"],
            fields: [
                .init("institution", "HealthInstitution/SorIdentifier"),
                .init("unit", "OrganizationalUnit/SorIdentifier"),
                .init("name", "o:OrganizationalUnit/o:EntityName"),
                .init("parent", "../OrganizationalUnit/SorIdentifier"),
                .init("owner", "../../InstitutionOwner/PostalAddressInformation/k:AddressPostal/PostCodeIdentifier"),
                .init("from", "OrganizationalUnit/SorStatus/FromDate"),
            ]
        )
        layout.namespaces = [
            "o": "urn:oio:sundhedsstyrelsen:organisation:1.0.0",
            "k": "http://rep.oio.dk/xkom.dk/xml/schemas/2006/01/06/",
        ]
        let reading = try Reading(layout, try Self.sor.bytes("ONE_SYGEHUS.xml"), chunk: 100)
        #expect(reading.fault == nil)
        #expect(
            reading.rows == [
                "∅|347831000016005|Roskilde Øjenklinik, beh. afsnit|347821000016008|∅|2009-10-08",
                "∅|347821000016008|Roskilde Øjenklinik, afdeling|∅|4000|2009-10-07",
                "347811000016004|∅|∅|∅|∅|∅",
            ]
        )
        #expect(reading.places.map { $0.split(separator: "@")[0] } == ["75", "52", "34"])
    }
}
