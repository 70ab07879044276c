import StageKit
import Testing

@testable import PipelineSpec

@Suite struct YAMLReaderTests {
    @Test func everyScalarIsTheTextWritten() throws {
        let node = try read(
            """
            code: 0101
            answer: no
            version: 1.10
            tilde: ~
            nothing:
            quoted: ""
            escaped: "a\\tb"
            single: 'it''s'
            literal: |
              one
              two
            """
        )
        #expect(
            outline(node)
                == "{code: '0101', answer: 'no', version: '1.10', tilde: '~', nothing: -, quoted: '', "
                + "escaped: 'a\tb', single: 'it's', literal: 'one\ntwo'}"
        )
    }

    @Test func signsOfTheFieldNeedFewQuotes() throws {
        let node = try read(
            """
            - { "..": suppressed, ".": not_applicable, "": missing, -: zero, delimiter: ; }
            - { aar: "@aar", kommune: kommune/@kode, max: 1%, år: aar, at: 2021-01-01 }
            """
        )
        #expect(
            outline(node)
                == "[{..: 'suppressed', .: 'not_applicable', : 'missing', -: 'zero', delimiter: ';'}, "
                + "{aar: '@aar', kommune: 'kommune/@kode', max: '1%', år: 'aar', at: '2021-01-01'}]"
        )
    }

    @Test func placesAreCountedInCharacters() throws {
        let node = try read("å: { e\u{301}: \"ø 1\", b: [x, 'y''z', long text] }\nc:\n  - 👩‍👩‍👧: 12\n")
        #expect(
            places(node) == [
                "1:1+1", "1:1+1", "1:4+1", "1:6+1", "1:9+5", "1:16+1", "1:19+1", "1:20+1", "1:23+6", "1:31+9", "2:1+1",
                "3:3+1", "3:5+1", "3:5+1", "3:8+2",
            ]
        )
    }

    @Test func aByteOrderMarkIsSkipped() throws {
        let node = try YAMLReader.read(file: "f", bytes: [0xef, 0xbb, 0xbf] + Array("a: 1".utf8))
        #expect(places(node) == ["1:1+1", "1:1+1", "1:4+1"])
    }

    @Test func anEmptyFileIsEmpty() throws {
        #expect(outline(try read("")) == "-")
        #expect(outline(try read("# nothing\n")) == "-")
    }

    @Test func linesEndInAnyWay() throws {
        #expect(places(try read("a: 1\r\nb: 2\r\n")) == ["1:1+1", "1:1+1", "1:4+1", "2:1+1", "2:4+1"])
    }

    @Test func aliasesRepeatTheirAnchor() throws {
        let node = try read("a: &x [1, 2]\nb: *x\nc: &k name\n*k : 3\nd: 2 *x\ne: '*x' # *x\n")
        #expect(outline(node) == "{a: ['1', '2'], b: ['1', '2'], c: 'name', name: '3', d: '2 *x', e: '*x'}")
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3", ["3:1 'a' is given twice in this map (the first is in line 1)"]),
        (
            "a: 1\n\"a\": { b: 1, c: 1, b: 3 }\nd: 1\nd: 2\nå: 1\nå: 2\n",
            [
                "2:1 'a' is given twice in this map (the first is in line 1)",
                "2:20 'b' is given twice in this map (the first is in line 2)",
                "4:1 'd' is given twice in this map (the first is in line 3)",
                "6:1 'å' is given twice in this map (the first is in line 5)",
            ]
        ),
        ("'': 1\n'': 2", ["1:1 '' is given twice in this map"]),
        ("a: !!int 1", ["1:4 tags are not used here (leave it out: every value is taken as the text written)"]),
        ("a: &b !x 1", ["1:7 tags are not used here (leave it out: every value is taken as the text written)"]),
        ("a: !x!y 1", ["1:4 tags are not used here (leave it out, or put the value in quotes)"]),
        ("a: 1\n---\nb: 2", ["2:1 a second document begins here (a file holds one; leave out '---')"]),
        ("[a]: 1", ["1:1 a key must be text, found a list"]),
        (
            "a: &b {x: 1}\nc:\n  <<: *b",
            ["3:3 merge keys are not supported (write the keys out, or let an alias stand for a whole value)"]
        ),
        (
            "a: *kommune\nb: &komune x",
            [
                "1:4 no anchor is named 'kommune' (an anchor '&kommune' must come before it; for the text '*kommune' use quotes)"
            ]
        ),
        ("b: &komune x\na: *kommune", ["2:4 no anchor is named 'kommune' (did you mean 'komune'?)"]),
        (
            "a: &x [*x]",
            [
                "1:8 no anchor is named 'x' (an anchor '&x' must come before it; for the text '*x' use quotes)"
            ]
        ),
        ("path: *.csv", ["1:7 a value cannot begin with '*' (put it in quotes)"]),
        (
            "path: *_2021.csv",
            ["1:7 a value cannot begin with '*' (put it in quotes: without them '*' refers to an anchor)"]
        ),
        ("path: %x", ["1:7 a value cannot begin with '%' (put it in quotes)"]),
        ("path: @x", ["1:7 a value cannot begin with '@' (put it in quotes)"]),
        ("a:\n\tb: 1", ["2:1 a tab cannot indent (use spaces)"]),
        ("a:\n  b: 1\n \tc: 1", ["3:2 a tab cannot indent (use spaces)"]),
        (
            "a: b: c",
            ["1:5 unexpected ':' (text with ': ' in it must stand in quotes; a key must not be indented below a value)"]
        ),
        (
            "- normalize.trim\n  id: a",
            ["1:3 'normalize.trim' needs a ':', since there are keys below it (write '- normalize.trim:')"]
        ),
        ("a: 1\nb\nc: 2", ["2:1 expected 'key: value' (is a ':' missing, or a space after it?)"]),
        (
            "a:\n  b: 1\n c: 2",
            [
                "3:2 expected a key, or less indentation "
                    + "(the keys of the map that begins in line 1 stand in column 1)"
            ]
        ),
        (
            "- a\n- b\nc: d",
            [
                "3:1 expected '- ', or less indentation "
                    + "(the items of the list that begins in line 1 stand in column 1)"
            ]
        ),
        ("a: - b", ["1:4 a list cannot begin here (put '- ' on a line of its own below the key)"]),
        ("a: [b, c", ["1:4 the '[' that opens here is never closed"]),
        ("a: [b, c\n", ["1:4 the '[' that opens here is never closed"]),
        ("a: { b: c\nd: e", ["2:2 expected ',' or '}' (the '{' stands in line 1, column 4)"]),
        ("a: 'b\nc: d", ["1:4 the quote that opens here is never closed"]),
        (
            "a: \"\\q\"",
            ["1:5 unknown escape (in double quotes '\\' begins an escape; single quotes take text as it is)"]
        ),
        (
            "a: { path: x/${param.x}/y.csv, b: 1 }",
            [
                "1:12 '${' must stand in quotes inside { } and [ ] (write \"x/${param.x}/y.csv\")"
            ]
        ),
        ("a: [${env.X:-b}]", ["1:5 '${' must stand in quotes inside { } and [ ] (write \"${env.X:-b}\")"]),
        (
            "a: \u{1}b",
            ["1:4 the character U+0001 cannot stand here (delete it, or write it as an escape in double quotes)"]
        ),
    ])
    func mistakesHavePlaceAndHint(yaml: String, expected: [String]) {
        #expect(mistakes(yaml) == expected)
    }

    @Test func textThatIsNotUTF8IsRefusedWithPlace() {
        let bytes = Array("a: 1\nkøn: b".utf8.filter { $0 != 0xb8 }) + []
        #expect(throws: Mistakes.self) { try YAMLReader.read(file: "f", bytes: bytes) }
        #expect(mistakes(bytes) == ["2:2 the file is not UTF-8 (save it as UTF-8)"])
    }

    @Test func aliasesCannotGrowWithoutBounds() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(list)]\n"
        }
        #expect(mistakes(yaml) == ["5:45 the file has more than 100000 values (aliases count as what they stand for)"])
    }

    @Test func aliasesInKeysCannotGrowWithoutBounds() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "? &a\(level) [\(list)]\n: x\n"
        }
        #expect(mistakes(yaml).last?.contains("more than 100000 values") == true)
    }

    @Test func depthIsBounded() throws {
        let deepest = String(repeating: "[", count: 99) + "x" + String(repeating: "]", count: 99)
        _ = try read(deepest)
        #expect(mistakes("[\(deepest)]") == ["1:101 more than 100 lists and maps stand in each other"])
        #expect(mistakes(String(repeating: "[", count: 500_000)).count == 1)
        #expect(mistakes(String(repeating: "- ", count: 400_000)).count == 1)
        var chain = "a0: &a0 x\n"
        for level in 1...5_000 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(mistakes(chain) == ["100:12 more than 100 lists and maps stand in each other"])
    }

    @Test func keysGivenTwiceAreReportedToALimit() {
        let found = mistakes((0..<200).map { "key\($0 % 100): 1\n" }.joined())
        #expect(found.count == 21)
        #expect(found.first == "1:1 'key0' is given twice in this map")
    }

    @Test func sizeIsBounded() {
        let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: YAMLReader.sizeLimit + 1)
        #expect(mistakes(bytes) == ["1:1 the file is larger than 1 MiB (put long lists in a file of their own)"])
    }

    @Test func aLongLineIsReadInOnePass() throws {
        let yaml = "[" + Array(repeating: "å", count: 90_000).joined(separator: ", ") + "]"
        let node = try read(yaml)
        guard case .list(let items) = node.content else { return #expect(Bool(false)) }
        #expect(items.last?.place.column == 89_999 * 3 + 2)
    }

    @Test func anyCutOfAFileIsReadOrRefused() {
        let yaml = Array("a: &x [1, \"2\"]\nb: { c: '*x', d: *x }\ne: |\n  f\ng: !!t h\n'i': &j\n".utf8)
        for end in yaml.indices {
            _ = mistakes(Array(yaml[..<end]))
            for byte: UInt8 in [0, 9, 10, 34, 38, 42, 58, 91, 123, 0xff] {
                var changed = yaml
                changed[end] = byte
                _ = mistakes(changed)
            }
        }
    }

    private func read(_ yaml: String) throws(Mistakes) -> OptionNode {
        try YAMLReader.read(file: "f", bytes: Array(yaml.utf8))
    }

    private func mistakes(_ yaml: String) -> [String] { mistakes(Array(yaml.utf8)) }

    private func mistakes(_ bytes: [UInt8]) -> [String] {
        do throws(Mistakes) {
            _ = try YAMLReader.read(file: "f", bytes: bytes)
            return []
        } catch {
            return error.diagnostics.map(\.line)
        }
    }

    private func outline(_ node: OptionNode) -> String {
        switch node.content {
        case .empty: "-"
        case .scalar(let text): "'\(text)'"
        case .list(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private func places(_ node: OptionNode) -> [String] {
        let own = ["\(node.place.line):\(node.place.column)+\(node.place.length)"]
        switch node.content {
        case .empty, .scalar: return own
        case .list(let items): return own + items.flatMap(places)
        case .map(let entries):
            return own
                + entries.flatMap {
                    ["\($0.keyPlace.line):\($0.keyPlace.column)+\($0.keyPlace.length)"] + places($0.value)
                }
        }
    }
}

extension Diagnostic {
    /// `3:1 message (hint)`, for tables in tests.
    var line: String {
        (place.map { "\($0.line):\($0.column) " } ?? "") + message + (hint.map { " (\($0))" } ?? "")
    }
}
