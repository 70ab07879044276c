import Foundation
import Materials
import StageKit
import StageTesting
import StandardStages
import Testing

/// The seeds of each reader by its name. A new reader is fuzzed when it is listed here; a test says so when it is not.
enum FuzzSeeds {
    static let all: [String: [FuzzSeed]] = [
        "read.csv": csv, "read.fixed_width": fixedWidth, "read.json": json, "read.json_lines": jsonLines,
        "read.xml": xml, "read.px": px, "read.json_stat": jsonStat, "read.sdmx": sdmx, "read.xlsx": xlsx,
    ]

    /// Folders of files of other people that fit the reader, beside the repository.
    static let folders: [String: [String]] = [
        "read.csv": ["csv-spectrum/files", "csv-test-data/files", "csv-parser-cases/files", "duckdb-csv/files"],
        "read.json": ["json-test-suite/test_parsing", "json-record-cases/files"],
        "read.json_lines": ["json-record-cases/files"],
        "read.xml": ["xml-attacks/files"],
        "read.px": ["px/files"],
        "read.json_stat": ["jsonstat/files"],
        "read.sdmx": ["sdmx/files"],
        "read.xlsx": ["xlsx/files"],
    ]

    /// The reader of a name with options in YAML.
    static func reader(_ name: String, _ options: String, path: String = "fuzz") throws -> any Reader {
        let type = try #require(standardStages[name]?.type as? any Reader.Type)
        return try make(type, "path: \(path)\n\(options)")
    }

    private static func make<R: Reader>(_ type: R.Type, _ options: String) throws -> any Reader {
        try R(yaml: options)
    }

    /// A number of the environment, as of how many cases there are.
    static func number(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }

    /// What goes wrong in files of this reader, by their kind; beyond this a file only costs time.
    static let largestFile = 3_000

    private static let table =
        "navn;by;tal\nSøren;\"Å;by\";1,5\r\n\"a \"\"b\"\"\";;2\n\"to\nlinjer\";x;3\n;;\nÆrø;y;\"4\"\n"

    private static let csv = [
        FuzzSeed("delimiter: ';'", table),
        FuzzSeed("delimiter: ';'\nfields: [navn, by, tal]\nquotes: lenient\nragged: fit", table),
        FuzzSeed("delimiter: ';'\nragged: pad\nblank_rows: keep\ncomment: '#'", table + "# slut\na;b\n"),
        FuzzSeed("delimiter: ';'\nblank_rows: reject\nfields: [tal, navn]\nextra: ignore\nragged: truncate", table),
        FuzzSeed(
            "delimiter: ','\nescape: \\\nskip_rows: 1\nfooter: Kilde",
            "x\na,b\n\"1\\\"2\",3\n4,5\nKilde: os\n6,7\n"
        ),
        FuzzSeed("delimiter: '||'\nquote: \"'\"\nheader_rows: 2", "a||b\n1||2\n'x||y'||z\n3||4\n"),
        FuzzSeed("delimiter: ';'\nheading: omraade", "a;b\nNord;\n1;2\n3;4\nSyd;\n5;6\n", table),
        FuzzSeed("delimiter: tab\nquote: none\nheader_rows: 0\nfields: [a, b]", "1\t2\n\"3\t4\n5\t6\n"),
        FuzzSeed("delimiter: ';'\nmax_record: 20", table),
        FuzzSeed(
            "delimiter: ';'\nencoding: iso-8859-1",
            bytes: Array("navn;x\n".utf8) + [0xC6, 0x72, 0xF8, 0x3B, 0x31, 10, 0x22, 0xE5, 0x22, 0x3B, 0x32, 13, 10]
        ),
        FuzzSeed("delimiter: ';'\nencoding: utf-16", bytes: utf16(table, isBig: false), utf16(table, isBig: true)),
        FuzzSeed(
            "delimiter: ';'\nencoding: windows-1252",
            bytes: Array("a;b\n".utf8) + [0x80, 0x3B, 0x81, 10, 0x31, 0x3B, 0x9D]
        ),
        FuzzSeed(
            "delimiter: ';'\nencoding: cp865",
            bytes: Array("a;b\n".utf8) + [0x9B, 0x3B, 0x91, 10, 0x31, 0x3B, 0x9D]
        ),
    ]

    private static let fixedWidth = [
        FuzzSeed("fields: { a: 1-3, b: 4-9 }", "abcÆrø   \n123456789\n\n1\nabc\r\nxyzæøåæøå!\n"),
        FuzzSeed(
            "fields: { b: 4-9, a: 1-3 }\nshort_lines: pad\ntrim: false\nheader_rows: 1",
            "hoved\nabcÆrø   \n1\n\n"
        ),
        FuzzSeed(
            "fields: { a: 1-2, b: 3-4 }\nencoding: iso-8859-1",
            bytes: [0xE6, 0xF8, 0x31, 0x32, 10, 0x61, 0x20, 0xE5, 0x20, 13, 10, 0x62]
        ),
        FuzzSeed("fields: { a: 1-2, b: 3-4 }\nencoding: utf-16", bytes: utf16("abcd\næøåæ\nx\n", isBig: false)),
    ]

    private static let array = """
        {"n": [1, "]}"], "d": [ {"a": 1, "b": {"c": "x\\u00e6\\"y"}, "m": [{"k": 1}, {"k": "to"}]},
        {"a": -1.50e3, "b": {"c": null}, "m": []}, {"b": {"c": true}, "a": "ø"} , {"a": 2, "m": [{"k": [1, 2]}]}
        ], "e": {}}
        """

    private static let json = [
        FuzzSeed("record: d\nfields: [a, b/c]", array),
        FuzzSeed("record: d\nfields: { a: a, k: m/k }\nexplode: m\nnested: join\nextra: refuse", array),
        FuzzSeed("record: d\nfields: [a, b, m]\nnested: text\nmax_record: 40\nmax_depth: 3", array),
        FuzzSeed("record: d\nexplode: m\nno_elements: drop", array),
        FuzzSeed("record: d", array),
        FuzzSeed("fields: [a, '0']", "[{\"a\":1}, [2, 3], {\"a\":\"x\"}]", "[]", "[1]"),
        FuzzSeed("single: true\nfields: [a]", "{\"a\":\"x\"}\n", " [ {\"a\" : 1 } ]"),
    ]

    private static let jsonLines = [
        FuzzSeed(
            "fields: [a, b/c]",
            "{\"a\":1,\"b\":{\"c\":\"x\"}}\n\n{\"b\":{\"c\":[1]},\"a\":true}\r\n {\"a\":\"\\u00e6\"} \n"
        ),
        FuzzSeed(
            "fields: { a: a, k: m/k }\nexplode: m\nno_elements: reject",
            "{\"a\":1,\"m\":[{\"k\":1},{\"k\":2}]}\n{\"a\":2}\n{\"m\":[{}]}"
        ),
        FuzzSeed(
            "fields: { k: m }\nexplode: m\nnested: text\nextra: refuse",
            "{\"m\":[1,\"to\",null]}\n{\"m\":[]}\n{\"m\":[{\"x\":[1]}]}"
        ),
        FuzzSeed(
            "nested: join\nseparator: ' og '\nmax_record: 30",
            "{\"a\":[1,\"x\"],\"b\":2}\n{\"a\":[],\"b\":[true]}\n"
        ),
        FuzzSeed("", "{\"a\":1,\"b\":{\"c\":2}}\n{\"b\":{\"c\":3}}\n"),
    ]

    private static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <p xmlns:k="http://k" afs="æ"><region kode="1"><!-- ]]> -->
        <obs aar="2021" a='&#230;'><kommune kode="0101"/><andel> 1,5 </andel><n>&lt;</n></obs>
        <obs aar="2021"><andel><![CDATA[<x>]]></andel><n/><n>2</n></obs><k:obs/></region></p>
        """

    private static let xml = [
        FuzzSeed(
            "record: p/region/obs\nfields: { aar: '@aar', kode: kommune/@kode, andel: andel, n: n, r: ../@kode }",
            document
        ),
        FuzzSeed("record: //obs\nfields: { n: n, t: . }\nrepeated: join\nseparator: '+'\ntrim: false", document),
        FuzzSeed(
            "record: //obs\nfields: { n: n }\nrepeated: last\nmax_depth: 4\nmax_value: 3\ndoctype: allow",
            document
        ),
        FuzzSeed("record: //obs\nfields: { n: n }\nrepeated: first\nmax_record: 9", bytes: latin1(document)),
        FuzzSeed("record: //obs\nfields: { n: n, a: '@a' }", bytes: utf16(document, isBig: true)),
    ]

    private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBig ? [high, low] : [low, high]
        }
    }

    private static func latin1(_ text: String) -> [UInt8] {
        let text = String(text.map { $0 })
        let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        return Array(head.utf8) + text.unicodeScalars.drop { $0 != "\n" }.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// The small files of the suites that fit a reader; none where the suites are not there.
    static func suiteFiles(_ reader: String) -> [[UInt8]] {
        (folders[reader] ?? []).flatMap { name -> [[UInt8]] in
            let folder = SharedFolder("suites/\(name)")
            guard folder.exists, let files = try? folder.files() else { return [] }
            return files.map(\.bytes).filter { $0.count <= largestFile }
        }
    }
}
