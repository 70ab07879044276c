import HealthStages
import StageKit
import StageTesting
import Testing

@Suite struct FieldLookupTests {
    private func stage(_ yaml: String, _ files: [String: String] = SmallLists.files) throws -> FieldLookup {
        try FieldLookup(yaml: yaml, files: files)
    }

    private func messages(_ yaml: String, _ files: [String: String] = SmallLists.files) throws -> [String] {
        try stage(yaml, files).diagnostics(on: "kommune | maal | tal:number\n").map(\.message)
    }

    @Test func addsFieldsOfACodeList() throws {
        let stage = try stage("{ key: kommune, list: kommuner.csv, add: { navn: name, region: region, kode: code } }")
        let result = try stage.run(
            on: """
                kommune     | tal
                0751        | 1
                0400        | 2
                0411        | 3
                ∅suppressed | 4
                ∅invalid    | 5
                """
        )
        #expect(
            result.detailedOutput == """
                kommune     | tal | navn        | region   | kode
                0751        | 1   | Aarhus      | 1082     | 0751
                0400        | 2   | Bornholm    | 1085     | 0400
                0411        | 3   | Christiansø | ∅        | 0411
                ∅suppressed | 4   | ∅           | ∅        | ∅
                ∅invalid    | 5   | ∅invalid    | ∅invalid | ∅invalid
                """
        )
        #expect(result.rejects.isEmpty)
    }

    @Test func rejectsAKeyThatIsNotThereUnlessToldOtherwise() throws {
        let options = "key: kommune, list: kommuner.csv, add: { region: region }"
        let table = "kommune | tal\nAarhus  | 1\n0751    | 2"
        let rejected = try stage("{ \(options) }").run(on: table)
        #expect(rejected.rejects == ["2 kommune lookup.unmatched"])
        #expect(rejected.output == "kommune | tal | region\n0751    | 2   | 1082")
        let flagged = try stage("{ \(options), unmatched: flag }").run(on: table)
        #expect(flagged.flags == ["2 kommune lookup.unmatched"])
        #expect(flagged.detailedOutput == "kommune | tal | region\nAarhus  | 1   | ∅\n0751    | 2   | 1082")
        let kept = try stage("{ \(options), unmatched: keep }").run(on: table)
        #expect(kept.flags.isEmpty && kept.rejects.isEmpty)
        #expect(kept.detailedOutput == flagged.detailedOutput)
        #expect(try stage("{ \(options) }").run(on: table, onFail: .stop).flags == ["2 kommune lookup.unmatched"])
    }

    @Test func addsFieldsOfATable() throws {
        let result = try stage("{ key: maal, table: maal.csv, on: kode, add: { tekst: tekst, note: note } }").run(
            on: """
                maal | tal
                B    | 1
                A    | 2
                b    | 3
                B    | 4
                """
        )
        #expect(
            result.output == """
                maal | tal | tekst  | note
                B    | 1   | Anden  | x
                A    | 2   | Første | ∅
                B    | 4   | Anden  | x
                """
        )
        #expect(result.rejects == ["4 maal lookup.unmatched"])
    }

    @Test func looksUpWhatTheSameListHasCoded() throws {
        let lookup = try stage("{ key: kommune, list: kommuner.csv, add: { region: region } }")
        let normalizer = try CodeNormalizer(yaml: "{ fields: [kommune], list: kommuner.csv }", files: SmallLists.files)
        let table = try TestTable("kommune\nÅrhus\nukendt\n∅\nBornholm")
        var context = StageContext(schema: table.schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        let stages = [normalizer.prepare(&context), lookup.prepare(&context)]
        let workers = stages.compactMap { stage -> (any BatchWorker)? in
            guard case .free(let makeWorker) = stage else { return nil }
            return makeWorker()
        }
        let region = try #require(context.schema["region"])
        var regions: [String] = []
        // Twice, since the second batch uses what the first one found.
        for batch in try table.batches(of: 4) + table.batches(of: 2) {
            for worker in workers { try worker.process(batch) }
            regions += (0..<batch.rowCount).map { batch.text(of: region, row: $0) ?? "∅" }
            #expect(batch.faults.rules.allSatisfy { $0 == 0 }, "an unknown code is not unmatched too")
        }
        #expect(regions == ["1082", "∅", "∅", "1085", "1082", "∅", "∅", "1085"])
    }

    @Test func reportsMistakesInOptionsAllAtOnce() throws {
        #expect(
            try messages("{ key: komune, list: kommuner.csv, on: code, add: { region: regoin, tal: name } }") == [
                "no field named 'komune' at this point in the pipeline", "a code list is looked up by its codes",
                "no column named 'regoin' in 'kommuner.csv'", "there is a field named 'tal' already",
            ]
        )
        #expect(try messages("{ key: maal, add: { x: y } }") == ["neither list nor table is given"])
        #expect(try messages("{ key: maal, table: maal.csv, add: { x: note } }") == ["option 'on' is missing"])
        #expect(try messages("{ key: maal, table: maal.csv, on: kode, add: {} }") == ["there is no field to add"])
        #expect(
            try messages("{ key: maal, table: maal.csv, list: kommuner.csv, add: { x: note } }") == [
                "list and table exclude each other"
            ]
        )
        #expect(
            try messages("{ key: tal, table: maal.csv, on: id, add: { x: note } }") == [
                "field 'tal' is number here, not text", "no column named 'id' in 'maal.csv'",
            ]
        )
    }

    @Test func reportsKeysThatTheTableHasTwiceOrNot() throws {
        let stage = try stage("{ key: maal, table: t.csv, on: a, add: { x: b } }", ["t.csv": "a,b\n1,x\n,y\n1,z\n"])
        let found = try stage.diagnostics(on: "maal\n")
        #expect(found.map(\.message) == ["a row without a key", "key '1' is there twice"])
        #expect(found.map(\.place?.line) == [3, 4])
        #expect(found.map(\.place?.file) == ["t.csv", "t.csv"])
    }
}
