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

    /// The entries of both; nil when a key has another value in the other.
    func joined(_ other: OptionText) -> OptionText? {
        switch (self, other) {
        case (.list(let mine), .list(let others)): return .list(mine + others.filter { !mine.contains($0) })
        case (.map(let mine), .map(let others)):
            let new = others.filter { !mine.contains($0) }
            let isClear = new.allSatisfy { pair in !mine.contains { $0.key == pair.key || $0.value == pair.value } }
            return isClear ? .map(mine + new) : nil
        default: return nil
        }
    }

    static func pairs(_ pairs: [(String, String)]) -> OptionText {
        .map(pairs.map { Pair(key: $0.0, value: $0.1) })
    }
}
