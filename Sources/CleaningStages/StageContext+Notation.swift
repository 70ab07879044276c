import StageKit

extension StageContext {
    /// Types the named fields and prepares the work on those that are still text.
    ///
    /// A field that has the type already is left alone; one of another type is a mistake.
    mutating func prepare<Reader: Notation>(_ notation: Reader, fields: [AnyField]) -> PreparedStage? {
        let makeWorker = worker(notation, fields: fields.map(\.reference))
        guard !hasErrors else { return nil }
        return makeWorker.map { .free($0) } ?? .schemaOnly
    }

    /// As `prepare`, for a stage of several notations; nil when there is nothing to do.
    mutating func worker<Reader: Notation>(
        _ notation: Reader,
        fields: [FieldReference]
    ) -> (@Sendable () -> any BatchWorker)? {
        var slots: [Int] = []
        for reference in fields where schema[reference.name]?.type != Reader.type {
            guard let field = field(reference.restricted(to: [.text])) else { continue }
            slots.append(field.slot)
            schema.retype(field.name, to: Reader.type)
        }
        guard !slots.isEmpty else { return nil }
        let rules = Reader.rules.map { rule($0) }
        return { [slots] in NotationWorker(notation, slots: slots, rules: rules) }
    }
}
