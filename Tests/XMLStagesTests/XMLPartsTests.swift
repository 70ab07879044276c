import Foundation
import Materials
import StageKit
import Testing
import XMLParsing

@testable import XMLStages

/// Reading in parts gives what one parser gives: the same records, faults and places, wherever blocks end.
@Suite struct XMLPartsTests {
    private static let blocks = [24, 150, 1_000]

    private static let profile = XMLLayout(
        records: ["profil/observation"],
        fields: [
            .init("aar", "@aar"), .init("kommune", "kommune/@kode"), .init("navn", "kommune"),
            .init("procent", "andel"), .init("sender", "../@sender"), .init("dato", "../hoved/dato"),
        ]
    )

    /// Reads both ways; answers with how many parts were given away.
    @discardableResult
    private func compare(
        _ bytes: [UInt8],
        _ layout: XMLLayout,
        _ what: String = "",
        blocks: [Int] = blocks
    ) throws -> Int {
        let whole = try PartReading(whole: bytes, layout)
        var parts = 0
        for block in blocks {
            let reading = try PartReading(parts: bytes, layout, block: block)
            if reading != whole {
                Issue.record("\(what) in blocks of \(block): \(reading) instead of \(whole)")
                return parts
            }
            parts += reading.parts
        }
        return parts
    }

    private func compare(_ text: String, _ layout: XMLLayout) throws -> Int {
        try compare(Array(text.utf8), layout, text)
    }

    private static func document(_ records: Int) -> String {
        var text = "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<profil sender='\"Nord\" &amp; &#10;Syd'>\n"
        text += "  <hoved><dato>1867-01-01</dato></hoved>\n"
        for number in 0..<records {
            text += "  <observation aar=\"\(1800 + number)\"><kommune kode='0\(number)'>Læsø &lt; '\(number)'</kommune>"
            text += number % 3 == 0 ? "<andel/>" : "\n<andel>\(number),5</andel>"
            text += number % 5 == 0 ? "<![CDATA[</observation> ]] > ]]><!-- <observation> ' -->" : ""
            text += number % 7 == 0 ? "<?go <on> \"?><a b=\"x > y / '\" c='\"/>'/><andel>2</andel>" : ""
            text += "</observation>\r\n"
        }
        return text + "</profil>\n<!-- the end -->\n"
    }

    @Test func givesPartsAwayAndReadsTheSame() throws {
        let bytes = Array(Self.document(40).utf8)
        #expect(try compare(bytes, Self.profile, blocks: [1, 7, 24, 150, 400, 1_500, 1 << 18]) > 10)
        #expect(try PartReading(whole: bytes, Self.profile).rows.count == 40)
    }

    @Test func findsTheSameFaultsInDamagedDocuments() throws {
        let bytes = Array(Self.document(9).utf8)
        let damages: [[UInt8]] = [
            Array("<".utf8), Array(">".utf8), Array("\"".utf8), Array("'".utf8), Array("&".utf8), Array("/".utf8),
            Array("<!--".utf8), Array("]]>".utf8), Array("<b>".utf8), Array("</observation>".utf8),
            Array("</profil>".utf8), Array("<!DOCTYPE a>".utf8), Array("<?xml?>".utf8), Array("&x;".utf8), [0], [0xC3],
            Array("<p:q/>".utf8), Array(" k=''".utf8), Array("<observation aar='1'>".utf8), [],
        ]
        // SLUSE_MUTATIONS=100000 looks longer.
        let count = ProcessInfo.processInfo.environment["SLUSE_MUTATIONS"].flatMap(Int.init) ?? 200
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        for _ in 0..<count {
            let damage = damages[random(below: damages.count)]
            let place = random(below: bytes.count - 4)
            let left = random(below: 4)
            try compare(
                bytes[..<place] + damage + bytes[(place + left)...],
                Self.profile,
                "\(String(decoding: damage, as: UTF8.self)) for \(left) at \(place)"
            )
        }
    }

    @Test func findsTheSameFaultsInTornDocuments() throws {
        let bytes = Array(Self.document(8).utf8)
        for end in stride(from: 0, to: bytes.count, by: 23) {
            try compare(Array(bytes[..<end]), Self.profile, "to \(end)")
        }
    }

    @Test(arguments: [
        // Records of every region are read with what stands around them.
        (["land/region/sted"], ["@n", "../@navn", "../leder/navn", "../../@aar", "ancestor::land/dato"]),
        // What records ask for stands between them.
        (["land/region"], ["@navn", "leder/navn", "../dato", "../region/@navn"]),
        // Records inside records.
        (["//region", "//sted", "//del"], ["@n", "../@navn", "../@n", "navn", "."]),
        // Elements with text around the records.
        (["land/region/sted/del"], [".", "../../leder", "../@n", "../navn"]),
        (["land/region/sted", "land/region/leder"], ["@n", "navn", "../leder/navn", "../sted"]),
        (["land"], ["@aar", "dato", "region/@navn"]),
    ])
    func takesPartInAllKindsOfPaths(_ records: [String], _ paths: [String]) throws {
        var text = "<land aar='1867'><dato>1867-05-05</dato>"
        for region in 0..<6 {
            text += "<region navn='R\(region)'><leder n='\(region)'><navn>L\(region)</navn></leder>\n"
            for sted in 0..<(region % 2 == 0 ? 30 : 2) {
                text += "<sted n='\(sted)'><navn>S\(sted)</navn><del n='1'>\(sted)<del n='2'>x</del></del></sted>"
                if sted == 20 { text += "<leder><navn>ny</navn></leder>" }
            }
            text += "</region><dato>1868-0\(region)-01</dato>"
        }
        text += "</land>"
        for repeated in [RepeatedValue.fault, .join(separator: "+")] {
            var layout = XMLLayout(records: records, fields: paths.map { .init($0, $0) })
            layout.repeated = repeated
            #expect(try compare(text, layout) > 0 || records == ["land"] || paths.contains("../region/@navn"))
            layout.limits.valueBytes = 3
            _ = try compare(text, layout)
            layout.limits.depth = 3
            _ = try compare(text, layout)
        }
    }

    @Test func carriesNamespacesIntoParts() throws {
        let item = "<p:x k='1' q:k='2'><v>a</v></p:x><x xmlns='urn:p'><p:v xmlns:p='urn:q'>b</p:v></x>\n"
        let text =
            "<o:r xmlns:o='urn:o' xmlns:p='urn:p' xmlns:q='urn:q?a=1' xmlns='urn:d'><o:g xmlns:o='urn:p'>"
            + String(repeating: item, count: 30) + "</o:g><g>" + item + "</g></o:r>"
        let layout = XMLLayout(
            records: ["r/p:g/p:x"],
            fields: [.init("v", "d:v"), .init("q", "@q:k"), .init("k", "@k"), .init("p", "q:v")],
            namespaces: ["p": "urn:p", "d": "urn:d", "q": "urn:q?a=1"]
        )
        #expect(try compare(text, layout) > 0)
        #expect(try PartReading(whole: Array(text.utf8), layout).rows.contains("1|a|2|≠|∅"))
        // A URI that would not be the same in another document.
        #expect(try compare(text.replacing("a=1", with: "a=1&amp;b"), layout) == 0)
        // A prefix that only an element around another record declares.
        _ = try compare(text.replacing("</o:g><g>", with: "</o:g><g><zz:a/>"), layout)
    }

    @Test func readsOtherEncodingsInParts() throws {
        let text = Self.document(40).replacing("?>\n<!--", with: " encoding='ISO-8859-1'?>\n<!--")
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(try compare(latin, Self.profile) > 10)
        let marked = [0xEF, 0xBB, 0xBF] + Array(Self.document(40).utf8)
        #expect(try compare(marked, Self.profile) > 10)
        let utf16 = Self.document(40).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try compare([0xFF, 0xFE] + utf16, Self.profile) == 0)
        // A letter that ASCII does not have, where ASCII is declared.
        let ascii = Self.document(40).replacing("?>\n<!--", with: " encoding='US-ASCII'?>\n<!--")
        _ = try compare(ascii, Self.profile)
        #expect(try compare(ascii.replacing("æ", with: "ae").replacing("ø", with: "oe"), Self.profile) > 10)
    }

    @Test func readsRecordsThatAreLargerThanBlocks() throws {
        let long = "<x k='1'>" + String(repeating: "<y>langt </y>tekst", count: 300) + "</x>"
        let text =
            "<r><x k='2'/>" + long + "<x>" + String(repeating: "tekst ", count: 900) + "</x><x k='3'/>" + long
            + String(repeating: "<x k='4'/>", count: 200) + "<x><![CDATA[" + String(repeating: "]] ", count: 900)
            + "]]></x><x k='5'/></r>"
        let layout = XMLLayout(records: ["r/x"], fields: [.init("k", "@k"), .init("y", "y"), .init("x", ".")])
        #expect(try compare(text, layout) > 0)
        var joined = layout
        joined.repeated = .join(separator: "/")
        #expect(try compare(text, joined) > 0)
    }

    @Test func readsDocumentsWithDoctypeAlone() throws {
        let text =
            "<!DOCTYPE r [<!ATTLIST x k CDATA 'given'>]><r>" + String(repeating: "<x/><x k='1'/>", count: 50) + "</r>"
        var layout = XMLLayout(records: ["r/x"], fields: [.init("k", "@k")])
        #expect(try compare(text, layout) == 0)
        layout.allowsDoctype = true
        #expect(try compare(text, layout) == 0)
    }

    // MARK: Documents of others

    private static let attacks = SharedFolder("suites/xml-attacks")
    private static let conformance = SharedFolder("suites/xmlconf")

    private struct Case: Decodable {
        let id: String
        let file: String
    }

    @Test(.enabled(if: attacks.exists, "needs the shared suites"))
    func readsTheAttacksTheSame() throws {
        let layout = XMLLayout(records: ["rows/row"], fields: [.init("navn", "navn"), .init("antal", "antal")])
        for item in try JSONDecoder().decode([Case].self, from: Data(Self.attacks.bytes("cases.json"))) {
            try compare(try Self.attacks.bytes(item.file), layout, item.id)
            var open = layout
            open.allowsDoctype = true
            try compare(try Self.attacks.bytes(item.file), open, item.id)
        }
    }

    @Test(.enabled(if: conformance.exists, "needs the shared suites"))
    func readsTheConformanceSuiteTheSame() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "xmlconf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", Self.conformance.url.appending(path: "xmlconf.tar.xz").path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
        let names = ["a", "b", "e", "foo", "item", "p", "A", "B"]
        for item in try JSONDecoder().decode([Case].self, from: Data(Self.conformance.bytes("cases.json"))) {
            let bytes = Array(try Data(contentsOf: folder.appending(path: "xmlconf").appending(path: item.file)))
            for records in [names.map { "//" + $0 }, names.map { "doc/" + $0 } + names.map { "root/" + $0 }] {
                var layout = XMLLayout(records: records, fields: [.init("text", "."), .init("a", "@a1")])
                layout.fields.append(.init("outer", "../@a1"))
                try compare(bytes, layout, item.id, blocks: [20, 200])
                layout.allowsDoctype = true
                try compare(bytes, layout, item.id, blocks: [20, 200])
            }
        }
    }
}
