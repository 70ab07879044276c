/// Splits a value into text and `${…}`.
enum VariableText {
    /// A stretch of a value.
    enum Part {
        /// Text; `$${` has become `${`.
        case literal(String)
        /// A variable and its place in the value, counted in characters.
        case variable(Variable, Range<Int>)
        /// A `${` without end, at a place in the value; the rest of the value is left out.
        case unclosed(Int)
    }

    /// What stands between `${` and `}`.
    struct Variable {
        /// `param`, `env`, `now` or `row`, if it was spelt right.
        var space: String
        /// What follows the first full stop.
        var name: String
        /// What follows `:-` or `:?`.
        var fallback: Fallback?
        /// `${env.OUT:-out}`, as it was written.
        var written: String
    }

    /// What to do when a variable has no value.
    enum Fallback {
        /// `:-`: take this text.
        case text(String)
        /// `:?`: it is a mistake, and this says why.
        case message(String)
    }

    static func parts(of text: String) -> [Part] {
        let characters = Array(text)
        var parts: [Part] = []
        var literal = ""
        var index = 0
        while index < characters.count {
            let rest = characters[index...]
            if rest.starts(with: "$${") {
                literal += "${"
                index += 3
            } else if rest.starts(with: "${") {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                guard let end = rest.firstIndex(of: "}") else { return parts + [.unclosed(index)] }
                let body = String(characters[index + 2..<end])
                parts.append(.variable(variable(body), index..<end + 1))
                index = end + 1
            } else {
                literal.append(characters[index])
                index += 1
            }
        }
        return literal.isEmpty ? parts : parts + [.literal(literal)]
    }

    private static func variable(_ body: String) -> Variable {
        var head = Substring(body)
        var fallback: Fallback?
        if let colon = body.firstIndex(of: ":") {
            let rest = body[colon...]
            if rest.hasPrefix(":-") { fallback = .text(String(rest.dropFirst(2))) }
            if rest.hasPrefix(":?") { fallback = .message(String(rest.dropFirst(2))) }
            if fallback != nil { head = body[..<colon] }
        }
        let stop = head.firstIndex(of: ".") ?? head.endIndex
        return Variable(
            space: String(head[..<stop]),
            name: String(head[stop...].dropFirst()),
            fallback: fallback,
            written: "${\(body)}"
        )
    }
}
