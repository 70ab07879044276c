import Testing

@testable import XMLParsing

@Suite struct XMLSafetyTests {
    private let layout = XMLLayout(records: ["r/x"], fields: [.init("a", "a"), .init("k", "@k")])

    /// The same refusal must come wherever the chunks end.
    private func refusal(_ layout: XMLLayout, _ bytes: [UInt8]) throws -> String? {
        let whole = try Reading(layout, bytes)
        for size in [1, 7, 100] where bytes.count < 5000 {
            let chunked = try Reading(layout, bytes, chunk: size)
            #expect(chunked.refusal == whole.refusal)
            #expect(chunked.rows == whole.rows)
        }
        return whole.refusal
    }

    private func refusal(_ text: String) throws -> String? { try refusal(layout, Array(text.utf8)) }

    @Test(arguments: [
        ("<r><x></r>", "xml.malformed 1@10"),
        ("<r><x/></r><r/>", "xml.trailing 1@11"),
        ("<r><x/></r>\n\nq", "xml.trailing 3@13"),
        ("<r>\n<x/>", "xml.torn 2@8"),
        ("<r>\n<x k='1", "xml.torn 2@11"),
        ("<r>\n<!-- ", "xml.torn 2@9"),
        ("<r>\n<![CDATA[a\n", "xml.torn 3@15"),
        ("<r", "xml.torn 1@2"),
        ("", "xml.empty 1@0"),
        (" \n", "xml.empty 2@2"),
        ("<!-- none -->", "xml.empty 1@13"),
        ("navn;antal", "xml.malformed 1@0"),
        ("<r>a&b</r>", "xml.malformed 1@6"),
        ("<r>&#1;</r>", "xml.malformed 1@7"),
        ("<r>\u{1}</r>", "xml.malformed 1@3"),
        ("<r k='1' k='2'/>", "xml.malformed 1@14"),
        ("<r k=1/>", "xml.malformed 1@5"),
        ("<r>]]></r>", "xml.malformed 1@3"),
        ("<p:r/>", "xml.namespace 1@4"),
        ("<r><x/><p:x/><x/></r>", "xml.namespace 1@11"),
        ("<r xmlns:p='u' xmlns:q='u' p:k='' q:k=''/>", "xml.namespace 1@40"),
        ("<r><x p:k=''/></r>", "xml.namespace 1@12"),
        ("<r>&aring;</r>", "xml.entity 1@10"),
        ("<r k='&aring;'/>", "xml.entity 1@13"),
    ])
    func refusesWhatIsNotWellFormedWithItsPlace(_ text: String, _ expected: String) throws {
        #expect(try refusal(text) == expected)
    }

    @Test func keepsTheRecordsBeforeAFaultAndNoneAfter() throws {
        let reading = try Reading(layout, "<r><x k='1'/><x k='2'/><p:y/><x k='3'/></r>")
        #expect(reading.rows == ["∅|1", "∅|2"])
    }

    @Test func throwsTheSameFaultEverAfter() throws {
        let parser = XMLRecordParser(try XMLPlan(layout))
        var rows = XMLRows(columns: 2)
        for text in ["<r></q>", "<r/>", ""] {
            #expect(throws: XMLFault.self) {
                try parser.feed(Array(text.utf8).span, isLast: true, into: &rows)
            }
        }
    }

    @Test func saysWhatIsWrongWithoutValues() throws {
        let message = try Reading(layout, "<r><x k='hemmelig'><a>0101670001</b></x></r>").fault?.message
        #expect(message == "an end tag that does not match the start tag (in the element 'a')")
        let torn = try Reading(layout, "<r><x k='hemmelig'><a>0101670001").fault?.message
        #expect(torn == "the file ends inside the element 'a'")
    }

    @Test func namesNoElementThatMayBeAPieceOfAValue() throws {
        let message = try Reading(layout, "<r><x><a>under <hemmelig> 3</a></x></r>").fault?.message
        #expect(message == "an end tag that does not match the start tag")
        let torn = try Reading(layout, "<r><x><a>under <hemmelig>").fault?.message
        #expect(torn == "the file ends inside an element")
    }

    @Test(arguments: [
        "<!DOCTYPE r>", "<!DOCTYPE r SYSTEM 'x.dtd'>", "<!DOCTYPE r [<!ENTITY a 'b'>]>",
        "<!DOCTYPE r [<!ENTITY % a SYSTEM 'file:///etc/passwd'>%a;]>",
    ])
    func refusesADoctypeWhereItBegins(_ doctype: String) throws {
        #expect(try refusal("<!-- -->\n" + doctype + "<r><x/></r>") == "xml.doctype 2@9")
        // Also when the rest never comes.
        let parser = XMLRecordParser(try XMLPlan(layout))
        var rows = XMLRows(columns: 2)
        #expect(throws: XMLFault.self) {
            try parser.feed(Array((doctype + "<r>").utf8).span, isLast: false, into: &rows)
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE r><r><x k='&lt;'/></r>", nil),
        ("<!DOCTYPE r SYSTEM 'nowhere.dtd'><r><x k='&lt;'/></r>", nil),
        ("<!DOCTYPE r [<!ENTITY e 'b'><!ATTLIST x k CDATA '&lt;'>]><r><x/></r>", nil),
        ("<!DOCTYPE r [<!ENTITY e 'b'>]><r><x><a>&e;</a></x></r>", "xml.entity"),
        ("<!DOCTYPE r [<!ENTITY e 'b'>]><r><x k='&e;'/></r>", "xml.entity"),
        ("<!DOCTYPE r [<!ENTITY lt 'b'>]><r><x k='&lt;'/></r>", nil),
        ("<!DOCTYPE r SYSTEM 'x.dtd'><r><x><a>&e;</a></x></r>", "xml.entity"),
        ("<!DOCTYPE r SYSTEM 'x.dtd'><r><x k='&e;'/></r>", "xml.entity"),
        ("<!DOCTYPE r [<!ENTITY e SYSTEM '/etc/passwd'>]><r><x><a>&e;</a></x></r>", "xml.entity"),
        ("<!DOCTYPE r [<!ENTITY % p '<!ENTITY e \"b\">'>%p;]><r><x><a>&e;</a></x></r>", "xml.entity"),
    ])
    func expandsNoEntityEvenWhereADoctypeIsAllowed(_ text: String, _ reason: String?) throws {
        var layout = layout
        layout.allowsDoctype = true
        let reading = try Reading(layout, text)
        #expect(reading.fault?.reason.rawValue == reason)
        #expect(reading.rows == (reason == nil ? ["∅|<"] : []))
        _ = try refusal(layout, Array(text.utf8))
    }

    @Test func limitsDepth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<r>", count: depth) + String(repeating: "</r>", count: depth)
        }
        #expect(try refusal(nested(256)) == nil)
        #expect(try refusal(nested(257)) == "xml.limit.depth 1@768")
        var deep = layout
        deep.limits.depth = 100_000
        #expect(try refusal(deep, Array(nested(100_000).utf8)) == nil)
    }

    @Test func limitsAttributes() throws {
        func tag(_ count: Int) -> String {
            "<r>\n<x" + (0..<count).map { " a\($0)='='" }.joined() + "/></r>"
        }
        #expect(try refusal(tag(256)) == nil)
        #expect(try refusal(tag(257)) == "xml.limit.attributes 2@4")
        let declarations = (0..<257).map { " xmlns:a\($0)='u'" }.joined()
        #expect(try refusal("<r\(declarations)/>") == "xml.limit.attributes 1@0")
    }

    @Test func refusesAFloodOfAttributesBeforeLibxml2ComparesThem() throws {
        let flood = Array(("<r>\n<x" + (0..<300_000).map { " a\($0)=''" }.joined() + "/></r>").utf8)
        let start = ContinuousClock.now
        #expect(try Reading(layout, flood).refusal == "xml.limit.attributes 2@4")
        #expect(try Reading(layout, flood, chunk: 1000).refusal == "xml.limit.attributes 2@4")
        #expect(ContinuousClock.now - start < .seconds(20))
        // A long value is not many attributes.
        let long = "<r><x k='" + String(repeating: "a=b ", count: 100_000) + "'/></r>"
        #expect(try Reading(layout, long).refusal == nil)
    }

    @Test func limitsTheBytesOfAValue() throws {
        var layout = XMLLayout(
            records: ["r/x"],
            fields: [.init("a", "a"), .init("k", "@k"), .init("own", "."), .init("up", "../o"), .init("b", "b/c")]
        )
        layout.limits.valueBytes = 10
        let ten = "0123456789"
        #expect(try Reading(layout, "<r><o>\(ten)</o><x k='\(ten)'><a>\(ten)</a>\(ten)</x></r>").refusal == nil)
        for text in ["<r>\n<x k='\(ten)+'/></r>", "<r>\n<x><a>\(ten)+</a></x></r>", "<r>\n<x>\(ten)+</x></r>"] {
            #expect(try refusal(layout, Array(text.utf8)) == "xml.limit.value 2@4")
        }
        #expect(try Reading(layout, "<r>\n<o>\(ten)+</o><x/></r>").fault?.reason == .value)
        #expect(try Reading(layout, "<r><u>\(ten)+</u><x><u>\(ten)+</u></x></r>").refusal == nil)
    }

    @Test func limitsTheBytesOfARecord() throws {
        var layout = XMLLayout(
            records: ["r/x"],
            fields: [.init("a", "a"), .init("b", "b"), .init("up", "../@u"), .init("c", "c")]
        )
        layout.limits.recordBytes = 20
        #expect(try Reading(layout, "<r><x><a>0123456789</a><b>0123456789</b></x></r>").refusal == nil)
        let long = "<r>\n<x><a>0123456789</a><b>0123456789+</b></x></r>"
        #expect(try refusal(layout, Array(long.utf8)) == "xml.limit.record 2@4")
        #expect(try Reading(layout, "<r u='012345678901234567890'><x/></r>").fault?.reason == .record)
        // Values to be joined take room even when they are empty.
        layout.repeated = .join(separator: ",")
        #expect(try Reading(layout, "<r><x>" + String(repeating: "<c/>", count: 100)).fault?.reason == .record)
    }

    @Test func limitsTheBytesOfABatchWhereAncestorsAreRepeated() throws {
        var layout = XMLLayout(records: ["r/x"], fields: [.init("u", "../@u")])
        layout.limits.batchBytes = 100_000
        let text =
            "<r u='" + String(repeating: "x", count: 1000) + "'>" + String(repeating: "<x/>", count: 200) + "</r>"
        let whole = try Reading(layout, text)
        #expect(whole.fault?.reason == .batch)
        #expect(whole.rows.count < 100)
        #expect(try Reading(layout, text, chunk: 100).refusal == nil)
    }

    @Test(arguments: ["<!-- ", "<?p ", "<r k='", "<r><![CDATA[", "<r>&", "<", "<r "])
    func boundsWhatHasNoEnd(_ opening: String) throws {
        let parser = XMLRecordParser(try XMLPlan(XMLLayout(records: ["r"], fields: [.init("u", "u")])))
        var rows = XMLRows(columns: 1)
        let block = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        try parser.feed(Array(opening.utf8).span, isLast: false, into: &rows)
        var fault: XMLFault?
        for _ in 0..<14 where fault == nil {
            do throws(XMLFault) { try parser.feed(block.span, isLast: false, into: &rows) } catch { fault = error }
        }
        #expect(fault?.reason == (opening == "<r>&" ? .malformed : .markup))
    }

    @Test func letsTextBeEndlessThatNobodyWants() throws {
        let parser = XMLRecordParser(try XMLPlan(layout))
        var rows = XMLRows(columns: 2)
        try parser.feed(Array("<r><x><b>".utf8).span, isLast: false, into: &rows)
        let block = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<20 { try parser.feed(block.span, isLast: false, into: &rows) }
        try parser.feed(Array("</b></x></r>".utf8).span, isLast: true, into: &rows)
        #expect(rows.count == 1)
    }

    @Test func readsRecordsWithoutEndInBoundedMemory() throws {
        let parser = XMLRecordParser(try XMLPlan(layout))
        var rows = XMLRows(columns: 2)
        try parser.feed(Array("<r>".utf8).span, isLast: false, into: &rows)
        let records = Array(String(repeating: "<x k='1'><a>2</a></x>\n", count: 1000).utf8)
        var count = 0
        for _ in 0..<200 {
            rows.removeAll()
            try parser.feed(records.span, isLast: false, into: &rows)
            count += rows.count
            #expect(rows.bytes.count == 4 * rows.count)
        }
        #expect(count == 200_000)
    }
}
