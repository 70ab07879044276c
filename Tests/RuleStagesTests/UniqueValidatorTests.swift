import ByteKernels
import RuleStages
import StageKit
import StageTesting
import Testing

@Suite struct UniqueValidatorTests {
    private func rejects(_ yaml: String, _ table: String) throws -> [String] {
        try UniqueValidator(yaml: yaml).run(on: table).rejects
    }

    @Test func theFirstRecordOwnsTheKey() throws {
        let result = try UniqueValidator(yaml: "fields: [koen, kommune]").run(
            on: """
                kommune | koen | procent
                0101    | M    | 1
                0101    | K    | 2
                0101    | M    | 3
                0147    | M    | 4
                0101    | M    | 5
                """
        )
        #expect(result.rejects == ["4 kommune unique.duplicate", "6 kommune unique.duplicate"])
        #expect(
            result.output == """
                kommune | koen | procent
                0101    | M    | 1
                0101    | K    | 2
                0147    | M    | 4
                """
        )
    }

    @Test func recordsWithoutAWholeKeyAreNotCompared() throws {
        let table = "a | b\nx | ∅\nx | ∅\n∅invalid | y\n∅suppressed | y\nx | y"
        #expect(try rejects("fields: [a, b]", table) == [])
    }

    @Test func keysDoNotRunIntoOneAnother() throws {
        #expect(try rejects("fields: [a, b]", "a | b\nab | c\na | bc\n1 | 23\n12 | 3\n | x\nx |") == [])
    }

    @Test func duplicatesCanBeFlagged() throws {
        let result = try UniqueValidator(yaml: "fields: [a]").run(on: "a\nx\nx\ny", onFail: .flag)
        #expect(result.flags == ["3 a unique.duplicate"])
        #expect(result.output == "a\nx\nx\ny")
        #expect(try UniqueValidator(yaml: "fields: [a]").run(on: "a\nx\nx", onFail: .stop).flags.count == 1)
    }

    @Test func numbersAreEqualByValue() throws {
        let table = """
            x:number
            1.1
            1.10
            1.100000000000000000000000
            11
            0
            -0.00
            -1.1
            12345678901234567890.5
            12345678901234567890.50
            12345678901234567890.51
            999999999999999999
            999999999999999999.0
            0.999999999999999999
            """
        #expect(
            try rejects("fields: [x]", table).map { $0.prefix { $0 != " " } } == ["3", "4", "7", "10", "13"]
        )
    }

    @Test func integersDatesAndBooleansAreKeys() throws {
        let table = """
            i:integer            | d:date     | b:boolean
            9223372036854775807  | 2021-05-31 | true
            -9223372036854775808 | 2021-05-31 | true
            9223372036854775807  | 2021-05-31 | false
            9223372036854775807  | 1899-12-31 | true
            9223372036854775807  | 2021-05-31 | true
            -9223372036854775808 | 2021-05-31 | true
            """
        #expect(
            try rejects("fields: [i, d, b]", table) == ["6 i unique.duplicate", "7 i unique.duplicate"]
        )
    }

    @Test func textsAreEqualByTheirBytesInEveryFormAndEncoding() throws {
        let utf8 = rawBatch([Array("Ærø".utf8), Array("\"Ærø\"".utf8), Array("\"x\"\"y\"".utf8)], encoding: .utf8)
        let latin = rawBatch([[0xC6, 0x72, 0xF8], [0x22, 0xC6, 0x22]], encoding: .latin1)
        let text = try batch(["Æ", "ærø", "x\"y"], form: .text)
        let coded = try batch(["ærø", nil, "ny"], form: .coded)
        let stage = try UniqueValidator(yaml: "fields: [navn]")
        #expect(try faultyRows(of: stage, utf8, latin, text, coded) == [1, 3, 5, 7, 8])
    }

    @Test func rejectedAndDroppedRecordsOwnNoKey() throws {
        let rows = try batch(["a", "a", "b", "b"], form: .raw)
        rows.fault(row: 0, rule: RuleHandle(index: 7, onFail: .reject), slot: 0)
        rows.drop(row: 2)
        #expect(try faultyRows(of: UniqueValidator(yaml: "fields: [navn]"), rows) == [0])
        #expect(rows.faults.count == 1)
    }

    @Test func recordsTurnedDownAfterTheirKeyWasPreparedOwnNone() throws {
        var context = StageContext(
            schema: Schema(textFields: ["navn"]),
            place: SourcePlace(file: "test.yaml", line: 1, column: 1)
        )
        guard case .ordered(let work) = try UniqueValidator(yaml: "fields: [navn]").prepare(&context) else {
            Issue.record("unique is an ordered stage")
            return
        }
        let rows = try batch(["a", "a", "a"], form: .raw)
        let worker = work.makeWorker()
        try worker.prepare(rows)
        rows.fault(row: 0, rule: RuleHandle(index: 7, onFail: .reject), slot: 0)
        let decider = work.makeDecider()
        try decider.decide(rows, prepared: worker)
        #expect(rows.fates[..<3] == [RecordBatch.Fate.faulty, RecordBatch.Fate.kept, RecordBatch.Fate.faulty])
        #expect(decider.heldBytes > 0)
    }

    /// Keys that outgrow one word, then two, then any packing, must be the keys they were.
    @Test(arguments: [1, 2, 3, 5, 130])
    func agreesWithASetOfTexts(_ fieldCount: Int) throws {
        var random = SeededNumbers(state: UInt64(fieldCount))
        let types = (0..<fieldCount).map { ["integer", "number", "text"][$0 % 3] }
        var seen: Set<[String]> = []
        var rows: [[String]] = []
        var expected: [Int] = []
        for row in 0..<400 {
            // The values grow as the run goes on, up to all bits.
            let width = UInt64(min(62, 1 + row / 5))
            var key = types.map { type in
                let value = Int64(random.next() >> (64 - width)) * (random.next() & 1 == 0 ? 1 : -1)
                return type == "number" && value % 10 != 0 ? "\(value).5" : "\(value)"
            }
            if random.next() % 4 == 0, let old = rows.randomElement(using: &random) { key = old }
            if !seen.insert(key).inserted { expected.append(row + 2) }
            rows.append(key)
        }
        let header = types.indices.map { "f\($0):\(types[$0])" }
        let table = ([header] + rows).map { $0.joined(separator: " | ") }.joined(separator: "\n")
        let names = types.indices.map { "f\($0)" }.joined(separator: ", ")
        #expect(
            try rejects("fields: [\(names)]", table) == expected.map { "\($0) f0 unique.duplicate" }
        )
        #expect(expected.count > 50)
    }

    @Test func reportsMistakes() throws {
        func messages(_ yaml: String) throws -> [String] {
            try UniqueValidator(yaml: yaml).diagnostics(on: "a | b").map(\.message)
        }
        #expect(try messages("fields: []") == ["no field is named"])
        #expect(try messages("fields: [a, b, a]") == ["field 'a' is named twice"])
    }
}

/// SplitMix64: the same numbers in every run.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
