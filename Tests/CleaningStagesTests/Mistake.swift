import StageKit
import StageTesting

extension TransformStage {
    /// What the stage reports for the fields of a table: `column: message (hint)`.
    func mistakes(for fields: String) throws -> [String] {
        try diagnostics(on: fields).map { mistake in
            "\(mistake.place?.column ?? 0): \(mistake.message)" + (mistake.hint.map { " (\($0))" } ?? "")
        }
    }

    /// The schema that leaves the stage.
    func schema(after schema: Schema) -> Schema {
        var context = StageContext(schema: schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        _ = prepare(&context)
        return context.schema
    }
}
