import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONStatWriterTests {
    private func writer(_ options: String = "") throws -> JSONStatWriter {
        try JSONStatWriter(yaml: "path: x.json\n" + options)
    }

    private func text(_ table: String, _ options: String = "") throws -> String {
        String(decoding: try writer(options).run(on: table), as: UTF8.self)
    }

    private func fault(_ table: String, _ options: String = "") throws -> DeliveryFault? {
        do {
            _ = try text(table, options)
            return nil
        } catch let fault as DeliveryFault {
            #expect(!fault.message.isEmpty && !fault.danish.isEmpty)
            return fault
        }
    }

    private static let table = """
        kommune | navn  | tid  | value:number
        741     | Samsø | 1889 | 12.50
        741     | Samsø | 1888 | ∅suppressed
        825     | Læsø  | 1888 | 7
        825     | Læsø  | 1889 | ∅
        """

    @Test func aDatasetHasItsShapeItsLabelsAndItsReasons() throws {
        let options = """
            labels: { kommune: navn }
            dimension_labels: { kommune: Kommune }
            roles: { geo: [kommune], time: [tid] }
            label: "Prøve \\"1\\""
            source: Opdigtet
            updated: 1889-12-31
            """
        #expect(
            try text(Self.table, options) == """
                {"version":"2.0","class":"dataset",
                "label":"Prøve \\"1\\"",
                "source":"Opdigtet",
                "updated":"1889-12-31",
                "id":["kommune","tid"],
                "size":[2,2],
                "role":{"time":["tid"],"geo":["kommune"]},
                "dimension":{
                "kommune":{"label":"Kommune","category":{"index":["741","825"],"label":{"741":"Samsø","825":"Læsø"}}},
                "tid":{"label":"tid","category":{"index":["1889","1888"]}}
                },
                "value":[
                12.50,null,
                null,7
                ],
                "status":{
                "1":"suppressed"
                }}

                """
        )
    }

    @Test func categoriesAreSortedIfAskedAndCellsFollow() throws {
        let found = try text(Self.table, "labels: { kommune: navn }\norder: sorted")
        #expect(found.contains("\"index\":[\"1888\",\"1889\"]"))
        #expect(found.contains("\"value\":[\nnull,12.50,\n7,null\n]"))
        #expect(found.contains("\"status\":{\n\"0\":\"suppressed\"\n}"))
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let options = "labels: { kommune: navn }\ndimensions: [tid, kommune]"
        let bytes = try writer(options).run(on: Self.table)
        let reader = try JSONStatReader(
            yaml: "path: x.json\nstatus: s\nfields: { k: kommune, n: kommune/label, t: tid, v: value, s: s }"
        )
        #expect(
            try reader.run(on: bytes).output == """
                k   | n     | t    | v     | s
                741 | Samsø | 1889 | 12.50 | ∅
                825 | Læsø  | 1889 | ∅     | ∅
                741 | Samsø | 1888 | ∅     | suppressed
                825 | Læsø  | 1888 | 7     | ∅
                """
        )
    }

    @Test func cubesWithFewRecordsAreSparse() throws {
        let table = "a | b | c | value\nx | 1 | p | 5\ny | 2 | q | 6\nz | 3 | r | tekst"
        let bytes = try writer().run(on: table)
        let found = String(decoding: bytes, as: UTF8.self)
        #expect(found.contains("\"value\":{\n\"0\":\"5\",\n\"13\":\"6\",\n\"26\":\"tekst\"\n}"))
        let back = try JSONStatReader(yaml: "path: x.json").run(on: bytes).output
        #expect(back.split(separator: "\n").count == 28)
        #expect(back.contains("y | 2 | q | 6"))
    }

    @Test func aStatusFieldIsWrittenAsItIs() throws {
        let table = "a | tegn | v:number\nx | e    | 1\ny | ∅    | 2"
        #expect(
            try text(table, "value: v\nstatus: tegn").contains("\"value\":[\n1,2\n],\n\"status\":{\n\"0\":\"e\"\n}")
        )
    }

    @Test func withoutRecordsTheCubeIsEmpty() throws {
        let found = try text("a | value", "")
        #expect(found.contains("\"size\":[0]"))
        #expect(found.contains("\"value\":["))
        #expect(try JSONStatReader(yaml: "path: x.json").run(on: found).output == "a | value")
    }

    @Test func twoRecordsOfACellEndTheRunWithTheirPlaces() throws {
        let found = try fault("a | b | value\nx | 1 | 5\nx | 2 | 6\nx | 1 | 7")
        #expect(found?.rule == "json_stat.cell_twice")
        #expect(found?.line == 4)
        #expect(found?.message.contains("line 2") == true)
    }

    @Test func whatCannotBeACellIsRefused() throws {
        let lacking = try fault("a | value\nx | 5\n∅ | 6")
        #expect(lacking?.rule == "json_stat.no_category")
        #expect(lacking?.line == 3)
        let labels = try fault("a | n | value\nx | X | 5\ny | Y | 6\nx | Z | 7", "labels: { a: n }")
        #expect(labels?.rule == "json_stat.label")
        let many = try fault("a | b | value\nx | 1 | 5\ny | 2 | 6\nz | 3 | 7", "max_cells: 8")
        #expect(many?.rule == "json_stat.max_cells")
        #expect(many?.message.contains("max_cells (8)") == true)
    }

    @Test func mistakesInTheOptionsAreFound() throws {
        for options in [
            "value: valeu", "dimensions: [kommune, kommune]", "dimensions: [value]", "labels: { komune: navn }",
            "roles: { time: [navn] }\nlabels: { kommune: navn }", "max_cells: 0", "dimension_labels: { x: y }",
        ] {
            #expect(throws: Mistakes.self, "\(options)") { try text(Self.table, options) }
        }
        #expect(throws: Mistakes.self) { try text("a | b\n1 | 2") }
    }
}
