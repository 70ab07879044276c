import Foundation
import Materials
import StageKit
import Testing

@testable import SDMXStages

/// Reading in parts gives what one parser gives: the same observations, counts, faults and places, wherever blocks end.
@Suite struct SDMXPartsTests {
    private static let blocks = [24, 150, 1_000]

    private static func plan(
        _ fields: [String],
        _ change: (inout SDMXMessageOptions) -> Void = { _ in }
    ) -> SDMXMessagePlan {
        var options = SDMXMessageOptions(refusesExtra: false, refusesAbsent: true, wantsAttributes: true)
        change(&options)
        return SDMXMessagePlan(options: options, columns: SDMXColumns(fields), names: fields)
    }

    /// Reads both ways; answers with how many parts were given away.
    @discardableResult
    private func compare(
        _ bytes: [UInt8],
        _ plan: SDMXMessagePlan,
        _ what: String = "",
        blocks: [Int] = blocks
    ) throws -> Int {
        let whole = MessageReading(whole: bytes, plan)
        var parts = 0
        for block in blocks {
            let reading = try MessageReading(parts: bytes, plan, block: block)
            if reading != whole {
                Issue.record("\(what) in blocks of \(block): \(reading) instead of \(whole)")
                return parts
            }
            parts += reading.parts
        }
        return parts
    }

    private func compare(_ text: String, _ plan: SDMXMessagePlan) throws -> Int {
        try compare(Array(text.utf8), plan, text)
    }

    // MARK: Messages

    private static func genericSeries(_ number: Int, observations: Int) -> String {
        var text = "<g:Series><g:SeriesKey>\n<g:Value id=\"AMT\" value=\"R&#248; \(number)\"/>"
        text += "<g:Value value='F&amp;M' id='KOEN'/></g:SeriesKey>\n"
        text += "<g:Attributes><g:Value id=\"UNIT\" value=\"\(number)\"/></g:Attributes>\n"
        for year in 0..<observations {
            text += "<g:Obs><g:ObsDimension value=\"\(1850 + year)\"/><g:ObsValue value=\"\(number).\(year)0\"/>"
            text += year % 3 == 0 ? "<g:Attributes><g:Value id=\"STATUS\" value=\"A\"/></g:Attributes>" : ""
            text += year % 5 == 0 ? "<!-- </g:Obs> ' -->" : ""
            text += "</g:Obs>\r\n"
        }
        return text + "</g:Series>\n"
    }

    /// Many series, and one that is larger than blocks.
    private static let generic = Message.generic(
        "<m:DataSet structureRef=\"S\"><g:Attributes><g:Value id=\"KILDE\" value=\"k\"/></g:Attributes>"
            + "<g:Group type=\"G\"><g:GroupKey><g:Value id=\"AMT\" value=\"x\"/></g:GroupKey></g:Group>"
            + (0..<12).map { genericSeries($0, observations: 3) }.joined() + genericSeries(12, observations: 70)
            + "</m:DataSet>\n<m:DataSet><g:Series><g:SeriesKey><g:Value id=\"AMT\" value=\"y\"/></g:SeriesKey>"
            + "<g:Obs><g:ObsDimension value=\"1\"/></g:Obs></g:Series></m:DataSet>"
    )
    private static let genericFields = ["AMT", "TIME_PERIOD", "OBS_VALUE", "KILDE", "UNIT", "STATUS", "KOEN"]

    private static func specificSeries(_ number: Int, observations: Int) -> String {
        var text = "<Series AMT=\"Ribe \(number)\" UNIT='\"&lt;>'><Comp id=\"TITLE\"><Value><c:Text>T\(number)</c:Text>"
        text += "</Value></Comp>\n"
        for year in 0..<observations {
            text += "<Obs TIME_PERIOD=\"\(1850 + year)\" OBS_VALUE=\"\(number),\(year)\""
            text += year % 4 == 0 ? " UNIT='anden'" : ""
            text += year % 7 == 0 ? "><Comp id=\"KILDE\"><Value>A</Value></Comp></Obs>\n" : "/>"
        }
        return text + "</Series>\n"
    }

    private static let specific = Message.specific(
        "<m:DataSet ss:structureRef=\"S\" AAR=\"19\">" + (0..<12).map { specificSeries($0, observations: 3) }.joined()
            + specificSeries(12, observations: 70)
            + String(repeating: "<Obs AMT='Vejle' TIME_PERIOD='1887' OBS_VALUE='1'/><c:Annotations/>\n", count: 30)
            + "<Group AMT=\"Ribe\" TITLE=\"t\"/><n:G AMT=\"Aarhus\">"
            + (0..<9).map { specificSeries($0, observations: 2) }.joined() + "</n:G>"
            + "</m:DataSet>\n<m:DataSet><Obs AMT=\"y\"/><Obs AMT=\"z\"/></m:DataSet>\n<f:Footer>"
            + "<f:Message code=\"413\" severity=\"Information\"><c:Text>x</c:Text></f:Message></f:Footer>"
    )
    private static let specificFields = ["AMT", "TIME_PERIOD", "OBS_VALUE", "AAR", "UNIT", "TITLE", "KILDE"]

    private static let crossed = Message.old(
        "CrossSectionalData",
        "<k:DataSet FREQ=\"A\"><k:Group TIME=\"1887\">"
            + (0..<20).map { number in
                "<k:Section AMT=\"R\(number)\" UNIT=\"1\">\n<k:FOEDTE KOEN=\"F\" value=\"10\"/>"
                    + String(repeating: "<k:DOEDE KOEN=\"F\" value=\"7\"/>", count: number == 12 ? 80 : 2)
                    + "</k:Section>\n"
            }.joined() + "</k:Group><k:Section AMT=\"Vejle\"><k:FOEDTE KOEN=\"M\" value=\"3\"/></k:Section></k:DataSet>"
    )
    private static let crossedFields = ["FREQ", "TIME", "AMT", "MEASURE", "OBS_VALUE", "KOEN"]

    private static let utility = Message.old(
        "MessageGroup",
        "<k:DataSet>"
            + (0..<20).map { number in
                "<k:Series UNIT=\"1\"><k:Key><k:AMT>Ribe \(number)</k:AMT><k:KOEN>F</k:KOEN></k:Key>\n"
                    + String(
                        repeating: "<k:Obs STATUS=\"A\"><k:TIME_PERIOD>1887</k:TIME_PERIOD>"
                            + "<k:OBS_VALUE>1.0</k:OBS_VALUE></k:Obs>\n",
                        count: number == 9 ? 50 : 2
                    ) + "</k:Series>"
            }.joined() + "</k:DataSet>"
    )
    private static let utilityFields = ["AMT", "KOEN", "TIME_PERIOD", "OBS_VALUE"]

    private static let messages = [
        (generic, genericFields), (specific, specificFields), (crossed, crossedFields), (utility, utilityFields),
    ]

    // MARK: Tests

    @Test(arguments: messages) func givesPartsAwayAndReadsTheSame(_ text: String, _ fields: [String]) throws {
        let bytes = Array(text.utf8)
        let plan = Self.plan(fields)
        #expect(try compare(bytes, plan, blocks: [1, 7, 24, 150, 400, 1_500, 1 << 18]) > 10)
        let whole = MessageReading(whole: bytes, plan)
        #expect(whole.rows.count > 40)
        #expect(whole.fault == nil)
    }

    @Test(arguments: messages) func keepsOptionsAndLimitsInParts(_ text: String, _ fields: [String]) throws {
        let changes: [(inout SDMXMessageOptions) -> Void] = [
            { $0.refusesExtra = true }, { $0.refusesAbsent = false }, { $0.maxRecord = 20 }, { $0.maxRecord = 30 },
            { $0.maxDepth = 4 }, { $0.maxDepth = 5 }, { $0.dataSet = 1 }, { $0.dataSet = 2 }, { $0.dataSet = 3 },
            { $0.observation = "AMT" }, { $0.wantsAttributes = false },
        ]
        for change in changes {
            try compare(Array(text.utf8), Self.plan(fields, change))
            try compare(Array(text.utf8), Self.plan(fields + ["MANGLER"], change))
            try compare(Array(text.utf8), Self.plan(Array(fields.dropLast()), change))
        }
    }

    @Test func knowsTheFieldsThatNothingHas() throws {
        // A field that comes late, one that is spelt with numbers of characters, one that is only a value, and none.
        let late = Self.specific.replacing("<Obs AMT=\"z\"/>", with: "<Obs AMT=\"z\" SENT=\"1\"/>")
        for (text, field) in [
            (late, "SENT"), (Self.generic.replacing("id=\"STATUS\"", with: "id=\"ST&#65;TUS\""), "STATUS"),
            (Self.generic, "F&M"), (Self.specific, "Ribe"), (Self.specific, "MANGLER"), (Self.crossed, "TIME_PERIOD"),
        ] {
            for refuses in [true, false] {
                _ = try compare(text, Self.plan(["AMT", "OBS_VALUE", field]) { $0.refusesAbsent = refuses })
            }
        }
        let fault = try MessageReading(parts: Array(Self.specific.utf8), Self.plan(["AMT", "MANGLER"]), block: 100)
            .fault
        #expect(fault?.rule == "sdmx.field_missing")
        let plan = Self.plan(["AMT", "SENT"])
        #expect(try MessageReading(parts: Array(late.utf8), plan, block: 100).fault == nil)
        #expect(try compare(late, plan) > 10)
    }

    @Test func tellsThePlaceOfTextBehindParts() throws {
        for place in ["</Series>\n", "/>\n", "</Obs>\n"] {
            let text = Self.specific.replacing(place + "<", with: place + " tekst <")
            #expect(MessageReading(whole: Array(text.utf8), Self.plan(["AMT"])).fault?.rule == "sdmx.text")
            _ = try compare(text, Self.plan(["AMT"]))
        }
        let text = Self.specific.replacing("</m:DataSet>\n<m:DataSet>", with: "\n1887</m:DataSet>\n<m:DataSet>")
        _ = try compare(text, Self.plan(["AMT"]))
    }

    @Test func settlesTheFormBeforeTheFirstObservation() throws {
        let key = "<k:Series><k:Key><k:AMT>Ribe</k:AMT></k:Key><k:Obs/></k:Series>"
        let series = "<k:Series AMT=\"Ribe\"><k:Obs OBS_VALUE=\"1\"/></k:Series>"
        for content in [key + series, series + key, String(repeating: series, count: 50) + key + series + key] {
            let text = Message.old("MessageGroup", "<k:DataSet>\(content)</k:DataSet><k:DataSet>\(key)</k:DataSet>")
            let fault = MessageReading(whole: Array(text.utf8), Self.plan(["AMT"])).fault
            #expect(fault?.rule == (content.hasPrefix(key) ? nil : "sdmx.element"))
            _ = try compare(text, Self.plan(["AMT"]))
        }
    }

    @Test func takesValuesThatComeBetweenObservations() throws {
        let some = (0..<30).map { "<g:Obs><g:ObsDimension value=\"\($0)\"/></g:Obs>\n" }.joined()
        let attributes = "<g:Attributes><g:Value id=\"UNIT\" value=\"1\"/></g:Attributes>"
        let key = "<g:SeriesKey><g:Value id=\"AMT\" value=\"Ribe\"/></g:SeriesKey>"
        let text = Message.generic(
            "<m:DataSet><g:Series>\(some)\(attributes)\(some)\(key)\(some)</g:Series>\(attributes)"
                + "<g:Series>\(some)</g:Series></m:DataSet>"
        )
        let plan = Self.plan(["AMT", "UNIT"])
        #expect(try compare(text, plan) > 10)
        #expect(
            Set(MessageReading(whole: Array(text.utf8), plan).rows.map { $0.drop { $0 != "|" } }) == [
                "|∅|∅", "|∅|1", "|Ribe|1",
            ]
        )
    }

    @Test func refusesDeletionsInParts() throws {
        for number in [0, 20, 69] {
            let text = Self.specific.replacing("OBS_VALUE=\"12,\(number)\"", with: "OBS_VALUE='' ss:action=\"Delete\"")
            #expect(MessageReading(whole: Array(text.utf8), Self.plan(["AMT"])).fault?.rule == "sdmx.delete")
            _ = try compare(text, Self.plan(["AMT"]))
        }
    }

    @Test func readsOtherEncodingsInParts() throws {
        let text = "<?xml version='1.0' encoding='ISO-8859-1'?>" + Self.specific.replacing("Ribe", with: "Læsø")
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(try compare(latin, Self.plan(Self.specificFields)) > 10)
        #expect(try compare([0xEF, 0xBB, 0xBF] + Array(Self.generic.utf8), Self.plan(Self.genericFields)) > 10)
        let utf16 = Self.generic.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try compare([0xFF, 0xFE] + utf16, Self.plan(Self.genericFields)) == 0)
    }

    @Test(arguments: messages) func findsTheSameFaultsInDamagedMessages(_ text: String, _ fields: [String]) throws {
        let bytes = Array(text.utf8)
        let damages: [[UInt8]] = [
            Array("<".utf8), Array(">".utf8), Array("\"".utf8), Array("'".utf8), Array("&".utf8), Array("/".utf8),
            Array("<!--".utf8), Array("]]>".utf8), Array("<b>".utf8), Array("</Series>".utf8), Array("x".utf8),
            Array("</m:DataSet>".utf8), Array("<!DOCTYPE a>".utf8), Array("<?xml?>".utf8), Array("&x;".utf8), [0],
            [0xC3], Array("<p:q/>".utf8), Array(" AMT='x'".utf8), Array("<Obs AMT='1'>".utf8), Array("<Key>".utf8),
            Array("<g:Series>".utf8), Array("<k:Key/>".utf8), Array("<Comp id='AMT'><Value>x</Value></Comp>".utf8), [],
        ]
        // SLUSE_MUTATIONS=100000 looks longer.
        let count = ProcessInfo.processInfo.environment["SLUSE_MUTATIONS"].flatMap(Int.init) ?? 60
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        for number in 0..<count {
            let damage = damages[random(below: damages.count)]
            let place = random(below: bytes.count - 4)
            let left = random(below: 4)
            try compare(
                bytes[..<place] + damage + bytes[(place + left)...],
                Self.plan(number % 3 == 0 ? fields + ["SENT"] : fields) { $0.refusesExtra = number % 2 == 0 },
                "\(String(decoding: damage, as: UTF8.self)) for \(left) at \(place)"
            )
        }
    }

    @Test(arguments: messages) func findsTheSameFaultsInTornMessages(_ text: String, _ fields: [String]) throws {
        let bytes = Array(text.utf8)
        for end in stride(from: 0, to: bytes.count, by: bytes.count / 25) {
            try compare(Array(bytes[..<end]), Self.plan(fields), "to \(end)")
        }
    }

    // MARK: Messages of others

    private static let suite = SharedFolder("suites/sdmx")

    private struct Case: Decodable {
        let id: String
        let file: String
    }

    @Test(.enabled(if: suite.exists, "needs the shared suites"))
    func readsTheSuiteTheSame() throws {
        for item in try JSONDecoder().decode([Case].self, from: Data(Self.suite.bytes("cases.json"))) {
            let bytes = try Self.suite.bytes(item.file)
            for fields in [["TIME_PERIOD", "OBS_VALUE"], ["FREQ", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]] {
                let plan = Self.plan(fields) { $0.refusesAbsent = false }
                try compare(bytes, plan, item.id, blocks: [100, 3_000, 1 << 18])
            }
        }
    }
}
