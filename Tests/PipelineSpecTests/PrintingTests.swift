import StageKit
import Testing

@testable import PipelineSpec

@Suite struct PrintingTests {
    private let reference = StageReference(catalog: TestStages.catalog)

    @Test func stagesAreListedByVerb() {
        #expect(
            reference.list == """
                read.csv          Reads delimited text.
                read.json         Reads JSON.

                normalize.trim    Takes blanks off the ends.
                normalize.number  Rewrites numbers.
                normalize.code    Looks codes up.

                validate.range    Turns down numbers outside a range.

                write.csv         Writes delimited text.
                write.json        Writes JSON.

                """
        )
    }

    @Test func aStageIsDescribedFromItsDeclaration() {
        #expect(
            reference.text("normalize.number") == """
                normalize.number
                Rewrites numbers.

                - normalize.number:
                    fields: [procent, ci_lav]
                    decimal_mark: comma

                Options
                  fields        list of fields  required
                      Fields that hold numbers.
                  decimal_mark  comma | point   comma
                      The decimal mark of the file; the other mark groups thousands.

                Rules
                  number.format
                      en: not a number
                      da: ikke et tal

                Beside the name: id, label, on_fail

                """
        )
        #expect(reference.text("normalize.nummer") == nil)
    }

    @Test func nestedOptionsAreDescribedBehindTheirParent() {
        let text = reference.text("validate.range") ?? ""
        #expect(text.contains("  limits.least"))
        #expect(text.contains("  limits.is_closed  true or false"))
        #expect(!text.contains(" \n"))
    }

    @Test func aStageWithoutOptionsIsItsNameAlone() {
        #expect(
            reference.text("normalize.trim") == """
                normalize.trim
                Takes blanks off the ends.

                - normalize.trim

                Beside the name: id, label, on_fail

                """
        )
    }

    @Test func theReferenceIsAlsoMarkdown() {
        #expect(
            reference.markdown.contains(
                """

                ### normalize.number

                Rewrites numbers.

                ```yaml
                - normalize.number:
                    fields: [procent, ci_lav]
                    decimal_mark: comma
                ```

                | Option | Type | Default | |
                |---|---|---|---|
                | `fields` | list of fields | required | Fields that hold numbers. |
                | `decimal_mark` | comma \\| point | `comma` | The decimal mark of the file; the other mark groups thousands. |

                | Rule | English | Danish |
                |---|---|---|
                | `number.format` | not a number | ikke et tal |

                Beside the name: `id`, `label`, `on_fail`

                """
            )
        )
    }

    @Test func theSchemaIsJSONAndTheSameEachTime() throws {
        let json = PipelineSchema.json(catalog: TestStages.catalog)
        #expect(json == PipelineSchema.json(catalog: TestStages.catalog))
        // JSON is YAML, near enough for our own reader to look into it.
        let root = try YAMLReader.read(file: "schema", bytes: Array(json.utf8))
        #expect(root["required"].map(texts) == ["version", "name", "publish"])
        #expect(root["additionalProperties"]?.text == "false")
        let number = root["$defs"]?["normalize.number"]
        #expect(number?["description"]?.text == "Rewrites numbers.")
        #expect(number?["required"].map(texts) == ["fields"])
        #expect(number?["additionalProperties"]?.text == "false")
        let mark = number?["properties"]?["decimal_mark"]
        #expect(mark?["description"]?.text == "The decimal mark of the file; the other mark groups thousands.")
        #expect(mark?["default"]?.text == "comma")
        #expect(root["properties"]?["keep_runs"]?["default"]?.text == "30")
        #expect(root["$defs"]?["validate.range"]?["properties"]?["limits"]?["properties"]?["is_closed"] != nil)
        #expect(json.contains(#""const": "normalize.trim""#))
        #expect(!json.contains(#""const": "normalize.number""#))
    }

    @Test func aSchemaOfNoStagesIsASchema() throws {
        let json = PipelineSchema.json(catalog: StageCatalog([]))
        _ = try YAMLReader.read(file: "schema", bytes: Array(json.utf8))
    }

    private func texts(_ node: OptionNode) -> [String] {
        guard case .list(let items) = node.content else { return [] }
        return items.compactMap(\.text)
    }
}
