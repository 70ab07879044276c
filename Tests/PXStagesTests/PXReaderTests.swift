import StageKit
import StageTesting
import Testing

@testable import PXStages

@Suite struct PXReaderTests {
    private func reader(_ options: String = "") throws -> PXReader { try PXReader(yaml: "path: x.px\n" + options) }

    private func output(_ table: PXTable, _ options: String = "") throws -> String {
        try reader(options).run(on: table.text).output
    }

    /// The fault of a delivery whose fields are listed, so that it is found by the run.
    private func fault(_ bytes: [UInt8], _ options: String = "fields: [område, tid, value]") throws -> DeliveryFault? {
        let fault = try reader(options).refusal(of: bytes)
        if let fault { #expect(!fault.message.isEmpty && !fault.danish.isEmpty) }
        return fault
    }

    private func fault(_ table: PXTable, _ options: String = "fields: [område, tid, value]") throws -> DeliveryFault? {
        try fault(Array(table.text.utf8), options)
    }

    @Test func eachCellIsARecordAndTheLastDimensionTurnsFastest() throws {
        #expect(
            try output(PXTable()) == """
                område | tid  | value
                825    | 1888 | 1
                825    | 1889 | 2
                741    | 1888 | 3
                741    | 1889 | 4
                """
        )
    }

    @Test func codesAndLabelsAreTakenAsAsked() throws {
        #expect(
            try output(PXTable(), "take: both\nvalue: antal") == """
                område | område_label | tid  | tid_label | antal
                825    | Læsø         | 1888 | 1888      | 1
                825    | Læsø         | 1889 | 1889      | 2
                741    | Samsø        | 1888 | 1888      | 3
                741    | Samsø        | 1889 | 1889      | 4
                """
        )
        #expect(
            try output(PXTable(), "fields: { navn: område/label, år: tid, antal: value }") == """
                navn  | år   | antal
                Læsø  | 1888 | 1
                Læsø  | 1889 | 2
                Samsø | 1888 | 3
                Samsø | 1889 | 4
                """
        )
    }

    @Test func dimensionsAreNamedByTheirCodeIfAsked() throws {
        let table = PXTable(more: "VARIABLECODE(\"område\")=\"OMRÅDE\";\n")
        #expect(try output(table, "name_by: id").hasPrefix("OMRÅDE | tid"))
    }

    @Test func valuesKeepTheirDigitsAndSignsStayText() throws {
        let table = PXTable(
            more: "DECIMALS=0;\nSHOWDECIMALS=1;\n",
            data: "1.10 \"..\"\n- 123456789012345678901234567890e3;\n"
        )
        #expect(
            try output(table, "fields: [tid, område, value]") == """
                tid  | område | value
                1888 | 825    | 1.10
                1889 | 825    | ..
                1888 | 741    | -
                1889 | 741    | 123456789012345678901234567890e3
                """
        )
    }

    @Test(arguments: [
        "1,2,3,4;", "1;2;3;4;", "1\t2\r\n3\t4;\r\n", "1, 2,\n3, 4,\n;", "1 2 3 4\n;\u{1A}", "1;2;\n3;4;\n",
    ])
    func valuesHaveAnyOfTheFormatsSeparatorsBetweenThem(data: String) throws {
        #expect(try output(PXTable(data: data)) == output(PXTable()))
    }

    @Test func textsGoOnInTheNextQuotesAndListsOverLines() throws {
        var table = PXTable(
            areas: "VALUES(\"område\")=\"Læ\"\n\"sø\",\n\"Samsø\";\nCODES(\"område\") =\n\"825\" ,\"741\";\n"
        )
        table.more = "NOTE=\"semikolon; = og (\"\n\" i en tekst\";\nUKENDT(\"a\",\"b\")=TLIST(A1,\"1\"-\"2\"),NO;\n"
        #expect(try output(table, "take: label").contains("Læsø   | 1889 | 2"))
    }

    @Test func withoutCodesTheValuesAreTheCodes() throws {
        #expect(try output(PXTable(areas: "VALUES(\"område\")=\"Læsø\",\"Samsø\";\n")).contains("Samsø  | 1889 | 4"))
    }

    @Test func anotherLanguageOfTheFileIsReadIfAsked() throws {
        let table = PXTable(
            more: """
                LANGUAGE="da";LANGUAGES="da","en";STUB[en]="area";HEADING[en]="time";
                VALUES[en]("area")="Laesoe","Samsoe";VALUES[en]("time")="1888","1889";

                """
        )
        let english = try output(table, "text_language: en\ntake: both")
        #expect(english.hasPrefix("area | area_label | time | time_label | value\n825  | Laesoe"))
        #expect(try output(table, "text_language: da") == output(PXTable()))
        #expect(try fault(table, "text_language: kl\nfields: [område, tid, value]")?.rule == "px.language")
        #expect(
            try fault(
                PXTable(more: "STUB[en]=\"area\";\n"),
                "text_language: en\nfields: [area, tid, value]"
            )?.rule == "px.values_missing"
        )
    }

    // MARK: Letters

    @Test func theCodePageIsTrustedWhereverItStands() throws {
        let text = PXTable(head: "CODEPAGE=\"@\";\n").text
        let pages: [(name: String, ø: UInt8, å: UInt8, æ: UInt8)] = [
            ("Windows-1252", 0xF8, 0xE5, 0xE6), ("iso-8859-1", 0xF8, 0xE5, 0xE6), ("iso-8859-15", 0xF8, 0xE5, 0xE6),
            ("850", 0x9B, 0x86, 0x91), ("cp865", 0x9B, 0x86, 0x91),
        ]
        for page in pages {
            let bytes = text.replacing("@", with: page.name).unicodeScalars.map { scalar -> UInt8 in
                switch scalar {
                case "ø": page.ø
                case "å": page.å
                case "æ": page.æ
                default: UInt8(truncatingIfNeeded: scalar.value)
                }
            }
            #expect(try reader().run(on: bytes).output == output(PXTable()), "\(page.name)")
        }
    }

    @Test func withoutCodePageTheDefaultOfTheFormatHolds() throws {
        let plain = PXTable(head: "").text
        let windows = PXTable(head: "CHARSET=\"ANSI\";\n").text
        func bytes(_ text: String, ø: UInt8, å: UInt8, æ: UInt8) -> [UInt8] {
            text.unicodeScalars.map {
                $0 == "ø" ? ø : $0 == "å" ? å : $0 == "æ" ? æ : UInt8(truncatingIfNeeded: $0.value)
            }
        }
        #expect(try reader().run(on: bytes(plain, ø: 0x9B, å: 0x86, æ: 0x91)).output == output(PXTable()))
        #expect(try reader().run(on: bytes(windows, ø: 0xF8, å: 0xE5, æ: 0xE6)).output == output(PXTable()))
        #expect(try reader("encoding: utf-8").run(on: plain).output == output(PXTable()))
        #expect(try reader().run(on: [0xEF, 0xBB, 0xBF] + Array(plain.utf8)).output == output(PXTable()))
    }

    @Test func bytesThatAreNoLettersAreRefusedWithTheirPlace() throws {
        let bytes = Array(PXTable().text.utf8).filter { $0 != 0xA6 }
        let found = try fault(bytes, "fields: [a, value]")
        #expect(found?.rule == "px.encoding")
        #expect(found?.line == 5)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let latin = mark + Array(PXTable(head: "CODEPAGE=\"iso-8859-1\";").text.utf8)
        #expect(try fault(latin)?.rule == "px.codepage")
        #expect(try fault(PXTable(head: "CODEPAGE=\"windows-1257\";"))?.rule == "px.codepage")
        let ascii = PXTable(
            head: "CODEPAGE=\"windows-1257\";",
            stub: "STUB=\"a\";",
            areas: "VALUES(\"a\")=\"b\",\"c\";"
        )
        #expect(try output(ascii).hasPrefix("a | tid  | value\nb | 1888 | 1"))
        #expect(try fault(PXTable(data: "1 2 \"\u{FFFD}\" 4;").text.utf8.map { $0 == 0xBF ? 0x41 : $0 })?.line == 9)
        #expect(try fault([0xFF, 0xFE, 0x43, 0])?.rule == "px.file_kind")
    }

    // MARK: Faults

    @Test(arguments: [
        ("1 2 3;", "px.too_few_values"), ("1 2 3 4 5;", "px.too_many_values"), ("1 2 3 4; 5", "px.too_many_values"),
        ("1 2 3 4", "px.incomplete"), ("1 2 3 4\n", "px.incomplete"), ("1 2 3", "px.incomplete"),
        ("1 2 3 ", "px.too_few_values"), ("1 2 \"..", "px.incomplete"), ("1 2 \"..\n\" 4;", "px.syntax"),
        ("1 2 \"..\"\"..\";", "px.syntax"), ("1,,2,3;", "px.no_value"), (",1,2,3;", "px.no_value"),
        ("1 2 x 4;", "px.value"), ("1 2 3\"4\";", "px.value"), ("1 2 3-4 5;", "px.value"), (";", "px.too_few_values"),
        ("", "px.too_few_values"), ("1 2 3 4;;", nil), ("1 2 3 4; DATA=", "px.too_many_values"),
        ("1 2 3 ....... ;", "px.value"), ("1 2 3 1e;", "px.value"), ("1 2 3 . ;", nil),
    ])
    func dataThatDoNotFitAreRefused(data: String, rule: String?) throws {
        #expect(try fault(PXTable(data: data))?.rule == rule, "\(data)")
    }

    @Test(arguments: [
        ("1 2 3 4;\u{1A}", nil), ("1 2 3 4; \u{1A}\u{1A}\n", nil), ("1 2 3;\u{1A}", "px.too_few_values"),
        ("1 2 3;\u{1A}\n", "px.too_few_values"), ("1 2;\u{1A} 3 4;", "px.too_few_values"),
        ("1 2 3 4\u{1A};", "px.value"), ("1 2 \u{1A} 4;", "px.value"), ("1 2 3 4;\u{1A} 5", "px.too_many_values"),
    ])
    func theSignThatEndsOldFilesStandsBehindTheLastValueAlone(data: String, rule: String?) throws {
        #expect(try fault(PXTable(data: data))?.rule == rule, "\(data)")
    }

    /// A table of many years for the two areas.
    private func long(_ data: String, years: Int) -> PXTable {
        let list = (0..<years).map { "\"\(1600 + $0)\"" }.joined(separator: ",")
        return PXTable(years: "VALUES(\"tid\")=\(list);\n", data: data)
    }

    @Test func cellsMayBeGivenAwayBehindAnyOfThem() throws {
        var values: [String] = []
        var data = ""
        for place in 0..<200 {
            let value = ["\(place)", "\"..\"", "-\(place).50", "\"a b, \(place);\"", "..", "\"\""][place * 7 % 6]
            values.append(value.filter { $0 != "\"" })
            data += value + [" ", "\n", " \r\n", ",", ", ", "\t  ", ";\n"][place * 5 % 7]
        }
        let table = long(data + ";", years: 100)
        // In all the pieces and batches that the kit tries, by two workers.
        _ = try reader("fields: [område, tid, value]").run(on: table.text)
        let (_, records) = try reader().records(of: Array(table.text.utf8))
        #expect(records.map { $0[2] ?? "" } == values)
        #expect(
            records.enumerated().allSatisfy { $1[1] == "\(1600 + $0 % 100)" && $1[0] == ($0 < 100 ? "825" : "741") }
        )
    }

    @Test(arguments: [
        "x", "\"a\nb\"", "1,,2", "\"a\"b", "\"a", "1\"2", "12345678", "\"12345678\"", "\u{1A}", "\"\u{FFFD}",
    ])
    func aFaultIsTheSameWhereverCellsAreGivenAway(value: String) throws {
        for place in [0, 1, 63, 130, 199] {
            let before = String(repeating: "1 \"..\"\n", count: place / 2) + (place % 2 == 1 ? "7 " : "")
            let table = long(before + value + String(repeating: " 5\n", count: 199 - place) + ";", years: 100)
            let found = try fault(table, "max_value: 7\nfields: [område, tid, value]")
            #expect(found != nil)
            let offset = UInt64(table.text.utf8.count - value.utf8.count - 3 * (199 - place) - 1)
            // The mark is behind the comma or the quote.
            #expect(
                (offset...offset + 3).contains(found?.byteOffset ?? 0),
                "\(value) at \(place): \(found?.rule ?? "")"
            )
        }
    }

    @Test func whatSeparatesCellsCountsAcrossTheBytesThatArrive() throws {
        for blanks in 0..<12 {
            let space = String(repeating: " ", count: blanks)
            #expect(try fault(PXTable(data: "1\(space),,2 3 4;"))?.rule == "px.no_value")
            #expect(try fault(PXTable(data: "1\(space),\(space),2 3 4;"))?.rule == "px.no_value")
            #expect(try fault(PXTable(data: "\(space), 1 2 3 4;"))?.rule == "px.no_value")
            #expect(try fault(PXTable(data: "1\(space),\(space)2 3 4\(space);"))?.rule == nil)
            #expect(try fault(PXTable(data: "1 2 3 4;\(space)\u{1A}\(space)"))?.rule == nil)
        }
    }

    @Test(.timeLimit(.minutes(1))) func aLongHeadArrivesByteByByteInNoTime() throws {
        let notes = (0..<8_000).map { "NOTE(\"n\($0)\")=\"x\";\n" }.joined()
        let table = PXTable(more: notes)
        #expect(try output(table, "fields: [område, tid, value]") == output(PXTable()))
    }

    @Test func aFaultInTheDataHasLineAndByte() throws {
        let table = PXTable(data: "1 2\n3 x;")
        let found = try fault(table)
        #expect(found?.line == 10)
        #expect(found?.byteOffset == UInt64(table.text.utf8.count - 2))
    }

    @Test func metadataThatDoNotFitAreRefused() throws {
        let cases: [(PXTable, String)] = [
            (PXTable(more: "VALUES(\"tid\")=\"1\",\"2\";\n"), "px.keyword_twice"),
            (PXTable(more: "CODES(\"tid\")=\"1\";\n"), "px.count"),
            (PXTable(more: "CODES(\"tid\")=\"1\",\"1\";\n"), "px.category_twice"),
            (PXTable(years: ""), "px.values_missing"),
            (PXTable(stub: "", heading: ""), "px.no_dimensions"),
            (PXTable(more: "CODES(\"tid\")\"1\",\"2\";\n"), "px.syntax"),
            (PXTable(more: "\"hej\";\n"), "px.syntax"),
            (PXTable(more: "HEJ;\n"), "px.syntax"),
            (PXTable(years: "VALUES(\"tid\")=\"1\"\"2\",\"3\";\n"), "px.syntax"),
            (PXTable(more: "NOTE=\"åben;\n"), "px.incomplete"),
            (PXTable(more: "NOTE=\"a\""), "px.incomplete"),
        ]
        for (table, rule) in cases { #expect(try fault(table)?.rule == rule, "\(table.text)") }
        #expect(try fault([])?.rule == "px.incomplete")
        #expect(try fault(Array("hej".utf8))?.rule == "px.incomplete")
    }

    @Test func limitsHaveTheirNameInTheMessage() throws {
        let fields = "\nfields: [område, tid, value]"
        for (option, rule) in [("max_metadata: 20", "px.max_metadata"), ("max_cells: 3", "px.max_cells")] {
            let found = try fault(PXTable(more: String(repeating: "NOTE=\"x\";", count: 100)), option + fields)
            #expect(found?.rule == rule)
            #expect(found?.message.contains(rule.dropFirst(3)) == true)
        }
        #expect(try fault(PXTable(data: "1 2 3 1234567;"), "max_value: 6" + fields)?.rule == "px.max_value")
        let names = (1...30).map { "\"d\($0)\"" }
        let huge =
            "STUB=" + names.joined(separator: ",") + ";"
            + names.map { "VALUES(\($0))=\"a\",\"b\",\"c\",\"d\",\"e\";" }.joined() + "DATA=1;"
        #expect(try fault(Array(huge.utf8))?.rule == "px.max_cells")
        #expect(throws: Mistakes.self) { try reader("max_cells: 0").run(on: PXTable().text) }
    }

    @Test(arguments: [
        "1 2 3 12345678;", "1 2 3 x2345678;", "1 2 3 12345678", "1 2 3 \"12345678\n\";", "1 2 3 \"12345678\";",
    ])
    func aValueThatIsTooLongIsRefusedForThatWhateverElseIsWrongWithIt(data: String) throws {
        let found = try fault(PXTable(data: data), "max_value: 7\nfields: [område, tid, value]")
        #expect(found?.rule == "px.max_value")
    }

    // MARK: Files with KEYS

    private static let keyed = PXTable(
        more: "KEYS(\"område\")=CODES;\n",
        data: "\"741\",3 4\n;"
    )

    @Test func rowsWithKeysSayTheirOwnPlace() throws {
        #expect(
            try output(Self.keyed) == """
                område | tid  | value
                741    | 1888 | 3
                741    | 1889 | 4
                """
        )
        var table = Self.keyed
        table.more = "KEYS(\"område\")=VALUES;\n"
        table.data = "\"Samsø\",3,4,\n\"Læsø\" 1 2;"
        #expect(
            try output(table) == """
                område | tid  | value
                741    | 1888 | 3
                741    | 1889 | 4
                825    | 1888 | 1
                825    | 1889 | 2
                """
        )
    }

    @Test func rowsThatAreLeftOutAreZeroIfAsked() throws {
        #expect(
            try output(Self.keyed, "left_out_rows: zero") == """
                område | tid  | value
                741    | 1888 | 3
                741    | 1889 | 4
                825    | 1888 | 0
                825    | 1889 | 0
                """
        )
    }

    @Test(arguments: [
        ("\"741\" 3;", "px.too_few_values"), ("\"999\" 3 4;", "px.key"), ("\"741\" 3 4 \"741\" 3 4;", "px.row_twice"),
        ("\"741\" 3 4 5;", "px.key"), ("\"741\" 3 4", "px.incomplete"), ("\"741\";", "px.too_few_values"), (";", nil),
    ])
    func rowsWithKeysThatDoNotFitAreRefused(data: String, rule: String?) throws {
        var table = Self.keyed
        table.data = data
        #expect(try fault(table)?.rule == rule, "\(data)")
    }

    @Test func keysThatDoNotFitTheStubAreRefused() throws {
        #expect(try fault(PXTable(more: "KEYS(\"tid\")=CODES;\n"))?.rule == "px.keys")
        #expect(try fault(PXTable(more: "KEYS(\"område\")=HEJ;\n"))?.rule == "px.keys")
    }

    // MARK: Fields

    @Test func dimensionsThatAreNotThoseOfTheFieldsAreRefusedByName() throws {
        let lacking = try fault(PXTable(), "fields: [kommune, value]")
        #expect(lacking?.rule == "px.dimensions")
        #expect(lacking?.message.contains("'kommune'") == true)
        let extra = try fault(PXTable(), "fields: [tid, value]")
        #expect(extra?.message.contains("'område'") == true)
        #expect(try output(PXTable(), "fields: [tid, value]\nleft_out: ignore").hasPrefix("tid  | value\n1888 | 1"))
    }

    @Test func laterFilesHaveTheDimensionsOfTheFirst() throws {
        func read(_ other: PXTable) throws -> [String] {
            var context = ReaderContext(
                stage: StageContext(schema: Schema(), place: SourcePlace(file: "x.yaml", line: 1, column: 1))
            ) { MemoryInput(Array(PXTable().text.utf8)) }
            let prepared = try #require(try reader().prepare(&context))
            let batch = RecordBatch()
            batch.reset(fieldCount: 3)
            _ = try prepared.makeSource().fill(batch, from: MemoryInput(Array(other.text.utf8)))
            try prepared.makeParser?().parse(batch)
            return context.stage.schema.fields.compactMap { batch.text(of: $0, row: 1) }
        }
        // Other categories, and another order: fields are found by name.
        let turned = PXTable(
            stub: "STUB=\"tid\";\n",
            heading: "HEADING=\"område\";\n",
            years: "VALUES(\"tid\")=\"1890\",\"1891\";\n"
        )
        #expect(try read(turned) == ["741", "1890", "2"])
        let more = PXTable(
            stub: "STUB=\"område\",\"køn\";\n",
            more: "VALUES(\"køn\")=\"M\";\n"
        )
        #expect { try read(more) } throws: { ($0 as? DeliveryFault)?.message.contains("'køn'") == true }
        let fewer = PXTable(stub: "", areas: "", data: "1 2;")
        #expect { try read(fewer) } throws: { ($0 as? DeliveryFault)?.message.contains("'område'") == true }
    }

    @Test func twoFieldsOfOneNameAreAMistake() throws {
        #expect(throws: Mistakes.self) { try reader("value: tid").run(on: PXTable().text) }
        #expect(throws: Mistakes.self) { try reader("fields: [tid, tid]") }
        #expect(throws: Mistakes.self) { try reader("encoding: utf-16").run(on: PXTable().text) }
    }
}
