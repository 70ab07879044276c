import StageKit

extension StageContext {
    /// The fields that an option names; reports those that are not there, and those named twice.
    mutating func fieldsNamedOnce(_ options: [some FieldOption]) -> [Field] {
        var names: Set<String> = []
        for option in options where !names.insert(option.name).inserted {
            mistake("field '\(option.name)' is given twice", at: option.reference.place)
        }
        return fields(options)
    }

    /// The text fields that an option names, or all of them when it was left out.
    mutating func textFields(_ options: [TextField], _ origin: OptionOrigin) -> [Field] {
        guard origin.isGiven else { return schema.fields.filter { $0.type == .text } }
        if options.isEmpty {
            mistake("no fields are named", at: origin.place, hint: "leave 'fields' out to take all text fields")
        }
        return fieldsNamedOnce(options)
    }

    /// The fields that an option which must be given names; reports an empty list.
    mutating func requiredFields(_ options: [some FieldOption], _ origin: OptionOrigin) -> [Field] {
        if options.isEmpty { mistake("no fields are named", at: origin.place) }
        return fieldsNamedOnce(options)
    }
}
