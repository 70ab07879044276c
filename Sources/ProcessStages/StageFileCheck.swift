import StageKit

/// Holds a `stage.yaml` to what its parts must be together.
struct StageFileCheck {
    private let file: StageFile
    private let folder: String
    private let scope: OptionScope
    private(set) var mistakes: [Diagnostic] = []
    /// Whether the options could be read; else what refers to them is not looked at.
    var knowsOptions = true

    init(_ file: StageFile, folder: String, scope: OptionScope) {
        self.file = file
        self.folder = folder
        self.scope = scope
    }

    mutating func run() -> DeclaredOptions {
        checkName()
        let options = declaredOptions()
        if knowsOptions { checkReferences() }
        checkRules()
        checkCommand()
        if file.timeLimit < 1 { report("expected 1 or more seconds", at: file.$timeLimit.place) }
        if file.maxLine < 1 { report("expected 1 or more bytes", at: file.$maxLine.place) }
        if file.reasons, file.format == .csv {
            report("reasons are told in json_lines alone", at: file.$reasons.place)
        }
        return options
    }

    private mutating func report(_ message: String, at place: SourcePlace?, hint: String? = nil) {
        mistakes.append(Diagnostic(message, at: place, hint: hint))
    }

    private mutating func checkName() {
        let name = file.name.text
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isNamed = parts.count == 2 && parts.allSatisfy(Self.isIdentifier)
        guard isNamed, parts[0] != "read", parts[0] != "write" else {
            report(
                "'\(name)' cannot be the name of a stage",
                at: file.name.place,
                hint:
                    "verb.noun in small letters, such as validate.ci_width; a program stands between reader and writer"
            )
            return
        }
        let last = folder.split(separator: "/").last.map(String.init) ?? folder
        if last != name {
            report(
                "the stage is named '\(name)' and its folder '\(last)'",
                at: file.name.place,
                hint: "give both the same name"
            )
        }
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first &- 0x61 < 26 else { return false }
        return text.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_") }
    }

    // MARK: Options

    private mutating func declaredOptions() -> DeclaredOptions {
        var options = DeclaredOptions()
        for entry in file.options.entries {
            if !Self.isIdentifier(entry.name[...]) {
                report(
                    "'\(entry.name)' cannot be the name of an option",
                    at: entry.place,
                    hint: "a-z, 0-9 and '_', a letter first"
                )
                continue
            }
            if entry.value.required, let place = entry.value.default?.place {
                report("'\(entry.name)' must be given, and has a default", at: place, hint: "leave one of the two out")
            }
            if entry.value.type != .choice, let first = entry.value.choices.first {
                report("'\(entry.name)' has choices and is no choice", at: first.place, hint: "write type: choice")
            }
            add(entry, to: &options)
        }
        return options
    }

    private mutating func add(_ entry: NamedValues<OptionSettings>.Entry, to options: inout DeclaredOptions) {
        switch entry.value.type {
        case .text: add(entry, as: String.self, to: &options)
        case .integer: add(entry, as: Int.self, to: &options)
        case .number: add(entry, as: NumberText.self, to: &options)
        case .boolean: add(entry, as: Bool.self, to: &options)
        case .date: add(entry, as: DayText.self, to: &options)
        case .field: add(entry, as: AnyField.self, to: &options)
        case .fields: add(entry, as: [AnyField].self, to: &options)
        case .choice:
            let words = entry.value.choices.map(\.text)
            if words.isEmpty { report("'\(entry.name)' has no choices", at: entry.place, hint: "choices: [a, b]") }
            if let word = entry.value.default, !words.contains(word.text) {
                report(
                    "the default of '\(entry.name)' is none of its choices",
                    at: word.place,
                    hint: Spelling.suggestion(for: word.text, among: words)
                )
            }
            options.add(
                entry.name,
                entry.value.help,
                words: words,
                isRequired: entry.value.required,
                default: entry.value.default?.text
            )
        }
    }

    private mutating func add<Value: OptionValue>(
        _ entry: NamedValues<OptionSettings>.Entry,
        as type: Value.Type,
        to options: inout DeclaredOptions
    ) {
        if let word = entry.value.default {
            var value: Value?
            do throws(Mistakes) {
                value = try Value(option: OptionNode(.scalar(word.text), at: word.place), in: scope)
            } catch {
                mistakes += error.diagnostics
            }
            options.add(entry.name, entry.value.help, default: value)
        } else if entry.value.required {
            options.add(entry.name, entry.value.help, default: Value?.none)
        } else {
            options.add(entry.name, entry.value.help, default: Value??.some(.none))
        }
    }

    // MARK: References to options

    private mutating func checkReferences() {
        var words = file.command + file.drops
        if case .named(let names) = file.fields { words += names }
        words += file.adds.entries.map { PlacedWord($0.name, at: $0.place) }
        words += file.changes.entries.map { PlacedWord($0.name, at: $0.place) }
        for word in words {
            for name in OptionReference.names(in: word.text) where !known.contains(name) {
                report(
                    "there is no option '\(name)'",
                    at: word.place,
                    hint: Spelling.suggestion(for: name, among: known)
                        ?? (known.isEmpty ? "declare it below options:" : "options: \(known.joined(separator: ", "))")
                )
            }
        }
    }

    private var known: [String] { file.options.entries.map(\.name) }

    private mutating func checkRules() {
        for rule in file.rules.entries {
            let parts = rule.name.split(separator: ".", omittingEmptySubsequences: false)
            if parts.count < 2 || !parts.allSatisfy(Self.isIdentifier) {
                report(
                    "'\(rule.name)' cannot be the name of a rule",
                    at: rule.place,
                    hint: "words in small letters with full stops between them, such as interval.width"
                )
            }
        }
    }

    // MARK: Command

    private mutating func checkCommand() {
        guard let first = file.command.first else {
            report("the command is empty", at: file.$command.place, hint: "command: [python3, program.py]")
            return
        }
        for word in file.command where isFile(word.text) {
            do throws(Mistakes) {
                // Read for the manifest, which names every file that a run was made with.
                _ = try scope.loadResource(word.text, word.place)
            } catch {
                mistakes += error.diagnostics
            }
        }
        if !isFile(first.text), (try? scope.loadResource(first.text, first.place)) == nil,
            ProcessStage.executable(first.text, in: folder) == nil
        {
            report(
                "there is no program '\(first.text)'",
                at: first.place,
                hint: "neither beside stage.yaml nor in PATH"
            )
        }
    }

    /// Whether a word of the command names a file of the stage.
    private func isFile(_ word: String) -> Bool {
        guard !word.hasPrefix("-"), !word.hasPrefix("/"), !word.contains("$") else { return false }
        return word.hasPrefix("./")
            || [".py", ".R", ".r", ".sh", ".pl", ".rb", ".js", ".awk"].contains { word.hasSuffix($0) }
    }
}
