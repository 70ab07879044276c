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
        do {
            _ = try reader(options).run(on: text)
            return nil
        } catch let fault as DeliveryFault {
            #expect(!fault.message.isEmpty && !fault.danish.isEmpty)
            #expect(fault.line != nil || fault.rule == "json_stat.dimensions", "\(fault.rule)")
            return fault
        }
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
