import StageKit
import StageTesting
import Testing

@testable import JSONStages

@Suite struct JSONStatReaderTests {
    private static let head = """
        "id":["område","tid"],"size":[2,2],"dimension":{
        "område":{"label":"Område","category":{"index":["825","741"],"label":{"741":"Samsø","825":"Læs\\u00f8"}}},
        "tid":{"category":{"index":{"1889":1,"1888":0}}}}
        """

    private func reader(_ options: String = "") throws -> JSONStatReader {
        try JSONStatReader(yaml: "path: x.json\n" + options)
    }

    private func document(_ rest: String) -> String { "{\"class\":\"dataset\",\(Self.head),\(rest)}" }

    private func output(_ rest: String, _ options: String = "") throws -> String {
        try reader(options).run(on: document(rest)).output
    }

    private func fault(
        _ text: String,
        _ options: String = "fields: [område, tid, value]"
    ) throws -> DeliveryFault? {
        guard let fault = try reader(options).refusal(of: Array(text.utf8)) else { return nil }
        #expect(!fault.message.isEmpty && !fault.danish.isEmpty)
        #expect(fault.line != nil || fault.rule == "json_stat.dimensions", "\(fault.rule)")
        return fault
    }

    private static let table = """
        område | tid  | value
        825    | 1888 | 1.50
        825    | 1889 | ∅
        741    | 1888 | 12345678901234567890.1
        741    | 1889 | -
        """

    @Test func eachCellIsARecordAndValuesKeepTheirDigits() throws {
        #expect(try output("\"value\":[1.50,null,\n12345678901234567890.1,\"-\"]") == Self.table)
    }

    @Test func sparseValuesAreMissingWhereNoneIsGiven() throws {
        #expect(try output("\"value\":{\"3\":\"-\",\"0\":1.50,\n\"2\":12345678901234567890.1}") == Self.table)
        #expect(try output("\"value\":{}").hasSuffix("741    | 1889 | ∅"))
    }

    @Test func membersComeInAnyOrder() throws {
        let text = "{\"value\":[1.50,null,12345678901234567890.1,\"\\u002d\"],\(Self.head)}"
        #expect(try reader().run(on: text).output == Self.table)
    }

    @Test func labelsAndStatusesAreTakenAsAsked() throws {
        let status = "\"value\":[1,null,3,4],\"status\":{\"1\":\"\\u002e.\"}"
        #expect(
            try output(status, "take: both\nname_by: label\nstatus: tegn\nvalue: antal") == """
                Område | Område_label | tid  | tid_label | antal | tegn
                825    | Læsø         | 1888 | 1888      | 1     | ∅
                825    | Læsø         | 1889 | 1889      | ∅     | ..
                741    | Samsø        | 1888 | 1888      | 3     | ∅
                741    | Samsø        | 1889 | 1889      | 4     | ∅
                """
        )
        let fields = "value: antal\nfields: { navn: område/label, år: tid, s: status, v: value }"
        for form in ["[null,\"..\",null,null]", "{\"value\":[null,\"..\",null,null],\"category\":{}}"] {
            #expect(
                try output("\"value\":[1,2,3,4],\"status\":\(form)", fields) == """
                    navn  | år   | s  | v
                    Læsø  | 1888 | ∅  | 1
                    Læsø  | 1889 | .. | 2
                    Samsø | 1888 | ∅  | 3
                    Samsø | 1889 | ∅  | 4
                    """
            )
        }
        #expect(try output("\"value\":[1,2,3,4],\"status\":\"e\"", "status: s").hasSuffix("| 4     | e"))
    }

    @Test func versionOneHasItsShapeAmongTheDimensions() throws {
        let inner = """
            "value":[1,2],"dimension":{"id":["k","m"],"size":[1,2],"role":{"metric":["m"]},
            "k":{"category":{"label":{"825":"Læsø"}}},"m":{"category":{"index":{"a":0,"b":1},"child":{"a":["b"]}}}}
            """
        let table = "k   | m | value\n825 | a | 1\n825 | b | 2"
        #expect(try reader().run(on: "{\"dataset\":{\(inner)}}").output == table)
        #expect(try reader().run(on: "{\"folk\":{\(inner)},\"version\":\"1.3\"}").output == table)
        #expect(try reader().run(on: "{\(inner)}").output == table)
    }

    @Test func labelsOrderCategoriesIfAllowed() throws {
        let text = """
            {"id":["a"],"size":[2],"dimension":{"a":{"category":{"label":{"y":"Y","x":"X"}}}},"value":[1,2]}
            """
        #expect(try fault(text, "fields: [a, value]")?.rule == "json_stat.index")
        #expect(try reader("unindexed: label_order").run(on: text).output == "a | value\ny | 1\nx | 2")
    }

    @Test func hierarchiesTellWhatACategoryBelongsTo() throws {
        func cube(_ child: String) -> String {
            "{\"id\":[\"a\"],\"size\":[3],\"dimension\":{\"a\":{\"category\":{\"index\":[\"t\",\"m\",\"k\"],"
                + "\"child\":\(child)}}},\"value\":[3,1,2]}"
        }
        let fields = "fields: [a, a/parent, value]"
        #expect(
            try reader(fields).run(on: cube("{\"t\":[\"m\",\"k\"]}")).output == """
                a | a/parent | value
                t | ∅        | 3
                m | t        | 1
                k | t        | 2
                """
        )
        for child in ["{\"t\":[\"x\"]}", "{\"x\":[\"m\"]}", "{\"t\":[\"m\"],\"k\":[\"m\"]}", "{\"t\":[\"t\"]}"] {
            #expect(try fault(cube(child), fields)?.rule == "json_stat.child")
            #expect(try fault(cube(child), "fields: [a, value]") == nil)
        }
    }

    @Test func oneOfSeveralDatasetsIsChosen() throws {
        func set(_ value: Int) -> String {
            "{\"label\":\"L\(value)\",\"id\":[\"a\"],\"size\":[1],\"dimension\":{\"a\":{\"category\":{\"index\":[\"x\"]}}},"
                + "\"value\":[\(value)]}"
        }
        let bundle = "{\"en\":\(set(1)),\"to\":\(set(2))}"
        let none = try fault(bundle, "fields: [a, value]")
        #expect(none?.rule == "json_stat.dataset")
        #expect(none?.message.contains("1 'en', 2 'to'") == true)
        for choice in ["to", "L2", "2"] {
            #expect(try reader("dataset: \(choice)").run(on: bundle).output == "a | value\nx | 2")
        }
        #expect(try fault(bundle, "dataset: tre\nfields: [a, value]")?.rule == "json_stat.dataset")
        let collection = """
            {"class":"collection","link":{"item":[{"class":"dataset","href":"https://example.org/x"},\(set(3))]}}
            """
        #expect(try reader().run(on: collection).output == "a | value\nx | 3")
        let links = "{\"class\":\"collection\",\"link\":{\"item\":[{\"class\":\"dataset\",\"href\":\"x\"}]}}"
        #expect(try fault(links)?.message.contains("links") == true)
        #expect(try fault("{\"class\":\"dimension\",\"category\":{}}")?.rule == "json_stat.no_dataset")
        #expect(try fault("[]")?.rule == "json_stat.no_dataset")
    }

    @Test(arguments: [
        ("\"value\":[1,2,3]", "json_stat.value_count"), ("\"value\":[1,2,3,4,5]", "json_stat.value_count"),
        ("\"value\":{\"4\":1}", "json_stat.position"), ("\"value\":{\"-1\":1}", "json_stat.position"),
        ("\"value\":{\"01\":1}", "json_stat.position"), ("\"value\":{\"1\":1,\"1\":2}", "json.duplicate_key"),
        ("\"value\":[1,2,3,true]", "json_stat.value"), ("\"value\":[1,2,3,[]]", "json_stat.value"),
        ("\"value\":{\"1\":{}}", "json_stat.value"), ("\"value\":5", "json_stat.value"),
        ("\"value\":[1,2,3,04]", "json.number"), ("\"value\":[1,2,3,4", "json.syntax"),
        ("\"value\":[1,2,3,4],\"status\":[\"a\",\"b\"]", "json_stat.status"),
        ("\"value\":[1,2,3,4],\"status\":{\"9\":\"b\"}", "json_stat.position"),
        ("\"value\":[1,2,3,4],\"status\":[1,2,3,4]", "json_stat.status"),
        ("\"value\":[1,2,3,4],\"x\":{\"a\":1,\"b\":2,\"\\u0061\":3}", "json.duplicate_key"),
        ("\"value\":[1,2,3,4]}}", "json.trailing"), ("\"v\":1", "json_stat.member_missing"),
    ])
    func whatDoesNotFitIsRefused(rest: String, rule: String) throws {
        let found = try fault(document(rest))
        #expect(found?.rule == rule, "\(rest)")
    }

    /// A dataset of one dimension with as many categories as there are values.
    private func line(_ values: [String], rest: String = "") -> String {
        let index = values.indices.map { "\"c\($0)\"" }.joined(separator: ",")
        return "{\"id\":[\"a\"],\"size\":[\(values.count)],\"dimension\":{\"a\":{\"category\":{\"index\":[\(index)]}}},"
            + "\"value\":[\(values.joined(separator: ","))]\(rest)}"
    }

    @Test func cellsMayBeGivenAwayBehindAnyOfThem() throws {
        let shapes = [" 1.50", "null\n", "\"a, \\\"b\\\\\"", "\n\"]{[}\" ", "-1e3", "\"\\u00f8\""]
        let texts = ["1.50", nil, "a, \"b\\", "]{[}", "-1e3", "ø"]
        let values = (0..<150).map { shapes[$0 * 7 % 6] }
        let statuses = (0..<150).map { $0 % 3 == 0 ? "null" : "\"s\($0), \\\"\"" }
        let text = line(values, rest: ",\"status\":[\(statuses.joined(separator: " ,"))]")
        // In all the pieces and batches that the kit tries, by two workers.
        _ = try reader("fields: [a, value, status]").run(on: text)
        let (_, records) = try reader("status: status").records(of: Array(text.utf8))
        #expect(records.map { $0[0] } == values.indices.map { "c\($0)" })
        #expect(records.map { $0[1] } == values.indices.map { texts[$0 * 7 % 6] })
        #expect(records.map { $0[2] } == values.indices.map { $0 % 3 == 0 ? nil : "s\($0), \"" })
        let sparse = values.indices.reversed().filter { $0 % 4 == 1 }.map { "\"\($0)\":\(values[$0])" }
        let other = line(values).replacing(
            "[\(values.joined(separator: ","))]",
            with: "{\(sparse.joined(separator: ","))},\"status\":\"e\""
        )
        _ = try reader("fields: [a, value, status]").run(on: other)
        let (_, found) = try reader("status: status").records(of: Array(other.utf8))
        #expect(found.map { $0[1] } == values.indices.map { $0 % 4 == 1 ? texts[$0 * 7 % 6] : nil })
        #expect(found.allSatisfy { $0[2] == "e" })
    }

    @Test(arguments: [
        "04", "1 2", "", "1,", "tru", "\"a\nb\"", "\"\\x\"", "1\"2", "\\\"", "1}", "false", "\"too long\"",
    ])
    func aFaultAmongTheValuesIsTheSameWhereverTheyAreGivenAway(value: String) throws {
        for place in [0, 1, 63, 130, 199] {
            var values = [String](repeating: "1", count: 200)
            values[place] = value
            let text = line(values)
            let found = try fault(text, "max_value: 7\nfields: [a, value]")
            let start = text.utf8.count - 2 - 2 * (199 - place) - value.utf8.count
            let isWhole = found?.rule == "json_stat.value_count"
            #expect(
                isWhole || (start...start + 5).contains(Int(found?.byteOffset ?? 0)),
                "\(value): \(found?.rule ?? "")"
            )
        }
    }

    @Test func whatIsNoJSONIsSaidBeforeWhatIsNoDataset() throws {
        func second(_ values: String) -> String {
            "{\"x\":\(line(["1", "2"])),\"y\":{\"id\":[\"a\"],\"size\":[9],\"value\":[\(values)],\"dimension\":{}}}"
        }
        // Arrays of values are passed first; those of no interest are checked as well, and before the rest.
        #expect(try fault(second("1,2"), "dataset: x\nfields: [a, value]") == nil)
        #expect(try fault(second("1,02"), "dataset: x\nfields: [a, value]")?.rule == "json.number")
        #expect(try fault(second("1,2"), "dataset: y\nfields: [a, value]")?.rule == "json_stat.dimension")
        #expect(try fault(second("1,2 3"), "dataset: y\nfields: [a, value]")?.rule == "json.syntax")
        let broken = line(["1", "2,", "3"]) + "]"
        #expect(try fault(broken, "fields: [a, value]")?.byteOffset == UInt64(broken.utf8.count - 5))
        #expect(try fault(line(["1", "2", "3"]) + "]", "fields: [a, value]")?.rule == "json.trailing")
    }

    @Test func dimensionsThatDoNotFitAreRefused() throws {
        func cube(_ id: String, _ size: String, _ dimension: String, _ value: String = "[1,2]") -> String {
            "{\"id\":\(id),\"size\":\(size),\"dimension\":\(dimension),\"value\":\(value)}"
        }
        func a(_ category: String) -> String { "{\"a\":{\"category\":\(category)}}" }
        let good = a("{\"index\":[\"x\",\"y\"]}")
        let cases: [(String, String?)] = [
            (cube("[\"a\"]", "[2]", good), nil),
            (cube("[\"a\"]", "[2,1]", good), "json_stat.size"), (cube("[\"a\"]", "[3]", good), "json_stat.size"),
            (cube("[\"a\"]", "[2.0]", good), "json_stat.size"), (cube("[\"a\"]", "{\"a\":2}", good), "json_stat.size"),
            (cube("[\"b\"]", "[2]", good), "json_stat.dimension"), (cube("[1]", "[2]", good), "json_stat.dimension"),
            (cube("[\"a\",\"a\"]", "[2,1]", good), "json_stat.dimension"),
            (cube("[\"a\"]", "[2]", a("{\"index\":[\"x\",\"x\"]}")), "json_stat.index"),
            (cube("[\"a\"]", "[2]", a("{\"index\":{\"x\":0,\"y\":2}}")), "json_stat.index"),
            (cube("[\"a\"]", "[2]", a("{\"index\":{\"x\":0,\"y\":0}}")), "json_stat.index"),
            (cube("[\"a\"]", "[2]", a("{\"label\":{\"x\":\"X\",\"y\":\"Y\"}}")), "json_stat.index"),
            (cube("[\"a\"]", "[2]", a("{\"index\":[\"x\",\"y\"],\"label\":[\"X\",\"Y\"]}")), "json_stat.category"),
            (cube("[\"a\"]", "[2]", "{\"a\":{\"href\":\"x\"}}"), "json_stat.category"),
            (cube("[\"a\"]", "[9999999999999]", good), "json_stat.max_cells"),
            (cube("[\"a\",\"b\",\"c\"]", "[4294967296,4294967296,4294967296]", good), "json_stat.max_cells"),
            (cube("[\"a\"]", "[0]", a("{\"index\":[]}"), "[]"), nil),
        ]
        for (text, rule) in cases {
            #expect(try fault(text, "fields: [a, value]")?.rule == rule, "\(text)")
        }
    }

    @Test func faultsHaveLineAndByte() throws {
        let text = document("\n\"value\":[1,2,\n3,false]")
        let found = try fault(text)
        #expect(found?.line == 5)
        #expect(found?.byteOffset == UInt64(text.utf8.count - 7))
    }

    @Test func limitsHaveTheirNameInTheMessage() throws {
        let value = document("\"value\":[1,2,3,\"en lang tekst\"]")
        for (option, rule) in [
            ("max_document: 100", "json_stat.max_document"), ("max_cells: 3", "json_stat.max_cells"),
            ("max_value: 10", "json_stat.max_value"), ("max_depth: 2", "json.depth"),
        ] {
            let found = try fault(value, option + "\nfields: [område, tid, value]")
            #expect(found?.rule == rule)
            #expect(found?.message.contains(option.prefix { $0 != ":" }) == true)
        }
        #expect(throws: Mistakes.self) { try reader("max_depth: 0").run(on: value) }
        #expect(try fault(String(repeating: "[", count: 100_000))?.rule == "json.depth")
    }
}
