/// The value of an option of a stage, to be written as YAML.
public indirect enum OptionText: Sendable, Hashable {
    case scalar(String)
    case list([String])
    case map([Pair])

    /// A key with its value.
    public struct Pair: Sendable, Hashable {
        public var key: String
        public var value: String
    }

    static func pairs(_ pairs: [(String, String)]) -> OptionText {
        .map(pairs.map { Pair(key: $0.0, value: $0.1) })
    }
}
