import Testing

@testable import JSONStages

@Suite struct JSONCutterTests {
    private func read(
        _ text: String,
        at path: String = "",
        options: JSONArrayCutter.Options = .init()
    ) -> JSONReading {
        JSONReading(array: Array(text.utf8), at: path, fields: ["a"], blockSize: 1 << 16, options: options)
    }

    @Test func linesAreCutAfterTheLastLineEnd() {
        var cutter = JSONLinesCutter()
        let block = Array("{}\n{}\n{\"a".utf8)
        #expect(
            cutter.cut(block.span, count: block.count, isLast: false)
                == JSONCut(end: 6, lineEnds: 2, records: 0..<6)
        )
        let rest = Array("{\"a\":1}".utf8)
        #expect(cutter.cut(rest.span, count: 7, isLast: true) == JSONCut(end: 7, lineEnds: 0, records: 0..<7))
    }

    @Test func bytesBehindTheCountAreNotLookedAt() {
        let block = Array("[{},{}]".utf8)
        var lines = JSONLinesCutter()
        #expect(lines.cut(Array("{}\n\n\n".utf8).span, count: 2, isLast: false).end == 0)
        var array = JSONArrayCutter(path: JSONPath(""))
        #expect(array.cut(block.span, count: 5, isLast: false) == JSONCut(end: 4, lineEnds: 0, records: 1..<3))
    }

    @Test func theArrayAtAPathIsFoundWithWhatLiesAroundIt() {
        let text =
            #"{"a":[{"a":0}],"data":{"x":{"observations":[{"a":9}]},"observations":[ {"a":1} , {"a":2} ],"y":[]},"z":1}"#
        #expect(read(text, at: "data.observations").rows == [["1"], ["2"]])
        #expect(read(#"[{"page":1},[{"a":1}]]"#, at: "1").rows == [["1"]])
        #expect(read(#"{"d\u0061ta":[{"a":1}]}"#, at: "data").rows == [["1"]])
        #expect(read("[]").refusal == nil)
    }

    @Test func aSingleObjectIsARecordWhenAllowed() {
        #expect(read(#" {"a":1} "#).refusal?.reason == .pathType)
        #expect(read(#" {"a":1} "#, options: .init(allowsSingleObject: true)).rows == [["1"]])
        #expect(read(#"{"d":{"a":1},"e":2}"#, at: "d", options: .init(allowsSingleObject: true)).rows == [["1"]])
        #expect(read(#"{"a":1} x"#, options: .init(allowsSingleObject: true)).refusal?.reason == .trailing)
    }

    @Test func whatMakesEndsUncertainRefusesTheFileWithItsPlace() {
        let cases: [(text: String, path: String, fault: JSONDocumentFault)] = [
            ("{\n\"b\":[]}", "a", .init(reason: .pathMissing, offset: 8, line: 2)),
            ("{\"d\":{\"b\":1},\"d\":{\"a\":[]}}", "d.a", .init(reason: .pathMissing, offset: 11, line: 1)),
            ("{\"a\":\n5}", "a", .init(reason: .pathType, offset: 6, line: 2)),
            ("{\"a\":[]}", "a.b", .init(reason: .pathType, offset: 5, line: 1)),
            ("5", "", .init(reason: .pathType, offset: 0, line: 1)),
            ("{\"a\":[],\"a\":[]}", "a", .init(reason: .pathRepeated, offset: 12, line: 1)),
            ("{\"d\":{\"a\":[]},\"d\":1}", "d.a", .init(reason: .pathRepeated, offset: 18, line: 1)),
            ("[{}]\n]", "", .init(reason: .trailing, offset: 5, line: 2)),
            ("[{},]", "", .init(reason: .syntax, offset: 4, line: 1)),
            ("[,{}]", "", .init(reason: .syntax, offset: 1, line: 1)),
            ("[{}{}]", "", .init(reason: .syntax, offset: 3, line: 1)),
            ("[{}}", "", .init(reason: .syntax, offset: 3, line: 1)),
            ("[{\"a\":1},\n{\"a\":", "", .init(reason: .incomplete, offset: 15, line: 2)),
            ("[{}", "", .init(reason: .incomplete, offset: 3, line: 1)),
            ("[", "", .init(reason: .incomplete, offset: 1, line: 1)),
            ("", "", .init(reason: .incomplete, offset: 0, line: 1)),
            ("[1,2", "", .init(reason: .incomplete, offset: 4, line: 1)),
            ("[nul]", "", .init(reason: .syntax, offset: 4, line: 1)),
            ("{\"a\":[],\"b\":01}", "a", .init(reason: .number, offset: 13, line: 1)),
            ("{\"a\":[],\"b\":-}", "a", .init(reason: .number, offset: 13, line: 1)),
            ("{\"b\":\"\\q\",\"a\":[]}", "a", .init(reason: .escape, offset: 7, line: 1)),
            ("{\"b\":\"\\ud800\",\"a\":[]}", "a", .init(reason: .surrogate, offset: 12, line: 1)),
            ("[{\"a\":1},{\"a\":}]", "", .init(reason: .syntax, offset: 14, line: 1)),
            ("[{\"a\":1]},{}]", "", .init(reason: .syntax, offset: 7, line: 1)),
        ]
        for one in cases {
            #expect(read(one.text, at: one.path).refusal == one.fault, "\(one.text)")
        }
    }

    @Test func theDepthAroundTheRecordsIsBounded() {
        let text = "{\"b\":" + String(repeating: "[", count: 5_000)
        #expect(
            read(text, at: "a").refusal
                == JSONDocumentFault(reason: .depth, offset: 5 + 999, line: 1, limit: 1_000)
        )
    }

    @Test func aRecordWithCertainEndsIsRejectedAloneInAnArray() {
        let reading = read("[{\"a\":1,\"a\":\"]}\"},\n 5, \"x,]\",\n[[]],{\"a\":01},{\"a\":2}]")
        #expect(reading.rows == [["2"]])
        #expect(reading.refusal == nil)
        #expect(
            reading.rejects == [
                "json.duplicate_key 8 1 0 {\"a\":1,\"a\":\"]}\"}", "json.record 20 2 0 5",
                "json.record 23 2 0 \"x,]\"", "json.record 30 3 0 [[]]", "json.number 40 3 0 {\"a\":01}",
            ]
        )
    }

    @Test func recordsBeforeAFaultAreStillDelivered() {
        let reading = read("[{\"a\":1},{\"a\":2},{\"a\":2,\"a\":3}}")
        #expect(reading.rows == [["1"], ["2"]])
        #expect(reading.rejects.count == 1)
        #expect(reading.refusal?.reason == .syntax)
    }

    @Test func encodingsOtherThanUTF8AreNamed() {
        func refusal(_ bytes: [UInt8], refusesMark: Bool = false) -> JSONReason? {
            let encoding = JSONEncoding(refusesByteOrderMark: refusesMark)
            var cutter = JSONArrayCutter(path: JSONPath(""), options: .init(encoding: encoding))
            var lines = JSONLinesCutter(encoding: encoding)
            let reason = lines.cut(bytes.span, count: bytes.count, isLast: true).fault?.reason
            #expect(cutter.cut(bytes.span, count: bytes.count, isLast: true).fault?.reason == reason)
            return reason
        }
        #expect(refusal([0x5B, 0, 0x5D, 0]) == .utf16)
        #expect(refusal([0, 0x5B, 0, 0x5D]) == .utf16)
        #expect(refusal([0xFF, 0xFE, 0x5B, 0]) == .utf16)
        #expect(refusal([0xFE, 0xFF, 0, 0x5B]) == .utf16)
        #expect(refusal([0x5B, 0, 0, 0]) == .utf32)
        #expect(refusal([0, 0, 0, 0x5B]) == .utf32)
        #expect(refusal([0xFF, 0xFE, 0, 0]) == .utf32)
        #expect(refusal([0xEF, 0xBB, 0xBF, 0x5B, 0x5D]) == nil)
        #expect(refusal([0xEF, 0xBB, 0xBF, 0x5B, 0x5D], refusesMark: true) == .byteOrderMark)
    }

    /// Documents in which a cut at a wrong place would show: brackets in strings, escapes before quotes, long values.
    static let documents: [(path: String, text: String)] = [
        (
            "",
            #"[{"a":"]},{[\"\\"},{"a":"\\\\\""},{"a":"\u00e6\uD83D\uDE00","b":[[],{}]},5,"x\",",null,-1.5e3 , {"a":{}}]"#
        ),
        ("", "\u{FEFF} [\r\n\t{\"a\":1}\n,\n{\"b\":2} ,\n\n{\"a\":[1,2,{\"c\":\"\\\"\"}]}\n]\n\n"),
        (
            "data.observations",
            #"{"æ\u00e6\n":"å😀\\","n":[1,-0.5E-3,true,null],"data":{"observations":[{"a":1},{"a":2}]},"z":"\uD83D\uDE00"}"#
        ),
        ("1", #"[{"p":[[]]},[{"a":1},{"a":1,"a":2},{"a":3}],null]"#),
        (
            "",
            "["
                + (0..<16).map { #"{"a":"\#(String(repeating: "x\\\\", count: $0))","b":\#($0)}"# }.joined(
                    separator: ",\n"
                ) + "]"
        ),
        ("", #"[{"a":1},{"a":tru},{"a":3}]"#),
        ("", #"[{"a":1},{"a":2},]"#),
        ("", #"[{"a":1},{"a":2}"#),
        ("", "[{\"a\":1},\n{\"a\":2,\"a\":3},\n{\"a\":\"x}"),
        ("d", #"{"d":[{"a":1}],"e":[1,2,{"x":"é"}],"d":0}"#),
        ("d", #"{"dd":[{"a":1}],"e":{"d":[]}}"#),
        ("", ""),
        ("", "\u{FEFF}"),
    ]

    @Test(arguments: documents.indices) func anyBlockSizeGivesTheSameRecords(_ number: Int) {
        let (path, text) = Self.documents[number]
        let bytes = Array(text.utf8)
        let whole = JSONReading(array: bytes, at: path, fields: ["a", "b"], blockSize: max(bytes.count, 1))
        let different = (1...max(bytes.count, 1)).filter {
            JSONReading(array: bytes, at: path, fields: ["a", "b"], blockSize: $0) != whole
        }
        #expect(different == [])
    }

    @Test func anyBlockSizeGivesTheSameLines() {
        let text = Array(
            "\u{FEFF}{\"a\":1}\n\n{\"a\":\"\\\\\\\"\"}\r\n{\"a\":}\n{\"a\":[1,\n{\"b\":\"æ😀\"}\n  \n{\"a\":2}".utf8
        )
        let whole = JSONReading(lines: text, fields: ["a", "b"], blockSize: text.count)
        #expect(whole.rows.count == 4)
        #expect(whole.rejects.count == 2)
        let different = (1...text.count).filter {
            JSONReading(lines: text, fields: ["a", "b"], blockSize: $0) != whole
        }
        #expect(different == [])
    }

    @Test func aDamagedFileIsReadInFullOnlyIfItIsStillJSON() {
        let text = Array(#"{"d":"\\é","data":[{"a":"x\"]","b":[1,{}]} , {"a":-1.5,"b":null}],"z":{"y":"\u00e6"}}"#.utf8)
        let replacements = Array("\"\\{}[],:0-.e \n\u{1}xa".utf8) + [0xC3, 0xFF]
        var differing = 0
        var believed = 0
        var unread = 0
        for place in text.indices {
            for replacement in replacements {
                var changed = text
                changed[place] = replacement
                let reading = JSONReading(array: changed, at: "data", fields: ["a", "b"], blockSize: changed.count)
                if JSONReading(array: changed, at: "data", fields: ["a", "b"], blockSize: 5) != reading {
                    differing += 1
                }
                let isValid = JSONValidator.validate(changed.span) == nil
                let isRead = reading.refusal == nil && reading.rejects.isEmpty
                if isRead, !isValid { believed += 1 }
                // A valid file may lack the path, or hold something else than objects there.
                let isElsewhere = reading.refusal?.reason.rawValue.hasPrefix("json.path_") ?? false
                let isOther = reading.rejects.contains { $0.hasPrefix("json.record ") }
                if isValid, !isRead, !isElsewhere, !isOther { unread += 1 }
            }
        }
        #expect(differing == 0)
        #expect(believed == 0)
        #expect(unread == 0)
    }
}
