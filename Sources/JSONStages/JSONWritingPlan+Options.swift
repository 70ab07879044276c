import StageKit

extension JSONWritingPlan {
    /// The plan of a writer; nil when a mistake was reported.
    init?(
        _ context: inout StageContext,
        missing: JSONMissing,
        reasons: Bool,
        reasonsPlace: SourcePlace?,
        separator: String,
        recordEnd: String
    ) {
        for field in context.schema.fields where reasons {
            let status = field.name + Self.statusEnd
            if context.schema[status] != nil {
                context.mistake(
                    "the reasons of '\(field.name)' cannot be written: there is a field named '\(status)'",
                    at: reasonsPlace,
                    hint: "rename the field with normalize.rename, or leave it out with normalize.select"
                )
            }
        }
        if context.hasErrors { return nil }
        self.init(
            context.schema.fields,
            omitsMissing: missing == .omit,
            givesReasons: reasons,
            separator: separator,
            recordEnd: recordEnd
        )
    }
}
