/// A hint that names options as a pipeline does, with the flags of the command line: `extra: ignore` is
/// `--extra ignore`, `names: { 2: NAME }` is `--names 2=NAME`.
struct CommandLineHint {
    private(set) var text = ""

    /// - Parameters:
    ///   - options: the keys that are flags too.
    ///   - prefix: what stands before the key in the name of the flag: `out_` for writers.
    init(_ hint: String, options: [String], prefix: String) {
        var rest = hint[...]
        while let colon = rest.firstIndex(of: ":") {
            let before = rest[..<colon]
            let key = before.reversed().prefix { $0.isLetter || $0 == "_" }.reversed()
            let start = rest.index(colon, offsetBy: -key.count)
            let previous = rest[..<start].last
            guard options.contains(String(key)), previous == nil || previous == " " || previous == "'" else {
                text += rest[...colon]
                rest = rest[rest.index(after: colon)...]
                continue
            }
            let flag = "--" + (prefix + String(key)).map { $0 == "_" ? "-" : String($0) }.joined()
            rest = rest[rest.index(after: colon)...]
            if previous == "'", rest.first == "'" {
                // The key alone, in quotes.
                text += before[..<start].dropLast() + flag
                rest = rest.dropFirst()
                continue
            }
            text += before[..<start] + flag
            if rest.hasPrefix(" { "), let end = rest.firstIndex(of: "}") {
                let pairs = rest[..<end].dropFirst(3)
                text += " " + pairs.split(separator: ", ").map(Self.pair).joined(separator: ",")
                rest = rest[rest.index(after: end)...]
            } else if rest.hasPrefix(" ["), let end = rest.firstIndex(of: "]") {
                text += " " + rest[..<end].dropFirst(2).split(separator: ", ").joined(separator: ",")
                rest = rest[rest.index(after: end)...]
            }
        }
        text += rest
    }

    private static func pair(_ pair: Substring) -> String {
        let words = pair.split(separator: ": ", maxSplits: 1)
        return words.map { $0.filter { $0 != " " && $0 != "\"" } }.joined(separator: "=")
    }
}
