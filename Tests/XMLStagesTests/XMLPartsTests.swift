import Materials
import StageKit
import Testing
import XMLParsing

@testable import XMLStages

/// Reading in parts gives what one parser gives: the same records, faults and places, wherever blocks end.
@Suite struct XMLPartsTests {
    private static let blocks = [1, 24, 150, 400, 1 << 18]

    private static let profile = XMLLayout(
        records: ["profil/observation"],
        fields: [
            .init("aar", "@aar"), .init("kommune", "kommune/@kode"), .init("navn", "kommune"),
            .init("procent", "andel"), .init("sender", "../@sender"), .init("dato", "../hoved/dato"),
        ]
    )

    /// Reads both ways; answers with how many parts were given away.
    @discardableResult
    private func compare(_ bytes: [UInt8], _ layout: XMLLayout, _ what: String = "") throws -> Int {
        let whole = try PartReading(whole: bytes, layout)
        var parts = 0
        for block in Self.blocks {
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
        #expect(try compare(bytes, Self.profile) > 10)
        #expect(try PartReading(whole: bytes, Self.profile).rows.count == 40)
    }

    @Test func findsTheSameFaultsInDamagedDocuments() throws {
        let bytes = Array(Self.document(12).utf8)
        let damages: [[UInt8]] = [
            Array("<".utf8), Array(">".utf8), Array("\"".utf8), Array("'".utf8), Array("&".utf8), Array("/".utf8),
            Array("<!--".utf8), Array("]]>".utf8), Array("<b>".utf8), Array("</observation>".utf8),
            Array("</profil>".utf8), Array("<!DOCTYPE a>".utf8), Array("<?xml?>".utf8), Array("&x;".utf8), [0], [0xC3],
            Array("<p:q/>".utf8), Array(" k=''".utf8), Array("<observation aar='1'>".utf8), [],
        ]
        var place = 0
        while place < bytes.count {
            for damage in damages {
                for left in [0, 1, 3] where place + left <= bytes.count {
                    try compare(
                        bytes[..<place] + damage + bytes[(place + left)...],
                        Self.profile,
                        "\(String(decoding: damage, as: UTF8.self)) for \(left) at \(place)"
                    )
                }
            }
            place += 61
        }
    }

    @Test func findsTheSameFaultsInTornDocuments() throws {
        let bytes = Array(Self.document(8).utf8)
        for end in stride(from: 0, to: bytes.count, by: 7) { try compare(Array(bytes[..<end]), Self.profile, "to \(end)") }
    }
}
