/// What a stage sees when a pipeline is checked: the fields that reach it; and what it says: the fields that leave it,
/// its rules, and every mistake in its options.
public struct StageContext {
    /// The fields that reach the stage; change it to what leaves the stage.
    public var schema: Schema
    /// Where the stage stands in the pipeline file.
    public let place: SourcePlace
    /// The clock of the run in days since 1970-01-01, for rules about today.
    public let today: Int64
    /// What was found so far.
    public private(set) var diagnostics: [Diagnostic] = []
    /// The rules in use, in the order in which the stage asked for them.
    public private(set) var rules: [Rejection] = []
    private let onFail: OnFail
    private let firstRule: Int
    private let isUncertain: Bool

    /// A context for one stage.
    /// - Parameters:
    ///   - schema: the fields that reach the stage.
    ///   - place: where the stage stands in the pipeline file.
    ///   - onFail: what breaking one of its rules does.
    ///   - firstRule: the number of rules that earlier stages of the run use.
    ///   - today: the clock of the run, in days since 1970-01-01.
    ///   - isUncertain: whether a mistake further up may have changed the fields: then only names that are near to a
    ///     known one are mistakes, so that no mistake is reported that follows from another.
    public init(
        schema: Schema,
        place: SourcePlace,
        onFail: OnFail = .reject,
        firstRule: Int = 0,
        today: Int64 = 0,
        isUncertain: Bool = false
    ) {
        self.isUncertain = isUncertain
        self.schema = schema
        self.place = place
        self.onFail = onFail
        self.firstRule = firstRule
        self.today = today
    }

    /// Whether a mistake was found, so that the stage cannot be prepared.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reports a mistake in the options.
    public mutating func mistake(_ message: String, at place: SourcePlace? = nil, hint: String? = nil) {
        diagnostics.append(Diagnostic(message, at: place ?? self.place, hint: hint))
    }

    /// Reports something doubtful; the run can go on.
    public mutating func warn(_ message: String, at place: SourcePlace? = nil, hint: String? = nil) {
        diagnostics.append(Diagnostic(message, at: place ?? self.place, hint: hint, severity: .warning))
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// Makes a rule ready to be broken.
    public mutating func rule(_ rejection: Rejection) -> RuleHandle {
        let index = rules.firstIndex(of: rejection) ?? rules.count
        if index == rules.count { rules.append(rejection) }
        return RuleHandle(index: UInt16(clamping: firstRule + index), onFail: onFail)
    }

    /// Finds a field that an option names; reports it when there is none, or when its type does not fit.
    public mutating func field(_ option: some FieldOption) -> Field? { field(option.reference) }

    /// Finds a field that an option names; reports it when there is none, or when its type does not fit.
    public mutating func field(_ reference: FieldReference) -> Field? {
        guard let field = schema[reference.name] else {
            let suggestion = Spelling.suggestion(for: reference.name, among: schema.names)
            if isUncertain, suggestion == nil { return nil }
            mistake(
                "no field named '\(reference.name)' at this point in the pipeline",
                at: reference.place,
                hint: suggestion ?? "fields here: \(schema.names.joined(separator: ", "))"
            )
            return nil
        }
        guard reference.types.isEmpty || reference.types.contains(field.type) else {
            if isUncertain { return nil }
            let wanted = reference.types[0]
            let hint: String? =
                switch wanted {
                case .number, .decimal: "normalize.number makes numbers of text"
                case .integer: "normalize.integer makes whole numbers of text"
                case .date: "normalize.date makes dates of text"
                case .boolean: "normalize.boolean makes true and false of text"
                case .text: "use it before the field is typed"
                }
            mistake(
                "field '\(field.name)' is \(field.type.rawValue) here, not \(wanted.rawValue)",
                at: reference.place,
                hint: hint
            )
            return nil
        }
        return field
    }

    /// Finds all fields that options name; the ones that are there.
    public mutating func fields(_ options: [some FieldOption]) -> [Field] {
        var found: [Field] = []
        for option in options { if let field = field(option) { found.append(field) } }
        return found
    }

    /// Adds a field; reports it when the name is taken. A field made of others is delivered and personal as they are.
    public mutating func addField(
        _ name: String,
        type: FieldType,
        madeOf sources: [Field] = [],
        at place: SourcePlace? = nil
    ) -> Field? {
        guard schema[name] == nil else {
            mistake(
                "there is a field named '\(name)' already",
                at: place,
                hint: "choose another name, or leave it out first with normalize.select"
            )
            return nil
        }
        let deliveredName = sources.map(\.deliveredName).joined(separator: " + ")
        schema.add(name, type: type, deliveredName: sources.isEmpty ? name : deliveredName)
        if sources.contains(where: \.isPersonal) { schema.markPersonal(name) }
        return schema[name]
    }
}
