import Testing

@testable import JSONStages

@Suite struct JSONRecordParserTests {
    private func lines(
        _ text: String,
        _ fields: [String],
        options: JSONRecordParser.Options = .init()
    ) -> JSONReading {
        JSONReading(lines: Array(text.utf8), fields: fields, blockSize: 1 << 16, options: options)
    }

    private func reasons(_ text: String, _ fields: [String] = ["a"]) -> [String] {
        lines(text, fields).rejects.map { String($0.prefix { $0 != " " }) }
    }

    @Test func valuesAreCopiedInColumnOrderWithTheirKinds() {
        let reading = lines(
            #"{"b":1.10,"a":"Åse","c":true,"d":null}"# + "\n" + #"{"d":false,"c":-0,"a":"","x":[]}"#,
            ["a", "b", "c", "d", "e"]
        )
        #expect(reading.rows == [["Åse", "1.10", "true", nil, nil], ["", nil, "-0", "false", nil]])
        #expect(
            reading.kinds == [
                [.string, .number, .boolean, .absent, .absent], [.string, .absent, .number, .boolean, .absent],
            ]
        )
    }

    @Test func everyRowHasOneEntryMoreThanColumnsAndAByteAfterEachValue() throws {
        let text = Array(#"{"a":"xy","b":12}"#.utf8)
        var parser = JSONRecordParser(paths: [JSONPath("b"), JSONPath("none"), JSONPath("a")])
        var rows = JSONRows(columnCount: 3)
        parser.parseLines(text.span, 0..<text.count, into: &rows)
        parser.parseLines(text.span, 0..<text.count, into: &rows)
        let number: UInt32 = 1 << 29
        let absent: UInt32 = 3 << 29
        #expect(rows.table == [number | 0, absent | 3, 4, 7, number | 7, absent | 10, 11, 14])
        #expect(Array(rows.arena[..<rows.arenaCount]) == Array("12\0\0xy\012\0\0xy\0".utf8))
    }

    @Test func digitsAreThoseDelivered() {
        let digits = "123456789012345678901234567890.10"
        #expect(lines("{\"a\":\(digits)}", ["a"]).rows == [[digits]])
        #expect(lines("{\"a\":1E+400}", ["a"]).rows == [["1E+400"]])
    }

    @Test func escapesBecomeTheCharactersTheyStandFor() {
        #expect(
            lines(#"{"a":"\"\\\/\b\f\n\r\t\u00e6\uD83D\ude00\u0000-"}"#, ["a"]).rows
                == [["\"\\/\u{8}\u{C}\n\r\tæ😀\0-"]]
        )
        #expect(lines(#"{"\u0061":1}"#, ["a"]).rows == [["1"]])
    }

    @Test func aKeyWithEscapesIsNotMistakenForOneThatEndsEarlier() {
        let text = #"{"a\"b":1}"# + "\n" + #"{"a"b":1}"# + "\n" + #"{"a\"b":2}"#
        let reading = lines(text, [#"a"b"#])
        #expect(reading.rows == [["1"], ["2"]])
        #expect(reading.rejects.count == 1)
    }

    @Test func pathsLeadIntoObjectsAndArrays() {
        let text = #"{"adresse":{"by":"Vejle","nr":[1,{"x":2}]},"values":[5,6,7],"a.b":8}"#
        let reading = lines(
            text,
            ["adresse.by", "values.0", "values.2", "adresse.nr.1.x", #"a\.b"#, "values.9", "a.b"]
        )
        #expect(reading.rows == [["Vejle", "5", "7", "2", "8", nil, nil]])
    }

    @Test func anArrayCanBeARecordWhenAPathBeginsWithAPlace() {
        #expect(lines("[1,\"x\"]\n[2]", ["1", "0"]).rows == [["x", "1"], [nil, "2"]])
        #expect(reasons("[1]") == ["json.record"])
    }

    @Test func anObjectIsItsCompactTextUnlessThatIsRefused() {
        let text = #"{"a": { "x" : [ 1 , " \" { " ] } , "b": [ ] }"#
        #expect(lines(text, ["a", "b", "a.x.0"]).rows == [[#"{"x":[1," \" { "]}"#, "[]", "1"]])
        let refused = lines(text, ["a"], options: .init(nested: .reject))
        #expect(refused.rejects.first?.hasPrefix("json.nested 6 1 0 ") == true)
    }

    @Test func theFirstNewFieldIsNamed() {
        #expect(lines(#"{"a":1}"#, ["a"]).unknownField == nil)
        #expect(lines(#"{"a":1,"b":null}"#, ["a"]).unknownField == "b")
        #expect(lines(#"{"a":{"b":1,"c":{"d":1}}}"#, ["a.b"]).unknownField == "a.c")
        #expect(lines(#"{"a":{"b":1,"c":2}}"#, ["a.b", "a"]).unknownField == nil)
        #expect(lines(#"{"a":{"b":5}}"#, ["a.b.c", "a"]).unknownField == nil)
        #expect(lines(#"{"a":[1,2,3]}"#, ["a.0", "a.1"]).unknownField == "a.2")
        #expect(lines(#"{"x.y":1}"#, ["a"]).unknownField == #"x\.y"#)
    }

    @Test func aPlainValueWhereAnObjectWasExpectedIsANewField() {
        #expect(lines(#"{"a":5}"#, ["a.b"]).unknownField == "a")
        #expect(lines(#"{"a":null}"#, ["a.b"]).unknownField == nil)
    }

    @Test func aRepeatedKeyIsRefusedInEveryObject() {
        #expect(reasons(#"{"a":1,"a":1}"#) == ["json.duplicate_key"])
        #expect(reasons(#"{"x":1,"y":2,"x":1}"#) == ["json.duplicate_key"])
        #expect(reasons(#"{"a":1,"\u0061":2}"#) == ["json.duplicate_key"])
        #expect(reasons(#"{"x":[{"y":{"z":1,"z":1}}]}"#) == ["json.duplicate_key"])
        #expect(reasons(#"{"x":[{"z":1},{"z":1}],"y":{"z":1}}"#) == [])
        #expect(lines(#"{"b":1,"a":2,"b":1}"#, ["a"]).rejects == [#"json.duplicate_key 13 1 0 {"b":1,"a":2,"b":1}"#])
    }

    @Test func faultsHaveStableNames() {
        let cases: [(String, JSONReason)] = [
            (#"{"a":1"#, .incomplete), (#"{"a":"x"#, .incomplete), (#"{"a""#, .incomplete), (#"{"a":tru}"#, .syntax),
            (#"{"a":1,}"#, .syntax), (#"{a:1}"#, .syntax), (#"{"a" 1}"#, .syntax), (#"{"a":[1,]}"#, .syntax),
            (#"{"a":1]"#, .syntax), (#"{"a":01}"#, .number), (#"{"a":1.}"#, .number), (#"{"a":.5}"#, .number),
            (#"{"a":+1}"#, .number), (#"{"a":-}"#, .number), (#"{"a":1e}"#, .number), (#"{"a":0x1F}"#, .number),
            (#"{"a":NaN}"#, .number), (#"{"a":-Infinity}"#, .number), (#"{"a":1"b":2}"#, .syntax),
            (#"{"a":"\x"}"#, .escape), (#"{"a":"\u12G4"}"#, .escape), (#"{"a":"\uD800"}"#, .surrogate),
            (#"{"a":"\uDC00"}"#, .surrogate), (#"{"a":"\uD800\u0041"}"#, .surrogate),
            ("{\"a\":\"\t\"}", .controlCharacter),
            (#"{"a":1} x"#, .trailing), (#"{"a":1}{"a":2}"#, .trailing), ("5", .record), ("null", .record),
            ("\"x\"", .record), ("[1,]", .syntax), ("{\"a\":\u{FEFF}1}", .syntax),
        ]
        for (text, reason) in cases {
            #expect(reasons(text) == [reason.rawValue], "\(text)")
        }
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        let bad: [[UInt8]] = [
            [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xF5, 0x80, 0x80, 0x80],
        ]
        for bytes in bad {
            let text = Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8)
            #expect(
                JSONReading(lines: text, fields: [], blockSize: 99).rejects.first?.hasPrefix("json.utf8 6 ") == true
            )
        }
        #expect(lines("{\"a\":\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10FFFF}\"}", ["a"]).rejects == [])
    }

    @Test func depthIsBoundedAndItsLimitNamed() {
        func nested(_ depth: Int) -> [UInt8] {
            Array("{\"a\":".utf8) + [UInt8](repeating: 0x5B, count: depth - 1)
                + [UInt8](repeating: 0x5D, count: depth - 1) + [0x7D]
        }
        var parser = JSONRecordParser(paths: [], options: .init(depthLimit: 5))
        for (depth, fault) in [
            (5, nil), (6, JSONFault(.depth, at: 9, limit: 5)), (100_000, JSONFault(.depth, at: 9, limit: 5)),
        ] {
            let text = nested(depth)
            var found: JSONFault?
            do throws(JSONFault) { _ = try parser.parse(text.span, from: 0, to: text.count) } catch { found = error }
            #expect(found == fault)
        }
    }

    @Test func aFaultyLineIsOneRejectAndTheOthersAreRead() {
        let reading = lines("\u{FEFF}{\"a\":1}\r\n\n  \r\n{\"a\":}\r\n{\"a\":\"x\n{\"a\":2}", ["a"])
        #expect(reading.rows == [["1"], ["2"]])
        #expect(reading.rejects == ["json.syntax 22 4 1 {\"a\":}", "json.incomplete 32 5 1 {\"a\":\"x"])
        #expect(reading.sources == ["{\"a\":1}", "{\"a\":2}"])
    }

    @Test func keysInAnyOrderAndNumberGiveTheSameRows() {
        var text = ""
        var expected: [[String?]] = []
        for row in 0..<300 {
            // Orders and presence change from record to record, so that guesses keep going wrong.
            let keys = (0..<7).map { "k\(($0 * (row % 6 + 1) + row) % 7)" }
            let present = keys.enumerated().filter { keys.firstIndex(of: $0.element) == $0.offset }
                .map(\.element).filter { ($0.utf8.last ?? 0) % 5 != UInt8(row % 5) }
            text += "{" + (present + ["new\(row)"]).map { "\"\($0)\":\"\($0)-\(row)\"" }.joined(separator: ",") + "}\n"
            expected.append(["k3", "k0", "k6"].map { present.contains($0) ? "\($0)-\(row)" : nil })
        }
        let reading = lines(text, ["k3", "k0", "k6"])
        #expect(reading.rejects == [])
        #expect(reading.rows == expected)
    }

    @Test func whatIsLearntFromKeysThatNeverRepeatIsForgotten() throws {
        var parser = JSONRecordParser(paths: [JSONPath("a")])
        var rows = JSONRows(columnCount: 1)
        for round in 0..<8 {
            let keys = (0..<5_000).map { "\"k\(round)-\($0)\":0," }.joined()
            let text = Array("{\(keys)\"a\":\(round)}".utf8)
            parser.parseLines(text.span, 0..<text.count, into: &rows)
        }
        #expect(rows.rejects.isEmpty)
        #expect(
            (0..<8).map { String(decoding: rows.value(row: $0, column: 0), as: UTF8.self) } == (0..<8).map { "\($0)" }
        )
        #expect(parser.tree.entries.count < 25_000)
    }
}
