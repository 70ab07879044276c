import Testing

@testable import XMLParsing

@Suite struct XMLRecordParserTests {
    private let profile = XMLLayout(
        records: ["profil/observation"],
        fields: [
            .init("aar", "@aar"), .init("kommune", "kommune/@kode"), .init("navn", "kommune"),
            .init("lav", "ci/@fra"), .init("procent", "andel"),
        ]
    )

    @Test func makesARowOfEachRecordInColumnOrder() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <profil>
              <observation aar="1867">
                <andel>12.5</andel>
                <ci til="14" fra="11"/>
                <kommune kode="0101">København &amp; <![CDATA[omegn]]></kommune>
              </observation>
              <andet aar="1"/>
              <observation aar="1868"><andel/></observation>
            </profil>
            """
        let reading = try Reading(profile, text)
        #expect(reading.fault == nil)
        #expect(reading.rows == ["1867|0101|København & omegn|11|12.5", "1868|∅|∅|∅|"])
        #expect(reading.places == places(of: "<observation", in: Array(text.utf8)))
    }

    @Test func readsReferencesInAttributesAsInTexts() throws {
        let layout = XMLLayout(records: ["r/x"], fields: [.init("a", "@a"), .init("t", ".")])
        let value = "A &amp; B &#38; &#38;#38; &lt;&gt;&quot;&apos;&#229;"
        let reading = try Reading(layout, "<r><x a=\"\(value)\">\(value)</x></r>")
        #expect(reading.rows == ["A & B & &#38; <>\"'å|A & B & &#38; <>\"'å"])
    }

    @Test func keepsTheBytesInOneRunWithATableOfStarts() throws {
        let parser = XMLRecordParser(
            try XMLPlan(XMLLayout(records: ["r/x"], fields: [.init("a", "a"), .init("b", "@b"), .init("c", "c")]))
        )
        var rows = XMLRows(columns: 3)
        try parser.feed(Array("<r><x><c>æ</c><a>12</a></x><x b=''/></r>".utf8).span, isLast: true, into: &rows)
        let absent: UInt32 = 3 << 29
        #expect(rows.bytes == [0x31, 0x32, 0, 0, 0xC3, 0xA6, 0, 0, 0, 0])
        #expect(rows.starts == [0, 3 | absent, 4, 7, 7 | absent, 8, 9 | absent, 10])
        #expect(rows.count == 2)
    }

    @Test func appendsToRowsThatAreThere() throws {
        let parser = XMLRecordParser(try XMLPlan(XMLLayout(records: ["r/x"], fields: [.init("x", ".")])))
        var rows = XMLRows(columns: 1)
        let text = Array("<r><x>a</x><x>b</x></r>".utf8)
        try parser.feed(text, 0..<13, isLast: false, into: &rows)
        #expect(rows.count == 1)
        try parser.feed(text, 13..<text.count, isLast: true, into: &rows)
        #expect(rows.bytes == [0x61, 0, 0x62, 0])
        #expect(rows.starts == [0, 2, 2, 4])
    }

    @Test func takesTextOfInnerElementsAndOwnTextAlone() throws {
        let layout = XMLLayout(
            records: ["r/p"],
            fields: [.init("own", "."), .init("a", "a"), .init("b", "a/b"), .init("again", "a")]
        )
        let reading = try Reading(layout, "<r><p> x<a>1<b>2<i>3</i></b><!-- ? -->4<?go on?></a>y </p></r>")
        #expect(reading.rows == ["xy|1234|23|1234"])
    }

    @Test(arguments: [(true, "a  b|\u{20}c\u{20}"), (false, "\n a  b\t|\u{20}c\u{20}")])
    func trimsTextButNotAttributes(_ trims: Bool, _ row: String) throws {
        var layout = XMLLayout(records: ["r/x"], fields: [.init("t", "t"), .init("c", "@c")])
        layout.trimsText = trims
        #expect(try Reading(layout, "<r><x c=' c '><t>\r\n a  b\t</t></x></r>").rows == [row])
    }

    @Test(arguments: [
        (RepeatedValue.fault, "1|a|o", ["0 t xml.repeated", "0 c xml.repeated", "0 o xml.repeated"]),
        (.first, "1|a|o", []),
        (.last, "|c|p", []),
        (.join(separator: ", "), "1, 2, |a, b, c|o, p", []),
    ])
    func doesWithRepeatedValuesAsTold(_ repeated: RepeatedValue, _ row: String, _ faults: [String]) throws {
        var layout = XMLLayout(
            records: ["r/x"],
            fields: [.init("t", "t"), .init("c", "e/@c"), .init("o", "../o")]
        )
        layout.repeated = repeated
        let reading = try Reading(
            layout,
            "<r><o> o </o><o>p</o><x><t> 1 </t><e c='a'/><t>2</t><e c='b'/><e/><t> </t><e c='c'/></x></r>"
        )
        #expect(reading.rows == [row])
        #expect(reading.faults == faults)
    }

    @Test func findsValuesOfAncestors() throws {
        let layout = XMLLayout(
            records: ["land/region/kommune"],
            fields: [
                .init("region", "../@navn"), .init("aar", "../../@aar"), .init("chef", "../ledelse/chef"),
                .init("ord", "../ledelse/chef/@ord"), .init("note", "../../note"), .init("kommune", "@navn"),
            ]
        )
        let reading = try Reading(
            layout,
            """
            <land aar="1867"><note> en </note>
              <region navn="Nord"><kommune navn="a"/><ledelse><chef ord="o">Ib</chef></ledelse><kommune navn="b"/></region>
              <region><kommune navn="c"/></region>
            </land>
            """
        )
        #expect(
            reading.rows == ["Nord|1867|∅|∅|en|a", "Nord|1867|Ib|o|en|b", "∅|1867|∅|∅|en|c"]
        )
    }

    @Test func givesNestedRecordsRowsOfTheirOwn() throws {
        let layout = XMLLayout(
            records: ["//enhed"],
            fields: [.init("id", "id"), .init("moder", "../id"), .init("art", "@art"), .init("tekst", ".")]
        )
        let reading = try Reading(
            layout,
            """
            <sor><gruppe><enhed art="i">x<id>1</id><enhed art="j"><id>2</id>y<enhed><id>3</id></enhed></enhed>z</enhed>
            </gruppe><enhed><id>4</id></enhed></sor>
            """
        )
        // Rows come where records end.
        #expect(reading.rows == ["3|2|∅|", "2|1|j|y", "1|∅|i|xz", "4|∅|∅|"])
        #expect(reading.faults == [])
    }

    @Test func readsSeveralKindsOfRecordsAndSlashesAsRoots() throws {
        let layout = XMLLayout(records: ["/r/a", "r/b/c", "//d/e"], fields: [.init("x", "@x")])
        let reading = try Reading(layout, "<r><a x='1'/><b x='no'><c x='2'/><d><e x='3'/></d></b><e x='no'/><c/></r>")
        #expect(reading.rows == ["1", "2", "3"])
        #expect(try Reading(layout, "<s><a x='1'/></s>").rows == [])
    }

    @Test func matchesNamespacesOnlyWhereAPathHasAPrefix() throws {
        var layout = XMLLayout(
            records: ["r/x"],
            fields: [.init("any", "v"), .init("ours", "o:v"), .init("attribute", "@o:k"), .init("plain", "@k")],
            namespaces: ["o": "urn:ours"]
        )
        layout.repeated = .first
        let text = """
            <r xmlns:p='urn:ours' xmlns='urn:other'><x k='1' p:k='2'><v>a</v><p:v>b</p:v></x>\
            <q:x xmlns:q='urn:q' p:k='3'><v xmlns='urn:ours'>c</v></q:x></r>
            """
        #expect(try Reading(layout, text).rows == ["a|b|2|1", "c|c|3|3"])
    }

    @Test func readsNoMoreColumnsThanAskedAndNone() throws {
        let reading = try Reading(XMLLayout(records: ["r/x"], fields: []), "<r><x/><x>a</x></r>")
        #expect(reading.rows.count == 2)
    }

    @Test func countsLinesAndBytesAsDelivered() throws {
        let layout = XMLLayout(records: ["r/x"], fields: [.init("x", ".")])
        let text =
            "\u{FEFF}<r\r\n>\r\n<!--\n\n-->æ<x\na='\n'\n>1\r\n2</x><![CDATA[\n]]>\r\n <?a\n?><x>&#10;3</x\n>\n<x/></r>"
        let reading = try Reading(layout, text)
        #expect(reading.rows == ["1\n2", "3", ""])
        #expect(reading.places == places(of: "<x", in: Array(text.utf8)))
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096])
    func givesTheSameWhereverChunksEnd(_ size: Int) throws {
        let layout = XMLLayout(
            records: ["r/x", "//y"],
            fields: [.init("a", "a"), .init("k", "@k"), .init("own", "."), .init("up", "../@u"), .init("b", "a/b")]
        )
        var text = "\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\r\n<!-- ]]> -->\r\n<r u='ø'>\r\n"
        for number in 0..<60 {
            let long = String(repeating: "blåbærgrød 😀\r\n ]", count: number)
            text += """
                <x k="&lt;\(number)\r\n">\r\n  <a>]] &#x1F600; \(long)]]<b>\r\n\(number)</b><![CDATA[]]]]><![CDATA[>\r\n]]></a>
                tail<!-- <x> --><?pi <x> ?><y k='i'>inner<a>æ</a></y></x>\r\n
                """
        }
        text += "</r>\r\n<!-- end -->\r\n"
        let bytes = Array(text.utf8)
        let whole = try Reading(layout, bytes)
        #expect(whole.fault == nil)
        #expect(whole.rows.count == 120)
        #expect(whole.rows[1].hasPrefix("]] 😀"))
        let chunked = try Reading(layout, bytes, chunk: size)
        #expect(chunked == whole)
        #expect(try Reading(layout, bytes, chunk: size, drains: false) == whole)
    }

    @Test func worksInManyParsersAtOnce() async throws {
        let plan = try XMLPlan(profile)
        let text = "<profil>" + String(repeating: "<observation aar='1867'><andel>1</andel></observation>", count: 500)
        let bytes = Array((text + "</profil>").utf8)
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var rows = XMLRows(columns: 5)
                    let parser = XMLRecordParser(plan)
                    for start in stride(from: 0, to: bytes.count, by: 1000) {
                        let end = min(start + 1000, bytes.count)
                        try? parser.feed(bytes, start..<end, isLast: end == bytes.count, into: &rows)
                    }
                    return rows.count
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 500, count: 16))
    }

    /// Lines and offsets of a text, found the plain way.
    private func places(of text: String, in bytes: [UInt8]) -> [String] {
        let sought = Array(text.utf8)
        return bytes.indices.filter { bytes[$0...].starts(with: sought) }.map { place in
            "\(bytes[..<place].count { $0 == 0x0A } + 1)@\(place)"
        }
    }
}
