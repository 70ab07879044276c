import StageKit

/// A stage that is another program, with its options.
struct ProcessStage: ConfiguredTransform {
    let declaration: StageDeclaration
    private let file: StageFile
    private let options: DeclaredOptions
    private let folder: String

    init(_ declaration: StageDeclaration, file: StageFile, options: DeclaredOptions, folder: String) {
        self.declaration = declaration
        self.file = file
        self.options = options
        self.folder = folder
    }

    func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = programFields(&context)
        let rules = declaration.rules.map { (name: $0.rule, handle: context.rule($0)) }
        var slots: [String: Int] = [:]
        for field in context.schema.fields { slots[field.name] = field.slot }
        drop(&context)
        let command = command(&context)
        guard !context.hasErrors, let command else { return nil }
        let sent = fields.compactMap(\.sent)
        let plan = ProgramPlan(
            stage: declaration.name,
            command: command,
            format: file.format,
            fields: fields,
            givesReasons: file.reasons,
            rules: rules,
            slots: slots,
            isValidator: declaration.name.hasPrefix("validate."),
            timeLimit: file.timeLimit,
            maxLine: file.maxLine,
            head: file.format == .csv ? RecordText.csvHead(sent) : greeting(sent, today: context.today)
        )
        if file.stateless { return .free { ProgramWorker(plan) } }
        return .ordered(OrderedWork(makeWorker: { IdleWorker() }, makeDecider: { ProgramDecider(plan) }))
    }

    // MARK: Fields

    /// The fields that a word of `stage.yaml` means: those of an option, or the one it names.
    private func references(_ word: PlacedWord, _ context: StageContext) -> [FieldReference] {
        let names = OptionReference.names(in: word.text)
        guard let name = names.first, names.count == 1, word.text == "${option.\(name)}" else {
            let name = OptionReference.filled(word.text, with: text)
            return [FieldReference(name: name, place: context.place)]
        }
        let found = options.fieldReferences(name)
        if !found.isEmpty || options[name] == nil { return found }
        return [FieldReference(name: text(name), place: context.place)].filter { !$0.name.isEmpty }
    }

    private func programFields(_ context: inout StageContext) -> [ProgramPlan.ProgramField] {
        var sent: [Field] = []
        func add(_ field: Field?) { if let field, !sent.contains(field) { sent.append(field) } }
        if case .all = file.fields { sent = context.schema.fields }
        for option in file.options.entries {
            for reference in options.fieldReferences(option.name) { add(context.field(reference)) }
        }
        if case .named(let words) = file.fields {
            for word in words { for reference in references(word, context) { add(context.field(reference)) } }
        }
        var types: [String: FieldType] = [:]
        for entry in file.changes.entries {
            for reference in references(PlacedWord(entry.name, at: entry.place), context) {
                guard let field = context.field(reference) else { continue }
                add(field)
                if case .type(let type) = entry.value {
                    types[field.name] = type
                } else {
                    types[field.name] = field.type
                }
            }
        }
        for field in sent where field.name.hasPrefix("_") || field.name == "sluse" {
            context.mistake(
                "a program cannot be sent the field '\(field.name)': its name is one of the protocol's",
                hint: "rename it with normalize.rename"
            )
        }
        if sent.isEmpty, !context.hasErrors {
            context.mistake(
                "the program of '\(declaration.name)' is sent no fields",
                hint: "list some below fields: in stage.yaml, or write fields: all"
            )
        }
        var fields: [ProgramPlan.ProgramField] = sent.map { field in
            let type = types[field.name]
            if let type, type != field.type { context.schema.retype(field.name, to: type) }
            let target = type == nil ? nil : context.schema[field.name]
            return ProgramPlan.ProgramField(sent: field, target: target, name: field.name)
        }
        for entry in file.adds.entries {
            for reference in references(PlacedWord(entry.name, at: entry.place), context) {
                guard let field = context.addField(reference.name, type: entry.value, at: reference.place) else {
                    continue
                }
                if sent.contains(where: \.isPersonal) { context.schema.markPersonal(field.name) }
                fields.append(ProgramPlan.ProgramField(sent: nil, target: field, name: field.name))
            }
        }
        return fields
    }

    private func drop(_ context: inout StageContext) {
        var names: Set<String> = []
        for word in file.drops {
            for reference in references(word, context) {
                if let field = context.field(reference) { names.insert(field.name) }
            }
        }
        if !names.isEmpty { context.schema.select(context.schema.names.filter { !names.contains($0) }) }
    }

    // MARK: What the program is told

    private func text(_ option: String) -> String { options[option]?.optionText ?? "" }

    private func greeting(_ sent: [Field], today: Int64) -> [UInt8] {
        let values = file.options.entries.map { entry in (entry.name, json(entry.name, entry.value.type)) }
        let fields = sent.map { JSONText.object([("name", .text($0.name)), ("type", .text($0.type.rawValue))]) }
        let head = JSONText.object([
            ("sluse", .number(1)), ("stage", .text(declaration.name)), ("options", .object(values)),
            ("fields", .list(fields)), ("today", .optional(ISODay.text(daysSince1970: today))),
        ])
        return Array((head.compact + "\n").utf8)
    }

    private func json(_ name: String, _ type: OptionType) -> JSONText {
        guard let value = options[name] else { return .null }
        if type == .fields { return .list(options.fieldReferences(name).map { .text($0.name) }) }
        if let number = value as? Int { return .number(Int64(number)) }
        if let truth = value as? Bool { return .bool(truth) }
        return .optional(value.optionText)
    }

    // MARK: Command

    /// Where a program is: beside `stage.yaml`, else in PATH; an absolute path.
    static func executable(_ word: String, in folder: String) -> String? {
        if word.hasPrefix("/") { return Pipes.isExecutable(word) ? word : nil }
        let own = folder + "/" + word
        if Pipes.isExecutable(own) { return Pipes.absolute(own) }
        guard !word.contains("/") else { return nil }
        for place in path.split(separator: ":") where place.hasPrefix("/") {
            let candidate = "\(place)/\(word)"
            if Pipes.isExecutable(candidate) { return candidate }
        }
        return nil
    }

    private static func shown(_ word: String) -> String {
        word.split(separator: "/").last.map(String.init) ?? word
    }

    private static var path: String { Pipes.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin" }

    private func command(_ context: inout StageContext) -> ProgramCommand? {
        guard let first = file.command.first else { return nil }
        guard let executable = Self.executable(first.text, in: folder), let folder = Pipes.absolute(folder) else {
            context.mistake(
                "the program '\(first.text)' cannot be executed",
                at: first.place,
                hint: "a file beside stage.yaml needs the right to be executed: chmod +x"
            )
            return nil
        }
        var environment = [
            "PATH": Self.path, "LANG": "C.UTF-8", "TZ": "UTC", "SLUSE_PROTOCOL": "1", "SLUSE_STAGE": declaration.name,
        ]
        if let day = ISODay.text(daysSince1970: context.today) { environment["SLUSE_TODAY"] = day }
        for name in file.environment { environment[name.text] = Pipes.variable(name.text) }
        let arguments = file.command.dropFirst().map { OptionReference.filled($0.text, with: text) }
        let own = file.command.first { word in Pipes.absolute(folder + "/" + word.text) != nil }
        return ProgramCommand(
            name: Self.shown(own?.text ?? first.text),
            executable: executable,
            arguments: arguments,
            environment: environment,
            folder: folder
        )
    }
}
