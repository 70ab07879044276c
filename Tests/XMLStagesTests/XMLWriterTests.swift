import StageKit
import Testing

@testable import StageTesting
@testable import XMLStages

@Suite struct XMLWriterTests {
    private func write(_ options: String, _ table: String) throws -> String {
        String(decoding: try XMLWriter(yaml: "path: ud.xml\n" + options).run(on: table), as: UTF8.self)
    }

    private let table = """
        kode | navn        | procent:number | dato:date  | ok:boolean
        0147 | Læsø & <Ø>  | 12.50          | 1867-05-31 | true
        0101 | ∅           | ∅suppressed    | ∅          | false
        """

    @Test func writesEachFieldAsAnElement() throws {
        #expect(
            try write("", table) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <records>
                <record><kode>0147</kode><navn>Læsø &amp; &lt;Ø&gt;</navn><procent>12.50</procent>\
                <dato>1867-05-31</dato><ok>true</ok></record>
                <record><kode>0101</kode><ok>false</ok></record>
                </records>

                """
        )
    }

    @Test func putsFieldsWhereTheirPathsSay() throws {
        let options = """
            root: kommuner
            record: kommune
            fields: { kode: "@kode", procent: tal/@andel, dato: "om/dag/dato", ok: om/ok, navn: tal }
            declaration: false
            namespace: http://example.org/a?b&c
            """
        #expect(
            try write(options, table) == """
                <kommuner xmlns="http://example.org/a?b&amp;c">
                <kommune kode="0147"><tal andel="12.50">Læsø &amp; &lt;Ø&gt;</tal><om><dag><dato>1867-05-31</dato></dag>\
                <ok>true</ok></om></kommune>
                <kommune kode="0101"><om><ok>false</ok></om></kommune>
                </kommuner>

                """
        )
    }

    @Test func indentsElementsButNotTextBesideThem() throws {
        let options = "indent: 2\ndeclaration: false\nfields: { kode: '@kode', dato: om/dato, ok: om/ok, navn: navn }"
        #expect(
            try write(options, table) == """
                <records>
                  <record kode="0147">
                    <navn>Læsø &amp; &lt;Ø&gt;</navn>
                    <procent>12.50</procent>
                    <om>
                      <dato>1867-05-31</dato>
                      <ok>true</ok>
                    </om>
                  </record>
                  <record kode="0101">
                    <om>
                      <ok>false</ok>
                    </om>
                  </record>
                </records>

                """
        )
        let own = try write("indent: 2\nfields: { navn: . }", "navn | a\nx | 1")
        #expect(own.contains("  <record>x<a>1</a></record>\n"))
    }

    @Test(arguments: [
        ("omit", "<record/>"),
        ("empty", #"<record k=""><a><b/></a></record>"#),
        ("nil", #"<record><a><b xsi:nil="true"/></a></record>"#),
    ])
    func writesMissingValuesAsTold(_ missing: String, _ record: String) throws {
        let text = try write("missing: \(missing)\nfields: { k: '@k', b: a/b }", "k | b\n∅ | ∅")
        #expect(text.contains("\n\(record)\n"))
        #expect(text.contains("XMLSchema-instance") == (missing == "nil"))
    }

    @Test func writesAFileWithoutRecords() throws {
        #expect(try write("declaration: false", "a").utf8.elementsEqual("<records>\n</records>\n".utf8))
    }

    @Test func escapesWhatAReaderWouldChange() throws {
        let writer = try XMLWriter(yaml: "path: ud.xml\nfields: { k: '@k' }")
        let table = try TestTable("k | v\nx | x")
        let odd = "\t\"a\"\r\n'b' ]]> \u{85}\u{1F512}"
        let written = try writer.run(
            on: table.replacing(valuesOf: table.schema.fields[0], with: odd)
                .replacing(valuesOf: table.schema.fields[1], with: odd)
        )
        let reader = try XMLReader(yaml: "path: ud.xml\nrecord: records/record\nfields: { k: '@k', v: v }\ntrim: false")
        let rows = try Delivery(reader, String(decoding: written, as: UTF8.self)).batches[0].values
        #expect(rows == [[odd, odd]])
    }

    @Test func readsBackWhatItWrote() throws {
        let options = "root: a\nrecord: b\nfields: { kode: '@kode', navn: x/@n, procent: x/y, dato: x, ok: '.' }"
        #expect(throws: Mistakes.self) { try write(options, table) }
        let written = try write(options.replacing(", dato: x,", with: ", dato: z/@d,"), table)
        let fields = "fields: { kode: '@kode', navn: x/@n, procent: x/y, dato: z/@d, ok: '.' }"
        let reader = try XMLReader(yaml: "path: ud.xml\nrecord: a/b\n" + fields)
        #expect(
            try Delivery(reader, written).batches[0].values == [
                ["0147", "Læsø & <Ø>", "12.50", "1867-05-31", "true"], ["0101", nil, nil, nil, "false"],
            ]
        )
    }

    @Test(arguments: ["\u{1}", "\u{B}", "\u{FFFE}", "\u{FFFF}", "\u{0}"])
    func refusesCharactersThatXMLCannotHold(_ sign: String) throws {
        let writer = try XMLWriter(yaml: "path: ud.xml")
        let table = try TestTable("navn | x\na | 1\nb | 2")
        let text = "hemmelig" + sign
        do {
            _ = try writer.run(on: table.replacing(valuesOf: table.schema.fields[0], with: text, in: 1..<2))
            Issue.record("was written")
        } catch let fault as DeliveryFault {
            #expect(fault.rule == "xml.character")
            #expect(fault.line != nil)
            #expect(fault.message == "the field 'navn' has a control character, which XML cannot hold")
        }
    }

    @Test func findsEveryMistakeInNamesAndPaths() throws {
        let options = """
            root: "1a"
            record: xmlrecord
            indent: 9
            namespace: "a b"
            fields:
              a: "@k"
              b: "@k"
              c: "x y"
              d: "@q/z"
              e: "p:q"
              f: g
              g: g/h
              zzzz: navn
            """
        do {
            _ = try write(options, "a | b | c | d | e | f | g | 2021 andel\n1 | 1 | 1 | 1 | 1 | 1 | 1 | 1")
            Issue.record("was written")
        } catch let mistakes as Mistakes {
            let found = mistakes.diagnostics.map { $0.message + ($0.hint.map { " (\($0))" } ?? "") }
            #expect(
                found == [
                    "the name '1a' begins with a sign that no XML name begins with ('_1a' would be one)",
                    "the name 'xmlrecord' begins with 'xml', which is kept for XML itself ('_xmlrecord' would be one)",
                    "indent is not from 0 to 8",
                    "the namespace has a blank or a control character",
                    "the path '@k' is where another field is",
                    "the path 'x y' has the name 'x y', which has a blank, which no XML name has",
                    "the path '@q/z' goes on behind an attribute",
                    "the path 'p:q' has the name 'p:q', which has a colon, which is for prefixes",
                    "the path 'g/h' would mix the text of 'g' with elements inside it",
                    "the field '2021 andel' cannot be an element: its name begins with a sign that no XML name begins "
                        + "with (write fields: { '2021 andel': _2021_andel })",
                    "no field named 'zzzz' reaches the writer",
                ]
            )
        }
    }
}
