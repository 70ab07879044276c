import StageKit
import StageTesting
import Testing

@testable import XMLStages

@Suite struct XMLReaderTests {
    private func reader(_ options: String) throws -> XMLReader { try XMLReader(yaml: "path: x.xml\n" + options) }

    @Test func makesRowsOfElementsAndAttributes() throws {
        let stage = try reader(
            """
            record: profil/observation
            fields: { aar: "@aar", kommune: kommune/@kode, navn: kommune, ci_lav: ci/@fra, sender: ../@sender }
            """
        )
        let result = try stage.run(
            on: """
                <profil sender="Øst">
                <observation aar="1890"><kommune kode="253"> Greve
                </kommune><ci fra="7.9"/></observation>
                <observation aar=""><ci/></observation>
                <andet aar="1891"/>
                </profil>
                """
        )
        #expect(
            result.output == """
                aar  | kommune | navn  | ci_lav | sender
                1890 | 253     | Greve | 7.9    | Øst
                     | ∅       | ∅     | ∅      | Øst
                """
        )
        #expect(result.rejects == [])
    }

    @Test func takesTheNearestAncestorOfAName() throws {
        let stage = try reader(
            """
            record: [//enhed, r/x]
            fields: { id: "@id", over: ancestor::gruppe/@id, leder: ancestor::gruppe/leder/navn, moder: ancestor::enhed/@id }
            """
        )
        let result = try stage.run(
            on: """
                <r><gruppe id="g1"><leder><navn>Ane</navn></leder><enhed id="1"><enhed id="2"/></enhed>
                <mellem><gruppe id="g2"><enhed id="3"/><leder><navn>Bo</navn></leder><enhed id="4"/></gruppe>
                <enhed id="5"/></mellem></gruppe><ved><enhed id="6"/></ved><gruppe><enhed id="7"/></gruppe><x id="8"/></r>
                """
        )
        #expect(
            result.output == """
                id | over | leder | moder
                2  | g1   | Ane   | 1
                1  | g1   | Ane   | ∅
                3  | g2   | ∅     | ∅
                4  | g2   | Bo    | ∅
                5  | g1   | Ane   | ∅
                6  | ∅    | ∅     | ∅
                7  | ∅    | ∅     | ∅
                8  | ∅    | ∅     | ∅
                """
        )
    }

    @Test func findsAncestorsInsideThemselvesAndByNamespace() throws {
        let stage = try reader(
            """
            record: //u
            namespaces: { p: "urn:p" }
            fields: { a: ancestor::p:e/e/id, b: ancestor::e/id, lang: "@xml:lang" }
            """
        )
        let result = try stage.run(
            on: """
                <p:e xmlns:p="urn:p"><id>1</id><e><id>2</id><u xml:lang="da"/><e><id>3</id><u/></e></e><u/></p:e>
                """
        )
        #expect(
            result.output == """
                a | b | lang
                2 | 2 | da
                2 | 3 | ∅
                2 | 1 | ∅
                """
        )
    }

    @Test(arguments: [
        ("repeated: first", "a"), ("repeated: last", "b"), ("repeated: join", "a,b"),
        ("repeated: join\nseparator: ' + '", "a + b"),
    ])
    func choosesAmongRepeatedValues(_ options: String, _ expected: String) throws {
        let result = try reader("record: r/x\nfields: { k: k }\n" + options).run(on: "<r><x><k>a</k><k>b</k></x></r>")
        #expect(result.output == "k\n\(expected)")
        #expect(result.rejects == [])
    }

    @Test func rejectsARepeatedValueWithTheSendersNameOfTheField() throws {
        let stage = try reader("record: r/x\nfields: { navn: person/navn, id: '@id' }")
        let result = try stage.run(
            on: """
                <r><x id="1"><person><navn>a</navn></person></x>
                <x id="2"><person><navn>a</navn><navn>b</navn></person></x>
                <x id="3"/></r>
                """
        )
        #expect(result.output == "navn | id\na    | 1\n∅    | 3")
        #expect(result.rejects == ["2 person/navn xml.repeated"])
    }

    @Test func keepsBlanksOnlyWhenTold() throws {
        let text = "<r><x k=' a '><k> b </k></x></r>"
        let fields = "record: r/x\nfields: { a: '@k', b: k }\n"
        let batch = try Delivery(reader(fields + "trim: false"), text).batches[0]
        #expect(batch.values == [[" a ", " b "]])
        #expect(try Delivery(reader(fields), text).batches[0].values == [[" a ", "b"]])
    }

    @Test func tellsPlacesAndKeepsTheFieldsOfARecordButNotItsBytes() throws {
        let text = "<r>\n<x a='1'>\n<x a='2'/></x>\n\n<x/></r>"
        let batch = try Delivery(reader("record: //x\nfields: { felt: '@a' }"), text).batches[0]
        // A record inside another ends before it.
        #expect(batch.values == [["2"], ["1"], [nil]])
        #expect((0..<3).map { batch.line(ofRow: $0) } == [3, 2, 5])
        #expect(batch.blockOffset == 4)
        #expect(batch.deliveredNames == ["@a"])
        #expect(batch.recordBytes(0) == nil)
    }

    @Test func givesBatchesOfFileBlocksWhateverTheInputGives() throws {
        let record = "<x><navn>Ane Øster</navn><aar>1890</aar></x>\n"
        let text = "<r>" + String(repeating: record, count: 20_000) + "</r>"
        let stage = try reader("record: r/x\nfields: { navn: navn, aar: aar }")
        let whole = try Delivery(stage, text)
        #expect(whole.batches.count > 2)
        #expect(whole.batches.map(\.rowCount).reduce(0, +) == 20_000)
        #expect(whole.batches[1].line(ofRow: 0) == UInt64(whole.batches[0].rowCount + 1))
        let pieces = try Delivery(stage, text, chunk: 1000)
        #expect(pieces.batches.map(\.rowCount) == whole.batches.map(\.rowCount))
        #expect(pieces.batches.map(\.table) == whole.batches.map(\.table))
        #expect(pieces.batches.map(\.cellArena) == whole.batches.map(\.cellArena))
    }

    @Test func usesTheBuffersOfABatchAgain() throws {
        let record = "<x><navn>Ane Øster</navn><aar/></x>\n"
        let text = "<r>" + String(repeating: record, count: 20_000) + "</r>"
        let stage = try reader("record: r/x\nfields: { navn: navn, aar: aar }")
        let fresh = try Delivery(stage, text)
        let one = RecordBatch()
        var rows = 0
        try Delivery.read(stage, MemoryInput(Array(text.utf8)), next: { one }) { batch in
            rows += batch.rowCount
            #expect(batch.values(ofRow: batch.rowCount - 1) == ["Ane Øster", ""])
        }
        #expect(rows == fresh.batches.map(\.rowCount).reduce(0, +))
    }

    @Test func readsAFileThatEndsWithABlock() throws {
        let start = "<r><x k='1'/>"
        let text = start + String(repeating: " ", count: (256 << 10) - start.utf8.count - 4) + "</r>"
        #expect(text.utf8.count == 256 << 10)
        #expect(try Delivery(reader("record: r/x\nfields: { k: '@k' }"), text).batches.count == 1)
    }

    @Test func deliversTheRecordsBeforeAFault() throws {
        let stage = try reader("record: r/x\nfields: { k: '@k' }")
        let delivery = try Delivery(stage, "<r><x k='1'/>\n<x k='2'/>\n<x k='3'></y></r>")
        #expect(delivery.batches.map(\.rowCount) == [2])
        let fault = try #require(delivery.fault)
        #expect(fault.rule == "xml.malformed")
        #expect(fault.line == 3)
        #expect(fault.byteOffset != nil)
        #expect(fault.message.hasPrefix("an end tag that does not match the start tag"))
        #expect(fault.danish == "filen er ikke velformet XML på dette sted")
    }

    @Test(arguments: [
        ("<r><x>", "", "xml.torn", "ask for it again"), ("", "", "xml.empty", "ask for it again"),
        ("<!DOCTYPE r><r/>", "", "xml.doctype", "doctype: allow"),
        ("<r><x><k><a/></k></x></r>", "max_depth: 3", "xml.limit.depth", "max_depth"),
        ("<r><x><k>abcd</k></x></r>", "max_value: 3", "xml.limit.value", "max_value"),
        ("<r><x><k>ab</k><k>cd</k></x></r>", "max_record: 3", "xml.limit.record", "max_record"),
        ("<r>&eacute;</r>", "", "xml.entity", "characters"),
    ])
    func refusesAFileWithAHint(_ text: String, _ options: String, _ rule: String, _ hint: String) throws {
        let delivery = try Delivery(reader("record: r/x\nfields: { k: k }\n" + options), text)
        #expect(delivery.fault?.rule == rule)
        #expect(delivery.fault?.hint?.contains(hint) == true, "\(delivery.fault?.hint ?? "none")")
        #expect(delivery.fault?.danish.isEmpty == false)
    }

    @Test func goesBeyondTheUsualLimitsWhenTold() throws {
        let depth = 1000
        let text =
            String(repeating: "<a>", count: depth) + "<x k='1'/>" + String(repeating: "</a>", count: depth)
        let fields = "record: //x\nfields: { k: '@k' }\n"
        #expect(try Delivery(reader(fields), text).fault?.rule == "xml.limit.depth")
        #expect(try Delivery(reader(fields + "max_depth: 1001"), text).batches.count == 1)
        let doctype = "<!DOCTYPE x [<!ENTITY e 'f'>]><x k='1'/>"
        #expect(try Delivery(reader(fields + "doctype: allow"), doctype).batches.count == 1)
    }

    @Test func reportsEveryMistakeWithItsPlace() throws {
        let stage = try XMLReader(
            yaml: """
                path: x.xml
                record: [r/x, "r//y"]
                namespaces: { p: "" }
                separator: "-"
                max_depth: 0
                max_value: 70000000
                max_record: 10
                fields:
                  a: q:navn
                  b: b[1]
                  c: "../../../k"
                  d: ancestor::r
                """
        )
        let found = mistakes(of: stage)
        #expect(
            found == [
                "3:15 the prefix 'p' has no URI",
                "4:12 a separator is given, but values are not joined",
                "5:12 max_depth is not from 1 to 10000",
                "6:12 max_value is not from 1 to 67108864",
                "6:12 max_value is above max_record, which is 10",
                "2:15 the path 'r//y' has an empty name; names stand between single slashes",
                "9:6 the path 'q:navn' uses the prefix 'q', which is not in 'namespaces'",
                """
                10:6 the path 'b[1]' has a sign that no name has; only names, '/', '//', '@', '.', '..', 'ancestor::' \
                and 'name()' are known
                """,
                "12:6 the path 'ancestor::r' must go on to an element or an attribute, such as ../@region",
            ]
        )
    }

    @Test func knowsWhatCanBeAroundARecord() throws {
        let stage = try reader(
            "record: r/g/x\nfields: { a: ancestor::g/@k, b: ancestor::h/@k, c: ancestor::x/@k, d: ../../../@k }"
        )
        #expect(
            mistakes(of: stage).map { $0.drop { $0 != " " } } == [
                " the path 'ancestor::h/@k' names an element that is around no record",
                " the path 'ancestor::x/@k' names an element that is around no record",
                " the path '../../../@k' goes up beyond the root element",
            ]
        )
    }

    @Test(arguments: ["fields: {}\nrecord: r", "fields: { a: '' }\nrecord: r", "fields: { a: a }\nrecord: []"])
    func needsFieldsAndRecords(_ options: String) throws {
        #expect(throws: Mistakes.self) {
            let found = mistakes(of: try reader(options))
            if !found.isEmpty { throw Mistakes(found.joined(), at: nil) }
        }
    }

    @Test func hasAnExampleThatRuns() throws {
        #expect(mistakes(of: try XMLReader(yaml: XMLReader.declaration.example)) == [])
    }

    private func mistakes(of stage: XMLReader) -> [String] {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { nil }
        let prepared = stage.prepare(&context)
        #expect((prepared == nil) == context.stage.hasErrors)
        return context.stage.diagnostics.map { found in
            (found.place.map { "\($0.line):\($0.column) " } ?? "") + found.message
        }
    }
}
