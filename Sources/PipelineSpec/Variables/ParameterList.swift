import StageKit

/// The parameters of a pipeline with the values of this run.
struct ParameterList {
    /// One parameter.
    struct Parameter {
        var name: String
        var help: String
        /// Given on the command line, else the default; nil when there is neither.
        var value: String?
        /// Whether its declaration or its value is wrong, so that nothing more is said about it.
        var isBroken = false
    }

    /// In the order declared.
    private(set) var parameters: [Parameter] = []
    /// Wrong declarations and wrong values.
    private(set) var mistakes: [Diagnostic] = []

    /// No parameters.
    init() {}

    /// Reads `params:` and puts the values from the command line in it.
    init(declared node: OptionNode?, given: [String: String]) {
        if let node, let entries = node.entries(of: "params", mistakes: &mistakes) {
            for entry in entries { declare(entry, given: given[entry.key]) }
        }
        let names = parameters.map(\.name)
        for name in given.keys.sorted() where !names.contains(name) {
            let known = names.isEmpty ? "this pipeline has no parameters" : "known: \(names.joined(separator: ", "))"
            let hint = Spelling.suggestion(for: name, among: names) ?? known
            mistakes.append(Diagnostic("--param \(name): no parameter has this name", hint: hint))
        }
    }

    subscript(name: String) -> Parameter? { parameters.first { $0.name == name } }

    private mutating func declare(_ entry: OptionEntry, given: String?) {
        var parameter = Parameter(name: entry.key, help: "", value: given, isBroken: true)
        defer { parameters.append(parameter) }
        if let mistake = Identifier.mistake(in: entry.key) {
            mistakes.append(Diagnostic(mistake, at: entry.keyPlace, hint: Identifier.hint))
            return
        }
        let settings: ParameterSettings
        do throws(Mistakes) {
            settings = try ParameterSettings.configured(by: entry.value, in: .withoutFiles)
        } catch {
            mistakes += error.diagnostics
            return
        }
        parameter.help = settings.help
        parameter.value = given ?? settings.default
        let before = mistakes.count
        for choice in settings.choices {
            if let mistake = settings.type.mistake(in: choice) {
                mistakes.append(Diagnostic(mistake, at: settings.$choices.place))
            }
        }
        if let value = settings.default, let (message, hint) = Self.mistake(in: value, of: settings) {
            mistakes.append(Diagnostic(message, at: settings.$default.place, hint: hint))
        }
        if let value = given, let (message, hint) = Self.mistake(in: value, of: settings) {
            mistakes.append(Diagnostic("--param \(entry.key): \(message)", hint: hint))
        }
        parameter.isBroken = mistakes.count > before
    }

    private static func mistake(in value: String, of settings: ParameterSettings) -> (String, hint: String?)? {
        if let mistake = settings.type.mistake(in: value) { return (mistake, nil) }
        guard !settings.choices.isEmpty, !settings.choices.contains(value) else { return nil }
        return (
            "expected \(settings.choices.joined(separator: ", ")), found '\(value)'",
            Spelling.suggestion(for: value, among: settings.choices)
        )
    }
}
