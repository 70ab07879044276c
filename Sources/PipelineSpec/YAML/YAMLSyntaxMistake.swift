import StageKit
import Yams

/// Says in plain words what libyaml found wrong.
struct YAMLSyntaxMistake {
    let source: SourceText

    /// The mistake with the place where it can be mended.
    func diagnostic(for error: any Error) -> Diagnostic {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            return diagnostic(problem, context: context, mark: mark)
        default:
            return Diagnostic("the file is not YAML", at: SourcePlace(file: source.file, line: 1, column: 1))
        }
    }

    private func diagnostic(_ problem: String, context: YamlError.Context?, mark: Mark) -> Diagnostic {
        let here = source.place(line: mark.line, column: mark.column)
        let opened = context.map { source.place(line: $0.mark.line, column: $0.mark.column) } ?? here
        if let variable = unquotedVariable(at: mark) { return variable }
        if problem.hasPrefix("mapping values"), let bare = bareItem(above: mark) { return bare }
        switch problem {
        case "but found another document":
            return Diagnostic("a second document begins here", at: here, hint: "a file holds one; leave out '---'")
        case "found undefined tag handle":
            return Diagnostic("tags are not used here", at: here, hint: "leave it out, or put the value in quotes")
        case "mapping values are not allowed in this context":
            let hint = "text with ': ' in it must stand in quotes; a key must not be indented below a value"
            return Diagnostic("unexpected ':'", at: here, hint: hint)
        case "could not find expected ':'":
            return Diagnostic("expected 'key: value'", at: opened, hint: "is a ':' missing, or a space after it?")
        case "did not find expected key":
            let hint = "the keys of the map that begins in line \(opened.line) stand in column \(opened.column)"
            return Diagnostic("expected a key, or less indentation", at: here, hint: hint)
        case "did not find expected '-' indicator":
            let hint = "the items of the list that begins in line \(opened.line) stand in column \(opened.column)"
            return Diagnostic("expected '- ', or less indentation", at: here, hint: hint)
        case "block sequence entries are not allowed in this context":
            return Diagnostic("a list cannot begin here", at: here, hint: "put '- ' on a line of its own below the key")
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            let (open, close) = problem.hasSuffix("'}'") ? ("{", "}") : ("[", "]")
            if mark.line > source.lines.count || source.lines[mark.line - 1].lowerBound == source.scalars.count {
                return Diagnostic("the '\(open)' that opens here is never closed", at: opened)
            }
            return Diagnostic(
                "expected ',' or '\(close)'",
                at: here,
                hint: "the '\(open)' stands in line \(opened.line), column \(opened.column)"
            )
        case "did not find expected node content":
            let atEnd = mark.line > source.lines.count || source.index(line: mark.line, column: mark.column) == nil
            return Diagnostic("expected a value", at: here, hint: atEnd ? "is a '[' or '{' never closed?" : nil)
        case "found unexpected end of stream" where context?.text.hasSuffix("quoted scalar") == true,
            "found unexpected document indicator":
            return Diagnostic("the quote that opens here is never closed", at: opened)
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            let hint = "in double quotes '\\' begins an escape; single quotes take text as it is"
            return Diagnostic("unknown escape", at: here, hint: hint)
        case "did not find expected alphabetic or numeric character":
            let sign = context?.text == "while scanning an anchor" ? "&" : "*"
            return Diagnostic("a value cannot begin with '\(sign)'", at: opened, hint: "put it in quotes")
        default:
            return character(at: mark, here: here) ?? Diagnostic(problem, at: here)
        }
    }

    /// Mistakes that the character itself explains.
    private func character(at mark: Mark, here: SourcePlace) -> Diagnostic? {
        guard let index = source.index(line: mark.line, column: mark.column) else { return nil }
        // The mark of a tab among spaces may stand at the space before it.
        let rest = source.rest(from: index, line: mark.line)
        let indentation = rest.prefix { $0 == " " || $0 == "\t" }
        if let tab = indentation.firstIndex(of: "\t") {
            let column = tab - source.lines[mark.line - 1].lowerBound + 1
            let place = source.place(line: mark.line, column: column)
            return Diagnostic("a tab cannot indent", at: place, hint: "use spaces")
        }
        guard let first = rest.first, "@`%*&!|>,]}".unicodeScalars.contains(first) else { return nil }
        return Diagnostic("a value cannot begin with '\(first)'", at: here, hint: "put it in quotes")
    }

    /// A list item without a colon that has keys below it: YAML takes both lines for one text.
    private func bareItem(above mark: Mark) -> Diagnostic? {
        guard source.lines.indices.contains(mark.line - 2) else { return nil }
        let line = source.lines[mark.line - 2]
        guard let dash = line.first(where: { source.scalars[$0] != " " }), source.scalars[dash] == "-",
            let start = (dash + 1..<line.upperBound).first(where: { source.scalars[$0] != " " })
        else { return nil }
        let name = source.string(start..<line.upperBound).split(separator: " ").joined(separator: " ")
        guard !name.contains(where: { ":\"'{[".contains($0) }) else { return nil }
        return Diagnostic(
            "'\(name)' needs a ':', since there are keys below it",
            at: source.place(line: mark.line - 1, column: start - line.lowerBound + 1, length: name.count),
            hint: "write '- \(name):'"
        )
    }

    /// `${` in `{ }` or `[ ]`: YAML takes its brace for one of its own.
    private func unquotedVariable(at mark: Mark) -> Diagnostic? {
        guard let index = source.index(line: mark.line, column: mark.column), source.scalars[index] == "{",
            index > 0, source.scalars[index - 1] == "$"
        else { return nil }
        let line = source.lines[mark.line - 1]
        let before = source.scalars[line.lowerBound..<index].lastIndex { " ,[{:".unicodeScalars.contains($0) }
        let start = before.map { $0 + 1 } ?? line.lowerBound
        let after = source.scalars[index..<line.upperBound].firstIndex(of: "}").map { $0 + 1 } ?? line.upperBound
        let end =
            source.scalars[after..<line.upperBound].firstIndex { " ,]}".unicodeScalars.contains($0) }
            ?? line.upperBound
        let written = source.string(start..<end)
        return Diagnostic(
            "'${' must stand in quotes inside { } and [ ]",
            at: source.place(line: mark.line, column: start - line.lowerBound + 1, length: written.count),
            hint: "write \"\(written)\""
        )
    }
}
