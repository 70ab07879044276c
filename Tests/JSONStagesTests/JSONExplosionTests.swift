import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONExplosionTests {
    private let measures = """
        {"id": 1, "m": [{"aar": 2017, "v": 1.50}, {"aar": 2021, "v": null}], "navn": "Samsø"}
        {"id": 2, "m": [], "navn": "Læsø"}
        {"id": 3, "navn": "Fanø"}
        {"id": 4, "navn": "Ærø", "m": [{"v": 4}]}
        """

    private func lines(_ options: String) throws -> JSONLinesReader {
        try JSONLinesReader(yaml: "path: x.jsonl\n\(options)")
    }

    @Test func eachElementBecomesARecordWithTheFieldsAroundIt() throws {
        let result = try lines("explode: m\nfields: { id: id, aar: m/aar, v: m/v, navn: navn }").run(on: measures)
        #expect(
            result.output == """
                id | aar  | v    | navn
                1  | 2017 | 1.50 | Samsø
                1  | 2021 | ∅    | Samsø
                2  | ∅    | ∅    | Læsø
                3  | ∅    | ∅    | Fanø
                4  | ∅    | 4    | Ærø
                """
        )
        #expect(result.rejects == [])
    }

    @Test func elementsMayBePlainValuesAndStandDeeper() throws {
        let text = #"[{"a": {"koder": ["x", 2, true, null]}, "b": "\u00f8"}]"#
        let reader = try JSONReader(yaml: "path: x.json\nexplode: a/koder\nfields: { b: b, kode: a/koder }")
        #expect(try reader.run(on: text).output == "b | kode\nø | x\nø | 2\nø | true\nø | ∅")
    }

    @Test func withoutElementsARecordIsKeptOrDroppedOrRejectedAsAsked() throws {
        let fields = "explode: m\nfields: { id: id, v: m/v }"
        let dropped = try lines("\(fields)\nno_elements: drop").run(on: measures)
        #expect(dropped.output == "id | v\n1  | 1.50\n1  | ∅\n4  | 4")
        #expect(dropped.rejects == [])
        let rejected = try lines("\(fields)\nno_elements: reject").run(on: measures)
        #expect(rejected.output == dropped.output)
        #expect(rejected.rejects == ["2 - json.no_elements", "3 - json.no_elements"])
    }

    @Test func noRecordIsLostWhateverBecomesOfThoseWithoutElements() throws {
        for (choice, rows, dropped) in [("keep", 5, 0), ("drop", 5, 2), ("reject", 3, 0)] {
            let reader = try lines("explode: m\nfields: { id: id, v: m/v }\nno_elements: \(choice)")
            var context = ReaderContext(
                stage: StageContext(schema: Schema(), place: SourcePlace(file: "t", line: 1, column: 1))
            ) { nil }
            let prepared = try #require(reader.prepare(&context))
            let batch = RecordBatch()
            batch.reset(fieldCount: 2)
            #expect(try prepared.makeSource().fill(batch, from: MemoryInput(Array(measures.utf8))))
            try prepared.makeParser?().parse(batch)
            #expect(batch.recordCount == rows && batch.rowCount == rows && batch.droppedRows == dropped)
            #expect(batch.unsplit.count == 5 - rows)
            batch.limit(to: 3)
            #expect(batch.droppedRows == min(dropped, 1))
        }
    }

    @Test func anythingButAnArrayRejectsItsRecordAlone() throws {
        let text = """
            {"m": [1]}
            {"m": {"v": 1}}
            {"m": "x"}
            {"m": [2, {"v": 1}]}
            {"m": null}
            """
        let result = try lines("explode: m\nfields: [m]").run(on: text)
        #expect(result.output == "m\n1\n∅")
        #expect(result.rejects == ["2 - json.explode", "3 - json.explode", "4 - json.nested"])
    }

    @Test func aFaultInOneElementTurnsDownItsWholeRecord() throws {
        let text = #"[{"m":[{"v":1},{"v":01}]},{"m":[{"v":2},{"v":3,"v":4}]},{"m":[{"v":5}]}]"#
        let result = try JSONReader(yaml: "path: x.json\nexplode: m\nfields: [m/v]").run(on: text)
        #expect(result.output == "m/v\n5")
        #expect(result.rejects == ["1 - json.number", "1 - json.duplicate_key"])
    }

    @Test func withoutFieldsTheFirstRecordAndItsFirstElementNameThem() throws {
        let result = try lines("explode: m").run(on: #"{"id":1,"m":[{"aar":2017,"c":{"v":2}},{"aar":2021}]}"#)
        #expect(result.output == "id | m.aar | m.c.v\n1  | 2017  | 2\n1  | 2021  | ∅")
        let new = #expect(throws: DeliveryFault.self) {
            try lines("explode: m").run(on: "{\"id\":1,\"m\":[{\"aar\":2017}]}\n{\"id\":1,\"m\":[{\"x\":1}]}")
        }
        #expect(new?.message.contains("'m/x'") == true)
        let none = #expect(throws: Mistakes.self) { try lines("explode: m").run(on: "{\"id\":1,\"m\":[]}") }
        #expect(none?.diagnostics.first?.message.contains("elements to explode") == true)
    }

    @Test func theRowsOfARecordHaveALimitTogether() throws {
        let text = "{\"n\":\"\(String(repeating: "x", count: 900))\",\"m\":[1,2,3,4,5]}\n{\"n\":\"y\",\"m\":[1]}"
        let result = try lines("explode: m\nfields: [n, m]\nmax_record: 1000").run(on: text)
        #expect(result.output == "n | m\ny | 1")
        #expect(result.rejects == ["1 - json.exploded_size"])
    }

    @Test func plainValuesOfArraysAreJoinedIfAsked() throws {
        let text = #"""
            {"k":["a","b\"c"],"s":"x"}
            {"k":[ 1.50 , true,null, "d" ]}
            {"k":[]}
            {"k":"alone"}
            {"k":[""]}
            {"k":[["x"]]}
            {"k":[{}]}
            {"k":{}}
            """#
        let result = try lines("nested: join\nseparator: ' + '\nfields: [k]").run(on: text)
        #expect(result.output == "k\na + b\"c\n1.50 + true +  + d\n∅\nalone\n")
        #expect(result.rejects == ["6 - json.nested", "7 - json.nested", "8 - json.nested"])
        let long = "{\"k\":[\(Array(repeating: "1", count: 500).joined(separator: ","))]}"
        let wide = try lines("nested: join\nseparator: '<<<<<<<<<<<<>>>>>>>>>>>>'\nfields: [k]").run(on: long)
        #expect(wide.output.utf8.count == 2 + 500 + 499 * 24)
    }

    @Test func joinedValuesMayStandInElements() throws {
        let text = #"{"m":[{"k":[1,2]},{"k":[3]},{}]}"#
        let result = try lines("explode: m\nnested: join\nfields: [m/k]").run(on: text)
        #expect(result.output == "m/k\n1,2\n3\n∅")
    }

    @Test func aFieldMayLieInsideAnother() throws {
        let text = "{\"a\":{\"b\":{\"c\":\"\(String(repeating: "x", count: 300))\"}}}"
        let result = try lines("nested: text\nfields: [a, a/b, a/b/c]").run(on: text)
        #expect(result.output.utf8.count > 900)
    }

    @Test func anyBlockSizeGivesTheSameRecordsAtTheSamePlaces() throws {
        let bytes = Array(measures.utf8)
        for choice in ["keep", "drop", "reject"] {
            let reader = try lines("explode: m\nfields: { id: id, aar: m/aar, v: m/v }\nno_elements: \(choice)")
            let whole = try JSONBlocks(reader, bytes, blockSize: 999)
            #expect(try (1...80).filter { try JSONBlocks(reader, bytes, blockSize: $0) != whole } == [])
        }
        let reader = try lines("explode: m\nfields: { id: id, v: m/v }")
        let whole = try JSONBlocks(reader, bytes, blockSize: 999)
        let record = #"{"id": 1, "m": [{"aar": 2017, "v": 1.50}, {"aar": 2021, "v": null}], "navn": "Samsø"}"#
        #expect(whole.rows.prefix(2) == ["1 1|1.50 \(record)", "1 1|∅ \(record)"])
        #expect(whole.counts == ["records_with_extra_keys": 4, "records_without_elements": 2])
    }

    @Test func optionsThatDoNothingAreMistakes() throws {
        func mistake(_ options: String) -> String? {
            let found = #expect(throws: Mistakes.self) { try lines(options).run(on: "{}") }
            return found?.diagnostics.first?.message
        }
        #expect(mistake("fields: [a]\nno_elements: drop")?.contains("no array is exploded") == true)
        #expect(mistake("fields: [a]\nseparator: x")?.contains("values are not joined") == true)
        #expect(mistake("fields: [a]\nexplode: m")?.contains("no field is taken") == true)
        #expect(mistake("fields: [a]\nexplode: m//x")?.contains("empty key") == true)
    }
}
