import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct UnpivotNormalizerTests {
    @Test func eachColumnMakesARow() throws {
        let stage = try UnpivotNormalizer(yaml: "{ keep: [kommune], name: aar, value: tal }")
        let result = try stage.run(
            on: """
                2019 | kommune | 2020        | 2021
                1,5  | Ærø     | ∅suppressed | 3
                4    | Læsø    | 5           |
                """
        )
        #expect(
            result.detailedOutput == """
                kommune | aar  | tal
                Ærø     | 2019 | 1,5
                Ærø     | 2020 | ∅suppressed
                Ærø     | 2021 | 3
                Læsø    | 2019 | 4
                Læsø    | 2020 | 5
                Læsø    | 2021 |
                """
        )
        #expect(result.made == 4)
    }

    @Test func columnsWhoseNamesBeginAlikeMakeOneRow() throws {
        let stage = try UnpivotNormalizer(
            yaml: "{ keep: [k], name: indikator, values: { antal: n, andel: procent } }"
        )
        let result = try stage.run(
            on: """
                Ryger dagligt andel | k | Svær overvægt antal | Ryger dagligt antal | Ensomhed andel
                1,5                 | a | 10                  | 11                  | 7,5
                """
        )
        #expect(
            result.output == """
                k | indikator     | n  | procent
                a | Ryger dagligt | 11 | 1,5
                a | Svær overvægt | 10 | ∅
                a | Ensomhed      | ∅  | 7,5
                """
        )
        #expect(result.made == 2)
    }

    @Test func theSeparatorMayBeGivenAndTheLastOneCounts() throws {
        let stage = try UnpivotNormalizer(
            yaml: "{ keep: [k], name: i, values: { p: procent, n: antal }, separator: __ }"
        )
        let result = try stage.run(on: "k | a__b__p | a__b__n\n1 | 2 | 3\n")
        #expect(result.output == "k | i    | procent | antal\n1 | a__b | 2       | 3")
    }

    @Test func aFaultAfterwardsRejectsOneDerivedRecordUnderItsDeliveredName() throws {
        let delivery = RawDelivery(
            fields: ["k", "A antal", "A andel", "B antal"],
            [["x", "1", "1,5", "to"], ["y", .quoted("3"), .quoted("2,5"), "4"]]
        )
        let batch = delivery.batch
        var context = StageContext(
            schema: delivery.schema,
            place: SourcePlace(file: "test.yaml", line: 1, column: 1)
        )
        let stages: [any TransformStage] = [
            try UnpivotNormalizer(yaml: "{ keep: [k], name: i, values: { antal: n, andel: p } }"),
            try IntegerNormalizer(yaml: "fields: [n]"), try NumberNormalizer(yaml: "fields: [p]"),
        ]
        for stage in stages {
            guard case .free(let makeWorker)? = stage.prepare(&context) else { continue }
            try makeWorker().process(batch)
        }
        let rows = (0..<batch.rowCount).map { row in
            context.schema.fields.map { batch.text(of: $0, row: row) ?? "∅" }.joined(separator: " ")
        }
        #expect(rows == ["x A 1 1.5", "x B ∅ ∅", "y A 3 2.5", "y B 4 ∅"])
        #expect(batch.fates == [0, 1, 0, 0])
        #expect(batch.faults.cells.map { batch.deliveredNames[(Int($0) - 1) % batch.stride] } == ["B antal"])
        #expect((0..<batch.rowCount).map { batch.line(ofRow: $0) } == [1, 1, 2, 2])
    }

    @Test func valuesThatNoStageHasReadStayAsDelivered() throws {
        let delivery = RawDelivery(fields: ["k", "A", "B"], [["x", .number("1e3"), .quoted("a")]])
        #expect(
            try delivery.run(UnpivotNormalizer(yaml: "{ keep: [k], name: i, value: v }")) == ["x A 1e3", "x B a"]
        )
        let column = delivery.batch.column(4)
        #expect(column.form == .raw)
        #expect(delivery.batch.cell(of: column, row: 0).entry & RecordTable.kindMask == RecordTable.number)
        #expect(delivery.batch.cell(of: column, row: 1).isQuoted)
    }

    @Test func columnsHeldInSeveralFormsAreGathered() throws {
        let delivery = RawDelivery(fields: ["k", "A", "B"], [["x", .quoted("å"), "b"], ["y", "c", .absent]])
        TextCoder().code(delivery.batch.column(1), in: delivery.batch)
        #expect(
            try delivery.run(UnpivotNormalizer(yaml: "{ keep: [k], name: i, value: v }"))
                == ["x A å", "x B b", "y A c", "y B ∅"]
        )
        #expect(!delivery.batch.column(4).cells.isEmpty)
    }

    @Test func aFaultyRowIsCopiedOnceAndGathersNoFaultsOfItsOwn() throws {
        let delivery = RawDelivery(fields: ["k", "A", "B"], [["x", "1", "2"], ["y", "3", "4"]])
        _ = try delivery.run(IntegerNormalizer(yaml: "fields: [k]"))
        #expect(delivery.batch.fates == [1, 1])
        delivery.batch.fates[1] = RecordBatch.Fate.kept
        _ = try delivery.run(UnpivotNormalizer(yaml: "{ keep: [k], name: i, value: v }"))
        #expect(delivery.batch.fates == [1, 0, 0])
        #expect(delivery.batch.faults.rows == [0, 1])
        #expect(delivery.batch.column(3).state(0) == .invalid)
        #expect(delivery.batch.column(4).state(0) == .invalid)
        #expect(delivery.batch.madeRows == 1)
    }

    @Test func rowsWithoutAnyValueMayBeLeftOut() throws {
        let stage = try UnpivotNormalizer(
            yaml: "{ keep: [k], name: i, values: { n: antal, p: procent }, skip_missing: true }"
        )
        let result = try stage.run(
            on: """
                k | A n | A p         | B n
                x | 1   | ∅           | ∅
                y | ∅   | ∅suppressed | ∅
                z | ∅   | ∅           | ∅invalid
                """
        )
        #expect(result.detailedOutput == "k | i | antal    | procent\nx | A | 1        | ∅\nz | B | ∅invalid | ∅")
        #expect(result.dropped == 1)
        #expect(result.made == 0)
    }

    @Test(
        arguments: [
            ("number", ["1.50", "2"]), ("decimal", ["1.50", "2"]), ("integer", ["1", "-2"]),
            ("date", ["1821-05-31", "1822-01-01"]), ("boolean", ["true", "false"]),
            ("number", ["123456789012345678901", "0.1234567890123456789"]),
        ]
    )
    func typedColumnsKeepTheirType(type: String, values: [String]) throws {
        let stage = try UnpivotNormalizer(yaml: "{ keep: [k], name: i, values: { p: v, q: w } }")
        let result = try stage.run(
            on: """
                k | A p:\(type) | B p:\(type) | B q
                x | \(values[0]) | \(values[1]) | t
                y | ∅ | \(values[0]) | ∅
                """
        )
        let cells = result.output.split(separator: "\n").dropFirst()
            .map { $0.split(separator: "|").map { String($0.filter { $0 != " " }) } }
        #expect(
            cells == [
                ["x", "A", values[0], "∅"], ["x", "B", values[1], "t"], ["y", "A", "∅", "∅"],
                ["y", "B", values[0], "∅"],
            ]
        )
    }

    @Test func columnsOfSeveralTypesInOneFieldAreAMistake() throws {
        let found = try UnpivotNormalizer(yaml: "{ keep: [k], name: i, value: v }").diagnostics(
            on: "k | A:number | B\n"
        )
        #expect(found.map(\.message) == ["'A' is number and 'B' is text, but both go into 'v'"])
    }

    @Test func columnsThatFitNoFieldAreAllNamed() throws {
        let stage = try UnpivotNormalizer(yaml: "{ keep: [k], name: i, values: { andel: p } }")
        let found = try stage.diagnostics(on: "k | A andl | note | B andel\n")
        #expect(
            found.map(\.message) == [
                "field 'A andl' ends in 'andl', which values does not list",
                "the name of field 'note' has no two parts with ' ' between them",
            ]
        )
        #expect(found.first?.hint == "did you mean 'andel'?")
        #expect(found.allSatisfy { $0.place?.column == 31 })
    }

    @Test(
        arguments: [
            ("{ keep: [k], name: i }", "there is no field for the values"),
            ("{ keep: [k], name: i, value: v, values: { a: b } }", "value and values are both given"),
            ("{ keep: [k], name: i, value: v, separator: _ }", "separator goes with values alone"),
            ("{ keep: [k], name: i, values: { a: b, c: b } }", "two parts give the field 'b'"),
            ("{ keep: [k], name: i, values: { a: b }, separator: \"\" }", "the separator is empty"),
            ("{ keep: [k, k], name: i, value: v }", "field 'k' is kept twice"),
            ("{ keep: [k, A], name: i, value: v }", "no field is left to make rows of"),
            ("{ keep: [k], name: k, value: v }", "there is a field named 'k' already"),
            ("{ keep: [k], name: i, value: i }", "there is a field named 'i' already"),
            ("{ keep: [x], name: i, value: v }", "no field named 'x' at this point in the pipeline"),
        ]
    )
    func optionsThatDoNotFitAreMistakes(options: String, message: String) throws {
        #expect(try UnpivotNormalizer(yaml: options).diagnostics(on: "k | A\n").map(\.message) == [message])
    }

    @Test func aBatchWithoutRowsStaysEmpty() throws {
        let stage = try UnpivotNormalizer(yaml: "{ keep: [k], name: i, value: v }")
        #expect(try stage.run(on: "k | A | B\n").output == "k | i | v")
    }
}
