import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONLinesReaderTests {
    private func reader(_ options: String = "fields: [a, b]") throws -> JSONLinesReader {
        try JSONLinesReader(yaml: "path: x.jsonl\n\(options)")
    }

    private func mistakes(_ options: String, on text: String = "{\"a\":1}") throws -> [String] {
        do {
            _ = try reader(options).run(on: text)
            return []
        } catch let mistakes as Mistakes {
            return mistakes.diagnostics.map(\.message)
        }
    }

    private func fault(_ options: String, on text: String) throws -> DeliveryFault? {
        do {
            _ = try reader(options).run(on: text)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }

    @Test func eachLineIsARecordAndAbsentKeysAreMissing() throws {
        let result = try reader().run(on: #"{"a":"Åse","b":1.10}"# + "\r\n\n" + #"{"b":null,"a":true}"# + "\n{}")
        #expect(
            result.output == """
                a    | b
                Åse  | 1.10
                true | ∅
                ∅    | ∅
                """
        )
        #expect(result.rejects == [])
    }

    @Test func fieldsAreNamedByTheirPathsOrByTheUser() throws {
        let text = #"{"gruppe":{"kommune":"Mors"},"a/b":1,"v":[7,8]}"#
        #expect(
            try reader(#"fields: [gruppe/kommune, 'a\/b', v/1]"#).run(on: text).output == """
                gruppe/kommune | a\\/b | v/1
                Mors           | 1    | 8
                """
        )
        #expect(try reader("fields: { k: gruppe/kommune }").run(on: text).output == "k\nMors")
    }

    @Test func withoutFieldsTheFirstRecordNamesThem() throws {
        let text = "\n" + #"{"b":{"x":1,"y":{"z":"q"}},"l":[1, 2]}"# + "\n" + #"{"l":3,"b":{"x":2}}"# + "\n"
        #expect(
            try reader("").run(on: text).output == """
                b.x | b.y.z | l
                1   | q     | [1,2]
                2   | ∅     | 3
                """
        )
    }

    @Test func aKeyThatTheFirstRecordLacksRefusesTheFile() throws {
        let found = try fault("", on: "{\"a\":1}\n{\"a\":2,\n{\"a\":1,\"ny\":2}\n")
        #expect(found?.rule == "json.extra_key")
        #expect(found?.message == "the key 'ny' is not among the fields")
        #expect(found?.line == 3)
        #expect(found?.byteOffset == 23)
        #expect(try fault("extra: ignore", on: "{\"a\":1}\n{\"b\":1}") == nil)
        #expect(try fault("fields: [a]\nextra: refuse", on: "{\"b\":1}")?.rule == "json.extra_key")
    }

    @Test func aKeyThatMayBeDataIsNotRepeated() throws {
        let found = try fault("fields: [a]\nextra: refuse", on: "{\"0101501234\":1}")
        #expect(found?.message == "a key is not among the fields")
    }

    @Test func recordsWithOtherKeysAreCounted() throws {
        let bytes = Array("{\"a\":1}\n{\"c\":1,\"d\":2}\n{\"c\":1}\n".utf8)
        #expect(
            try JSONBlocks(reader(), bytes, blockSize: 99).counts == ["records_with_extra_keys": 2]
        )
    }

    @Test func aFaultyLineIsRejectedAloneWithItsPlace() throws {
        let result = try reader().run(
            on: """
                {"a":1}
                {"a":}
                x

                {"a":1,"a":2}
                {"a":1} {"a":2}
                [1]
                {"a":"\\ud800","b":1}
                {"a":[1]}
                {"a":"x
                {"a":01}
                {"a":2}
                {"a":
                """
        )
        #expect(result.output == "a | b\n1 | ∅\n2 | ∅")
        #expect(
            result.rejects == [
                "2 - json.syntax", "3 - json.syntax", "5 - json.duplicate_key", "6 - json.trailing", "7 - json.record",
                "8 - json.surrogate", "9 - json.nested", "10 - json.incomplete", "11 - json.number",
                "13 - json.incomplete",
            ]
        )
    }

    @Test func whatIsNotUTF8IsRejectedOrNamed() throws {
        let result = try reader().run(on: Array("{\"a\":\"".utf8) + [0xE6] + Array("\"}\n{\"a\":\"\u{E6}\"}".utf8))
        #expect(result.output == "a | b\næ | ∅")
        #expect(result.rejects == ["1 - json.utf8"])
        #expect(try reader().run(on: "\u{FEFF}{\"a\":1}").output == "a | b\n1 | ∅")
        let wide = #expect(throws: DeliveryFault.self) { try reader().run(on: [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]) }
        #expect(wide?.rule == "json.utf16")
        #expect(wide?.hint != nil)
    }

    @Test func aFileWithoutRecordsHasNoRows() throws {
        for text in ["", "\n", "\u{FEFF}", " \r\n\n"] { #expect(try reader().run(on: text).output == "a | b") }
    }

    @Test func nestedValuesAreTheirTextIfAsked() throws {
        #expect(try reader("fields: [a]\nnested: text").run(on: "{\"a\": { \"x\" : [ ] } }").output == "a\n{\"x\":[]}")
    }

    @Test func limitsAreNamedWhenTheyArePassed() throws {
        let long = "{\"a\":\"" + String(repeating: "x", count: 100) + "\"}\n"
        #expect(try fault("fields: [a]\nmax_record: 108", on: "{}\n" + long) == nil)
        let found = try fault("fields: [a]\nmax_record: 107", on: "{}\n" + long)
        #expect(found?.rule == "json.size")
        #expect(found?.message == "a record longer than max_record (107)")
        #expect(found?.line == 2)
        #expect(found?.byteOffset == 3)
        #expect(
            try reader("fields: [a]\nmax_depth: 2").run(on: "{\"b\":[]}\n{\"b\":[[]]}").rejects == ["2 - json.depth"]
        )
    }

    @Test func mistakesInTheOptionsAreFound() throws {
        #expect(try mistakes("fields: [a, a]") == ["field 'a' is listed twice"])
        #expect(try mistakes("fields: { a: x, b: x }") == ["fields 'a' and 'b' take the same value"])
        #expect(try mistakes("fields: [a//b]") == ["expected the path of a value, found 'a//b'"])
        #expect(try mistakes("fields: { '': x }") == ["a field has no name"])
        #expect(try mistakes("fields: { a: x/y, b: x\\/y, c: x/\\y }") == ["fields 'a' and 'c' take the same value"])
        #expect(try mistakes("fields: []") == ["no fields are listed"])
        #expect(try mistakes("fields: a") == ["expected fields, found 'a'"])
        #expect(
            try mistakes("max_record: 0\nmax_depth: 0") == [
                "'max_record' is from 1 to 134217728 bytes", "'max_depth' is from 1 to 100000",
            ]
        )
        for text in ["", "{}\n{\"a\":1}"] {
            #expect(try mistakes("", on: text) == ["memory has no first record to find the fields in"])
        }
        #expect(
            try mistakes("", on: "\n{\"a\":tru}")
                == [
                    "the fields cannot be found in memory: "
                        + "not JSON: a character stands where it may not stand (line 2, byte 6) [json.syntax]"
                ]
        )
        #expect(
            try mistakes("", on: "{\"a.b\":1,\"a\":{\"b\":2}}") == [
                "the keys of memory make no names of fields that differ"
            ]
        )
    }

    @Test func anyBlockSizeGivesTheSameRecordsAtTheSamePlaces() throws {
        let bytes = Array(
            "\u{FEFF}\n {\"a\":1}\n{\"a\":\"\\\\\\\"\"}\r\n{\"a\":}\n\n{\"b\":\"\u{E6}😀\"}\n  \nx\n{\"c\":1}\n{\"a\":2"
                .utf8
        )
        let whole = try JSONBlocks(reader(), bytes, blockSize: 999)
        #expect(
            whole.rows == [
                "2 1|∅ {\"a\":1}", "3 \\\"|∅ {\"a\":\"\\\\\\\"\"}", "6 ∅|\u{E6}😀 {\"b\":\"\u{E6}😀\"}",
                "9 ∅|∅ {\"c\":1}",
            ]
        )
        #expect(whole.rejects == ["4 2 json.syntax {\"a\":}", "8 3 json.syntax x", "10 4 json.incomplete {\"a\":2"])
        for options in ["fields: [a, b]", "fields: [a, b]\nextra: refuse", "fields: [a]\nmax_record: 10"] {
            let whole = try JSONBlocks(reader(options), bytes, blockSize: 999)
            let different = try (1...80).filter { try JSONBlocks(reader(options), bytes, blockSize: $0) != whole }
            #expect(different == [], "\(options)")
        }
    }
}
