import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONReaderTests {
    private func reader(_ options: String = "fields: [a]") throws -> JSONReader {
        try JSONReader(yaml: "path: x.json\n\(options)")
    }

    private func fault(_ options: String, on text: String) throws -> DeliveryFault? {
        do {
            _ = try reader(options).run(on: text)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }

    @Test func theObjectsOfTheArrayAreRecords() throws {
        let text = """
            {
              "metadata": {"data": [1], "note": "]}"},
              "data": [
                {"aar": 2025, "gruppe": {"kommune": "Middelfart"}, "r": {"ci": {"fra": 12.60}}},
                {"aar": 2025, "gruppe": {"kommune": null}}
              ]
            }
            """
        let options = "record: data\nfields: { aar: aar, kommune: gruppe/kommune, fra: r/ci/fra }"
        #expect(
            try reader(options).run(on: text).output == """
                aar  | kommune    | fra
                2025 | Middelfart | 12.60
                2025 | ∅          | ∅
                """
        )
        #expect(try reader("fields: [a]").run(on: "[]").output == "a")
    }

    @Test func withoutFieldsTheFirstRecordNamesThem() throws {
        #expect(
            try reader("record: d/x").run(on: #"{"d":{"x":[{"b":1,"a":{"c":null}},{"a":{"c":2}}]}}"#).output == """
                b | a.c
                1 | ∅
                ∅ | 2
                """
        )
        #expect(throws: Mistakes.self) { try reader("").run(on: "[]") }
        #expect(throws: Mistakes.self) { try reader("").run(on: "{\"a\":1}") }
    }

    @Test func anObjectIsARecordOfItsOwnIfAsked() throws {
        #expect(try reader("fields: [a]\nsingle: true").run(on: "{\"a\":1}").output == "a\n1")
        let found = try fault("fields: [a]", on: "{\"a\":1}")
        #expect(found?.rule == "json.path_type")
        #expect(found?.hint?.contains("single: true") == true)
    }

    @Test func aRecordWithCertainEndsIsRejectedAlone() throws {
        let result = try reader().run(on: "[{\"a\":1},\n5,\n{\"a\":1,\n\"a\":2}, {\"a\":{}},\n{\"a\":2}]")
        #expect(result.output == "a\n1\n2")
        #expect(result.rejects == ["2 - json.record", "3 - json.duplicate_key", "4 - json.nested"])
    }

    @Test func aTornOrBrokenFileIsRefusedWithItsPlace() throws {
        let torn = try fault("fields: [a]", on: "[{\"a\":1},\n{\"a\":")
        #expect(torn?.rule == "json.incomplete")
        #expect(torn?.line == 2)
        #expect(torn?.byteOffset == 15)
        // A fault inside a record, which the worker finds, comes before one behind it.
        let broken = try fault("fields: [a]", on: "[{\"a\":1},\n{\"a\":tru}}")
        #expect(broken?.rule == "json.syntax")
        #expect(broken?.byteOffset == 15)
        #expect(broken?.line == 2)
        let missing = try fault("record: x\nfields: [a]", on: "{\"data\":[]}")
        #expect(missing?.rule == "json.path_missing")
        #expect(missing?.danish.isEmpty == false)
    }

    @Test func anEmptyKeyInTheWayIsAMistake() throws {
        let found = #expect(throws: Mistakes.self) { try reader("record: a//b\nfields: [a]").run(on: "[]") }
        #expect(found?.diagnostics.first?.place?.line == 2)
    }

    @Test func anyBlockSizeGivesTheSameRecordsAtTheSamePlaces() throws {
        let documents = [
            "{\"n\":[\n1],\"d\":[ {\"a\":\"]},\"},\n\n{\"a\":1,\"a\":2} ,7, {\"a\":3}\n , "
                + "{\"a\":{\"x\":\n1},\"b\":[]}, {\"b\":1}]\n}\n",
            "{\"d\":[{\"a\":1},{\"a\":2},\n{\"a\":tru}]}", "{\"d\":[{\"a\":1},\n{\"a\":2},]}",
            "{\"d\":[{\"a\":1}, {\"a\":2}",
            "{\"d\":[]}", "{\"d\":[{\"a\":\"1234567890\"}]}", "{\"e\":[]}", "",
            "{\"d\":[{\"a\":1},{\"b\":1},{\"c\":tru}]}",
        ]
        for options in ["", "extra: refuse", "max_record: 12"] {
            let reader = try reader("record: d\nfields: [a]\n\(options)")
            for document in documents {
                let bytes = Array(document.utf8)
                let whole = try JSONBlocks(reader, bytes, blockSize: 999)
                let different = try (1...60).filter { try JSONBlocks(reader, bytes, blockSize: $0) != whole }
                #expect(different == [], "\(options) \(document)")
            }
        }
        let whole = try JSONBlocks(reader("record: d\nfields: [a]"), Array(documents[0].utf8), blockSize: 999)
        #expect(whole.rows == ["2 ]}, {\"a\":\"]},\"}", "4 3 {\"a\":3}", "6 ∅ {\"b\":1}"])
        #expect(
            whole.rejects == [
                "4 1 json.duplicate_key {\"a\":1,\"a\":2}", "4 1 json.record 7",
                "5 2 json.nested {\"a\":{\"x\":\n1},\"b\":[]}",
            ]
        )
    }

    @Test func aRecordThatIsTooLongAndBrokenIsTooLongInAnyBlocks() throws {
        let reader = try reader("fields: [a]\nmax_record: 12")
        let broken = [
            "[{\"a\":1},\n{\"a\":tru,\"b\":\"xxxxxxxxxx\"}]", "[{\"a\":1}, {\"a\":\"xxxxxxxxxxxxxxxxxxxxx",
            "[{\"a\":1}, \"xxxxxxxxxxxxxxxxxxx\u{1}\"]", "[{\"a\":1}, {\"a\":\"\\x\",\"b\":[1,2,3,4,5,6,7,8]}]",
        ]
        for text in broken {
            let whole = try JSONBlocks(reader, Array(text.utf8), blockSize: 999)
            #expect(whole.fault?.rule == "json.size")
            #expect(
                try (1...60).filter { try JSONBlocks(reader, Array(text.utf8), blockSize: $0) != whole } == [],
                "\(text)"
            )
        }
    }
}
