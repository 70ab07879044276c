import StageKit

/// Fills in `${param.x}`, `${env.X}` and `${now.date}`, inside values alone and after YAML has been read, so that what
/// is filled in cannot change the shape of the file.
struct VariableFiller {
    /// What was wrong.
    private(set) var mistakes: [Diagnostic] = []
    /// The values that could not be filled in; what else is wrong with them follows from that.
    private(set) var unfilled: Set<SourcePlace> = []
    private let parameters: ParameterList
    private let environment: [String: String]
    private let today: Int64
    private let isParameters: Bool
    private var variables: [String: String] = [:]
    private var needed: Set<String> = []
    private var spared: Set<String> = []

    /// - Parameter isParameters: whether `params:` itself is filled in, where parameters have no value yet.
    init(parameters: ParameterList, environment: [String: String], today: Int64, isParameters: Bool = false) {
        self.parameters = parameters
        self.environment = environment
        self.today = today
        self.isParameters = isParameters
    }

    /// The environment variables that were filled in, by name.
    var usedVariables: [Pipeline.Setting] {
        variables.sorted { $0.key < $1.key }.map { Pipeline.Setting(name: $0.key, value: $0.value) }
    }

    /// The parameters that must be given and are not. One whose every use has a `:-` may be left out.
    var missingParameters: [Diagnostic] {
        parameters.parameters.compactMap { parameter in
            guard parameter.value == nil, !parameter.isBroken else { return nil }
            if spared.contains(parameter.name), !needed.contains(parameter.name) { return nil }
            let help = parameter.help.isEmpty ? "" : ": \(parameter.help)"
            return Diagnostic("--param \(parameter.name) is missing", hint: "add --param \(parameter.name)=…\(help)")
        }
    }

    /// A node with all its scalars filled in.
    mutating func filled(_ node: OptionNode) -> OptionNode { filled(node, in: .elsewhere) }

    /// Where a value stands, as far as `${row.x}` is concerned.
    private enum Surroundings {
        case elsewhere
        case optionsOfWriter
        case pathOfWriter
    }

    private mutating func filled(_ node: OptionNode, in surroundings: Surroundings) -> OptionNode {
        switch node.content {
        case .empty: return node
        case .scalar(let text):
            guard text.contains("${") else { return node }
            return OptionNode(.scalar(filled(text, of: node, in: surroundings)), at: node.place)
        case .list(let items):
            return OptionNode(.list(items.map { filled($0, in: .elsewhere) }), at: node.place)
        case .map(let entries):
            let result = entries.map { entry in
                if entry.key.contains("${") {
                    let hint = "only values are filled in"
                    mistakes.append(Diagnostic("a key cannot hold '${'", at: entry.keyPlace, hint: hint))
                    unfilled.insert(entry.keyPlace)
                }
                let inner: Surroundings =
                    switch surroundings {
                    case .optionsOfWriter where entry.key == "path": .pathOfWriter
                    default: entry.key.hasPrefix("write.") ? .optionsOfWriter : .elsewhere
                    }
                return OptionEntry(key: entry.key, keyPlace: entry.keyPlace, value: filled(entry.value, in: inner))
            }
            return OptionNode(.map(result), at: node.place)
        }
    }

    private mutating func filled(_ text: String, of node: OptionNode, in surroundings: Surroundings) -> String {
        var result = ""
        for part in VariableText.parts(of: text) {
            switch part {
            case .literal(let literal):
                // A writer could not tell it from a field of the row.
                if literal.contains("${"), surroundings == .pathOfWriter {
                    mistakes.append(Diagnostic("a path cannot hold the text '${'", at: node.place))
                }
                result += literal
            case .unclosed(let offset):
                let place = place(of: offset..<(offset + 2), in: text, of: node)
                mistakes.append(Diagnostic("'${' is never closed", at: place, hint: "write '$${' for the text '${'"))
                unfilled.insert(node.place)
            case .variable(let variable, let range):
                let place = place(of: range, in: text, of: node)
                if surroundings == .pathOfWriter, variable.space == "row" {
                    if variable.name.isEmpty || variable.fallback != nil {
                        let hint = "write ${row.FIELD}"
                        mistakes.append(Diagnostic("a row has fields, and no ':-' or ':?'", at: place, hint: hint))
                    }
                    result += variable.written
                } else if let value = value(of: variable, at: place) {
                    if surroundings == .pathOfWriter, value.contains("${") {
                        mistakes.append(Diagnostic("a path cannot hold the text '${'", at: place))
                    }
                    result += value
                } else {
                    unfilled.insert(node.place)
                    result += variable.written
                }
            }
        }
        return result
    }

    /// The place of a stretch of a value: exact when the value was written as it reads, else that of the whole.
    private func place(of range: Range<Int>, in text: String, of node: OptionNode) -> SourcePlace {
        let quotes = node.place.length - text.count
        guard quotes == 0 || quotes == 2 else { return node.place }
        var place = node.place
        place.column += range.lowerBound + quotes / 2
        place.length = range.count
        return place
    }

    private mutating func value(of variable: VariableText.Variable, at place: SourcePlace) -> String? {
        switch variable.space {
        case "param": return parameter(variable, at: place)
        case "env": return environmentVariable(variable, at: place)
        case "now":
            if variable.name == "date", let date = ISODay.text(daysSince1970: today) { return date }
            let hint = "there is ${now.date}"
            mistakes.append(Diagnostic("no variable is named 'now.\(variable.name)'", at: place, hint: hint))
        case "row":
            let hint = "it can stand in the path of a writer alone"
            mistakes.append(Diagnostic("'\(variable.written)' has no value here", at: place, hint: hint))
        default:
            let isParameter = variable.name.isEmpty && parameters[variable.space] != nil
            let hint =
                isParameter
                ? "did you mean '${param.\(variable.space)}'?"
                : Spelling.nearest(to: variable.space, among: ["param", "env", "now", "row"])
                    .map { "did you mean '${\($0).\(variable.name)}'?" }
                    ?? "write ${param.NAME}, ${env.NAME} or ${now.date}; '$${' is the text '${'"
            mistakes.append(Diagnostic("'\(variable.written)' is no variable", at: place, hint: hint))
        }
        return nil
    }

    private mutating func parameter(_ variable: VariableText.Variable, at place: SourcePlace) -> String? {
        guard !isParameters else {
            let hint = "a default may hold ${env.NAME} and ${now.date}"
            mistakes.append(Diagnostic("a parameter cannot refer to another", at: place, hint: hint))
            return nil
        }
        guard let parameter = parameters[variable.name] else {
            let names = parameters.parameters.map(\.name)
            let hint =
                Spelling.nearest(to: variable.name, among: names).map { "did you mean '${param.\($0)}'?" }
                ?? (names.isEmpty
                    ? "declare it: params: { \(variable.name): { help: … } }"
                    : "known: \(names.joined(separator: ", "))")
            mistakes.append(Diagnostic("no parameter is named '\(variable.name)'", at: place, hint: hint))
            return nil
        }
        if let value = parameter.value, !value.isEmpty || variable.fallback == nil { return value }
        switch variable.fallback {
        case .text(let text):
            spared.insert(parameter.name)
            return text
        case .message(let message):
            spared.insert(parameter.name)
            mistakes.append(
                Diagnostic(
                    "\(message.isEmpty ? "parameter '\(parameter.name)' has no value" : message)",
                    at: place,
                    hint: "add --param \(parameter.name)=…"
                )
            )
        case nil: needed.insert(parameter.name)
        }
        return nil
    }

    private mutating func environmentVariable(_ variable: VariableText.Variable, at place: SourcePlace) -> String? {
        let value = environment[variable.name]
        if let value { variables[variable.name] = value }
        if let value, !value.isEmpty || variable.fallback == nil { return value }
        switch variable.fallback {
        case .text(let text): return text
        case .message(let message) where !message.isEmpty:
            let hint = "set the environment variable \(variable.name)"
            mistakes.append(Diagnostic(message, at: place, hint: hint))
        default:
            let hint = "set it, or give a default: ${env.\(variable.name):-…}"
            mistakes.append(Diagnostic("environment variable '\(variable.name)' is not set", at: place, hint: hint))
        }
        return nil
    }
}
