import ArgumentParser

/// `--param wave=2025`.
struct ParameterValue: ExpressibleByArgument, Sendable {
    var name: String
    var value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

extension [ParameterValue] {
    /// The values by name.
    /// - Throws: `ValidationError` when one is given twice.
    func byName() throws -> [String: String] {
        var values: [String: String] = [:]
        for parameter in self where values.updateValue(parameter.value, forKey: parameter.name) != nil {
            throw ValidationError("--param \(parameter.name) is given twice")
        }
        return values
    }
}
