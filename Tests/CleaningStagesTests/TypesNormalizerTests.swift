import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct TypesNormalizerTests {
    private static let schema = """
        version: 1
        name: proeve
        fields:
          navn: { type: text, required: true, personal: true, help: Who it is. }
          procent: { type: number, from: 0, to: 100, unit: percent }
          beloeb: { type: decimal }
          antal: { type: integer, list: ../lister/antal.csv }
          dato: { type: date, from: 1821-01-01 }
          aktiv: { type: boolean }
        """

    private func stage(_ schema: String = schema) throws -> TypesNormalizer {
        try TypesNormalizer(yaml: "schema: proeve.yaml", files: ["proeve.yaml": schema])
    }

    @Test func textGetsTheTypesOfTheSchema() throws {
        let result = try stage().run(
            on: """
                navn | procent | beloeb | antal | dato       | aktiv | mere
                Anna | 012.50  | 1.5    | 007   | 1821-05-31 | true  | 1,5
                Bo   | 1,012.5 | x      | 1.0   | 31-05-1821 | ja    | 1,5
                Else | ∅       | ∅      | ∅     | ∅          | ∅     | ∅
                """
        )
        #expect(
            result.output == """
                navn | procent | beloeb | antal | dato       | aktiv | mere
                Anna | 12.50   | 1.5    | 7     | 1821-05-31 | true  | 1,5
                Else | ∅       | ∅      | ∅     | ∅          | ∅     | ∅
                """
        )
        #expect(
            result.rejects == [
                "3 procent number.format", "3 beloeb decimal.format", "3 antal integer.format", "3 dato date.format",
                "3 aktiv boolean.format",
            ]
        )
    }

    @Test func whatIsTypedAlreadyIsLeftAlone() throws {
        let table = "navn | procent:number | beloeb:decimal | antal:integer | dato:date | aktiv:boolean\n"
        let row = "Anna | 1.50 | 2 | 3 | 1821-05-31 | true"
        #expect(
            try stage().run(on: table + row + "\n").output.split(separator: "\n").last?.filter { $0 != " " }
                == row.filter { $0 != " " }[...]
        )
    }

    @Test func personalFieldsAreMarked() throws {
        var context = StageContext(
            schema: Schema(textFields: ["navn", "procent", "beloeb", "antal", "dato", "aktiv"]),
            place: SourcePlace(file: "test.yaml", line: 1, column: 1)
        )
        _ = try stage().prepare(&context)
        #expect(context.schema.fields.filter(\.isPersonal).map(\.name) == ["navn"])
        #expect(context.schema.fields.map(\.type) == [.text, .number, .decimal, .integer, .date, .boolean])
    }

    @Test func fieldsThatDoNotFitTheSchemaAreMistakes() throws {
        let found = try stage().diagnostics(on: "navn | procent:integer | belob | antal | dato | aktiv:text\n")
        #expect(
            found.map(\.message) == [
                "field 'procent' is integer here, not number as in schema 'proeve'",
                "no field named 'beloeb' at this point in the pipeline; schema 'proeve' has it",
            ]
        )
        #expect(found.last?.hint == "did you mean 'belob'?")
        #expect(found.map(\.place?.column) == [9, 9])
    }

    @Test func mistakesInTheSchemaHaveTheirPlaceInIt() throws {
        let mistakes = #expect(throws: Mistakes.self) {
            try stage(
                """
                version: 1
                name: proeve
                fields:
                  navn: { type: txt }
                  antal: { type: integer, form: 0 }
                """
            )
        }
        #expect(mistakes?.diagnostics.map(\.place?.file) == ["proeve.yaml", "proeve.yaml"])
        #expect(mistakes?.diagnostics.map(\.place?.line) == [4, 5])
        #expect(mistakes?.diagnostics.compactMap(\.hint) == ["did you mean 'text'?", "did you mean 'from'?"])
    }

    @Test func boundsMustBeOfTheType() throws {
        let mistakes = #expect(throws: Mistakes.self) {
            try stage(
                """
                version: 2
                name: proeve
                fields:
                  navn: { type: text, from: 1 }
                  antal: { type: integer, from: "1,5" }
                  dato: { type: date, to: 31-05-1821 }
                """
            )
        }
        #expect(
            mistakes?.diagnostics.map(\.message) == [
                "version 2 of schemas is unknown", "from has no meaning for a field of type text",
                "from is '1,5', not a number", "to is '31-05-1821', not a date",
            ]
        )
    }

    @Test func whatTheSchemaSaysIsKeptForOtherStages() throws {
        let schema = try stage().schema
        #expect(schema.name == "proeve")
        #expect(schema.fields.map(\.name) == ["navn", "procent", "beloeb", "antal", "dato", "aktiv"])
        #expect(schema["navn"]?.required == true)
        #expect(
            schema["procent"]?.from == "0" && schema["procent"]?.to == "100" && schema["procent"]?.unit == "percent"
        )
        #expect(schema["antal"]?.list?.path == "../lister/antal.csv")
        #expect(schema["navn"]?.help == "Who it is.")
    }

    @Test func aListIsReadFromTheFolderOfTheSchema() throws {
        let list = try #require(try stage().schema["antal"]?.list)
        let mistakes = #expect(throws: Mistakes.self) { try list.read(as: TableSchema.self) }
        #expect(mistakes?.diagnostics.map(\.message) == ["no file '../lister/antal.csv'"])
        #expect(mistakes?.diagnostics.first?.place?.file == "proeve.yaml")
    }
}
