import StageKit
import Testing

@testable import FileGuessing

/// What files are taken for, and how they are to be read.
struct FileGuessTests {
    private static let stages: Set<String> = [
        "read.csv", "read.fixed_width", "read.json", "read.json_lines", "read.xml", "read.px", "read.xlsx",
        "read.json_stat", "read.sdmx",
    ]

    private func guess(_ bytes: [UInt8], stages: Set<String> = FileGuessTests.stages) throws -> ReaderGuess {
        try FileGuess.reader(for: FileSample(name: "a", bytes: bytes, isWhole: true), stages: stages)
    }

    private func guess(_ text: String) throws -> ReaderGuess { try guess(Array(text.utf8)) }

    // MARK: Encodings

    static let danish = "navn;by;tal\nSøren Ærø;Årup;1\nMaj Ålborg;Æbelø;2\nPoul Øst;Håre;3\n"

    @Test(arguments: [
        ("iso-8859-1", ["æ": 0xE6, "ø": 0xF8, "å": 0xE5, "Æ": 0xC6, "Ø": 0xD8, "Å": 0xC5] as [Character: UInt8]),
        ("cp850", ["æ": 0x91, "ø": 0x9B, "å": 0x86, "Æ": 0x92, "Ø": 0x9D, "Å": 0x8F]),
        ("macintosh", ["æ": 0xBE, "ø": 0xBF, "å": 0x8C, "Æ": 0xAE, "Ø": 0xAF, "Å": 0x81]),
    ])
    func tellsEncodingsByTheLettersOfDanish(name: String, letters: [Character: UInt8]) throws {
        let bytes = Self.danish.map { letters[$0] ?? $0.asciiValue ?? 0 }
        let reader = try guess(bytes)
        #expect(reader.text(of: "encoding") == name)
        #expect(reader.text(of: "delimiter") == ";")
    }

    @Test func tellsWindowsBySignsThatISOLacks() throws {
        let bytes = Array(
            "navn;pris\nkøb – nu;5 €\n".unicodeScalars.map { scalar -> UInt8 in
                switch scalar {
                case "ø": 0xF8
                case "–": 0x96
                case "€": 0x80
                default: UInt8(truncatingIfNeeded: scalar.value)
                }
            }
        )
        #expect(try guess(bytes).text(of: "encoding") == "windows-1252")
    }

    @Test func tellsUTF8AndUTF16() throws {
        #expect(try guess(Self.danish).text(of: "encoding") == "utf-8")
        #expect(try guess([0xEF, 0xBB, 0xBF] + Array(Self.danish.utf8)).text(of: "encoding") == "utf-8")
        let units = Self.danish.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        for bytes in [[0xFF, 0xFE] + units, units] {
            let reader = try guess(bytes)
            #expect(reader.text(of: "encoding") == "utf-16")
            #expect(reader.text(of: "delimiter") == ";")
            #expect(reader.options.last?.value == .list(["navn", "by", "tal"]))
        }
    }

    @Test func staysWithUTF8WhenFewBytesAreBroken() throws {
        let bytes = Array((String(repeating: "Ærø;Søby;1\n", count: 40)).utf8) + [0xF8] + Array(";b;2\n".utf8)
        #expect(try guess(bytes).text(of: "encoding") == "utf-8")
    }

    // MARK: Delimited texts

    @Test(arguments: [
        ("a;b;c\n1,5;2,5;3\n2,5;3,5;4\n", ";"), ("a,b\n1,x\n2,y\n", ","), ("a\tb\n1,2\t3\n4,5\t6\n", "tab"),
        ("a|b|c\nx, y|1|2\nz, w|3|4\n", "|"), ("a~b\nx~1\ny~2\n", "~"), ("a; b\n1; 2\n3; 4\n", "; "),
        ("sep=|\na|b\n1;2|3\n", "|"), ("\"a;b\",c\n\"1;2\",3\n\"4;5\",6\n", ","), ("a::b::c\n1::2::3\n4::5::6\n", "::"),
    ])
    func findsTheDelimiter(text: String, delimiter: String) throws {
        #expect(try guess(text).text(of: "delimiter") == delimiter)
    }

    @Test func findsQuotesThatAreLettersAndEscapes() throws {
        let letters = "id;navn\n" + (1...9).map { "\($0);Pille \"Gul\" \($0) mg\n" }.joined()
        #expect(try guess(letters).text(of: "quote") == "none")
        let escaped = "id;navn\n" + (1...9).map { "\($0);\"siger \\\"nej; \($0)\\\" nu\"\n" }.joined()
        #expect(try guess(escaped).text(of: "escape") == "\\")
        let single = "id,navn\n" + (1...9).map { "\($0),'a, b \($0)'\n" }.joined()
        #expect(try guess(single).text(of: "quote") == "'")
    }

    @Test func findsTitleHeaderHeadingsAndFooter() throws {
        let reader = try guess(
            """
            Kommunale tal;;;
            ;;;
            ;Kom.nr;2031;2032
            ;;;
            Andel med bil;;;
            Ebeltoft;701;11,7;12,1
            Nibe;831;10,2;M
            ;;;
            Andel med cykel;;;
            Ebeltoft;701;41,7;42,1
            Nibe;831;40,2;M
            ;;;
            Tegnforklaring:;;;
            M mangler;;;
            """
        )
        #expect(reader.text(of: "skip_rows") == "2")
        #expect(reader.options.first { $0.key == "names" }?.value == .pairs([("1", "kolonne_1")]))
        #expect(reader.text(of: "heading") == "overskrift")
        #expect(reader.text(of: "footer") == "Tegnforklaring:")
    }

    @Test func joinsAHeaderOfSeveralRows() throws {
        let reader = try guess("By;Bil;;Cykel;\n;andel;antal;andel;antal\nNibe;1,5;10;2,5;20\nHobro;3,5;30;4,5;40\n")
        #expect(reader.text(of: "header_rows") == "2")
        #expect(
            reader.options.first { $0.key == "fields" }?.value
                == .list(["By", "Bil andel", "Bil antal", "Cykel andel", "Cykel antal"])
        )
    }

    @Test func seesThatThereIsNoHeader() throws {
        let reader = try guess("0001;Nibe;5\n0002;Hobro;6\n0003;Skive;7\n")
        #expect(reader.text(of: "header_rows") == "0")
        #expect(reader.options.first { $0.key == "fields" }?.value == .list(["kolonne_1", "kolonne_2", "kolonne_3"]))
    }

    @Test func leavesOutAColumnWithoutNameAndValues() throws {
        #expect(try guess("a;b;\n1;2;\n3;4;\n").dropped == ["kolonne_3"])
        #expect(try guess("a;b;\n1;2;5\n3;4;\n").dropped == [])
    }

    @Test func findsComments() throws {
        #expect(try guess("# kilde\n# dato\na;b\n1;2\n3;4\n").text(of: "comment") == "#")
    }

    // MARK: Other formats

    @Test func findsFixedPlaces() throws {
        let reader = try guess(
            "sgh1301  2000010120121231Prøve\nafd1302  2001010120131231Hest \nafd1303  2001010125000101Ko   \n"
        )
        #expect(reader.stage == "read.fixed_width")
        #expect(
            reader.options.first { $0.key == "fields" }?.value
                == .pairs([
                    ("kolonne_1", "1-3"), ("kolonne_2", "4-9"), ("kolonne_3", "10-17"), ("kolonne_4", "18-25"),
                    ("kolonne_5", "26-30"),
                ])
        )
    }

    @Test func findsTheArrayOfRecordsInJSON() throws {
        let reader = try guess(
            #"{"meta": {"n": 2}, "data": [{"a": 1, "b": {"c": 2, "a/b": 3}, "x": [1]}, {"a": 4, "b": null}]}"#
        )
        #expect(reader.stage == "read.json")
        #expect(reader.text(of: "record") == "data")
        #expect(
            reader.options.first { $0.key == "fields" }?.value
                == .pairs([("a", "a"), ("c", "b/c"), ("a/b", "b/a\\/b")])
        )
        #expect(reader.notes.contains { $0.english.contains("arrays: x") })
    }

    @Test func findsJSONLinesEvenWithBrokenOnes() throws {
        let good = String(repeating: "{\"a\": 1, \"b\": \"x\"}\n", count: 9)
        #expect(try guess(good).stage == "read.json_lines")
        #expect(try guess(good + "{\"a\": 1, \n" + good).stage == "read.json_lines")
    }

    @Test func findsTheRecordsOfXML() throws {
        let reader = try guess(
            """
            <?xml version="1.0"?><p:profil xmlns:p="u" aar="2031">
            <!-- <x/> --><p:o id="1"><k kode="5">Nibe</k><t>7</t></p:o><p:o id="2"><k kode="6">Hobro</k><t>8</t></p:o>
            </p:profil>
            """
        )
        #expect(reader.stage == "read.xml")
        #expect(reader.text(of: "record") == "profil/o")
        #expect(
            reader.options.first { $0.key == "fields" }?.value
                == .pairs([("id", "@id"), ("kode", "k/@kode"), ("k", "k"), ("t", "t")])
        )
        #expect(reader.notes.contains { $0.english.contains("../@aar") })
    }

    @Test(arguments: [
        ("CHARSET=\"ANSI\";\nAXIS-VERSION=\"2000\";\nMATRIX=\"A\";\n", "read.px"),
        (#"{"class": "dataset", "version": "2.0", "id": ["a"], "dimension": {}, "value": [1]}"#, "read.json_stat"),
        (#"{"dataset": {"dimension": {"id": ["a"]}, "value": [1]}}"#, "read.json_stat"),
        ("<m:GenericData xmlns:m=\"http://www.sdmx.org/\"><m:Header/></m:GenericData>", "read.sdmx"),
    ])
    func knowsFormatsOfStatistics(text: String, stage: String) throws {
        #expect(try guess(text).stage == stage)
        #expect(throws: UnrecognizedFile.self) { try guess(Array(text.utf8), stages: ["read.csv", "read.json"]) }
    }

    // MARK: What is no delivery

    @Test(arguments: [
        ([], "empty"), (Array("%PDF-1.4".utf8), "PDF"), ([0xD0, 0xCF, 0x11, 0xE0, 1], "old Excel"),
        (Array("<!DOCTYPE html><p>Log ind</p>".utf8), "HTML"), ([0x89, 0x50, 0x4E, 0x47, 1], "PNG"),
        ([0x1F, 0x8B, 8], "gzip"),
        ([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 40), "ZIP"),
        (Array("Kære alle\n\nHermed tallene for i år. De er som sidst.\nVenlig hilsen\n".utf8), "without columns"),
    ])
    func saysWhatAFileIsThatNoStageReads(bytes: [UInt8], word: String) {
        let error = #expect(throws: UnrecognizedFile.self) { try guess(bytes) }
        #expect(error?.message.english.contains(word) == true)
        #expect(error?.message.danish.isEmpty == false)
    }

    /// Whatever bytes come, an answer comes too.
    @Test func neverTraps() {
        var state: UInt64 = 42
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let seeds = [
            "a;b\n1;2\n", #"{"a":[{"b":1}]}"#, "<a><b c='1'>x</b></a>", "PK\u{3}\u{4}", "\"a;\n", "[[[", "{\"a\":",
            "<a b=",
            "sep=;", "<![CDATA[", "<!DOCTYPE [", "{\"\\u12", "\u{FEFF}",
        ]
        for round in 0..<600 {
            var bytes = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int(next() % 40) {
                let place = Int(next()) % (bytes.count + 1)
                if next() % 2 == 0 || bytes.isEmpty {
                    bytes.insert(next(), at: place)
                } else {
                    bytes[place % bytes.count] = next()
                }
            }
            _ = try? guess(bytes)
            for cut in [1, bytes.count / 2] { _ = try? guess(Array(bytes.prefix(cut))) }
        }
    }
}
