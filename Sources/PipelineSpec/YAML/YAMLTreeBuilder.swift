import StageKit
import Yams

/// Turns the nodes of Yams into option nodes, resolves aliases within limits, and finds what YAML allows and we do not.
struct YAMLTreeBuilder {
    /// Mistakes after which the shape of the file is still clear.
    private(set) var mistakes: [Diagnostic] = []
    private let source: SourceText
    private let text: MaskedText
    private var places: PlaceCounter
    private var anchors: [String: Anchored] = [:]
    private var nodeCount = 0

    private struct Anchored {
        var node: OptionNode
        var count: Int
        var height: Int
    }

    init(source: SourceText, text: MaskedText) {
        self.source = source
        self.text = text
        places = PlaceCounter(source)
    }

    /// The whole document.
    mutating func build(_ root: Node) throws(Mistakes) -> OptionNode {
        try node(root, depth: 1, after: nil).node
    }

    private mutating func node(
        _ node: Node,
        depth: Int,
        after keyPlace: SourcePlace?
    ) throws(Mistakes) -> (node: OptionNode, height: Int) {
        let before = nodeCount
        let start = start(of: node)
        try count(1, depth: depth, at: start.place)
        let result: (node: OptionNode, height: Int)
        switch node {
        case .scalar(let scalar):
            result = try self.scalar(scalar, start: start, depth: depth, after: keyPlace)
        case .sequence(let sequence):
            var items: [OptionNode] = []
            var height = 0
            for item in sequence {
                let item = try self.node(item, depth: depth + 1, after: nil)
                items.append(item.node)
                height = max(height, item.height)
            }
            result = (OptionNode(.list(items), at: start.place), height + 1)
        case .mapping(let mapping):
            result = try map(mapping, start: start, depth: depth)
        case .alias:
            // Aliases are masked, so Yams makes none.
            result = (OptionNode(.empty, at: start.place), 1)
        }
        if let anchor = node.anchor {
            anchors[anchor.rawValue] = Anchored(node: result.node, count: nodeCount - before, height: result.height)
        }
        return result
    }

    private mutating func map(
        _ mapping: Node.Mapping,
        start: Start,
        depth: Int
    ) throws(Mistakes) -> (node: OptionNode, height: Int) {
        var entries: [OptionEntry] = []
        var lines: [String: Int] = [:]
        var height = 0
        for (keyNode, valueNode) in mapping {
            let key = try node(keyNode, depth: depth + 1, after: nil).node
            let value = try node(valueNode, depth: depth + 1, after: key.place)
            height = max(height, value.height)
            guard let name = key.text else {
                mistakes.append(Diagnostic("a key must be text, found \(key.kind)", at: key.place))
                continue
            }
            if name == "<<" {
                let hint = "write the keys out, or let an alias stand for a whole value"
                mistakes.append(Diagnostic("merge keys are not supported", at: key.place, hint: hint))
            } else if let line = lines[name] {
                let hint = "the first is in line \(line)"
                mistakes.append(Diagnostic("'\(name)' is given twice in this map", at: key.place, hint: hint))
            } else {
                lines[name] = key.place.line
                entries.append(OptionEntry(key: name, keyPlace: key.place, value: value.node))
            }
        }
        var place = start.place
        // A map is underlined at its brace or at its first key; Yams does not keep which style it had.
        let isFlow = source.rest(from: start.index, line: start.line).first == "{"
        if !isFlow, let first = entries.first { place = first.keyPlace }
        return (OptionNode(.map(entries), at: place), height + 1)
    }

    private mutating func scalar(
        _ scalar: Node.Scalar,
        start: Start,
        depth: Int,
        after keyPlace: SourcePlace?
    ) throws(Mistakes) -> (node: OptionNode, height: Int) {
        let written = text.restored(scalar.string)
        var place = start.place
        if scalar.style == .plain {
            if written.isEmpty { return (OptionNode(.empty, at: keyPlace ?? place), 1) }
            place.length = plainLength(written, from: start)
            if let mark = text.aliasMark, scalar.string.unicodeScalars.first == mark {
                return try alias(String(written.dropFirst()), depth: depth, at: place)
            }
        } else if scalar.style == .singleQuoted || scalar.style == .doubleQuoted {
            place.length = quotedLength(from: start)
        }
        return (OptionNode(.scalar(written), at: place), 1)
    }

    private mutating func alias(
        _ name: String,
        depth: Int,
        at place: SourcePlace
    ) throws(Mistakes) -> (node: OptionNode, height: Int) {
        guard name.unicodeScalars.allSatisfy(MaskedText.isNameScalar) else {
            let hint = "put it in quotes: without them '*' refers to an anchor"
            mistakes.append(Diagnostic("a value cannot begin with '*'", at: place, hint: hint))
            return (OptionNode(.scalar("*" + name), at: place), 1)
        }
        guard let anchored = anchors[name] else {
            let hint =
                Spelling.suggestion(for: name, among: anchors.keys.sorted())
                ?? "an anchor '&\(name)' must come before it; for the text '*\(name)' use quotes"
            mistakes.append(Diagnostic("no anchor is named '\(name)'", at: place, hint: hint))
            return (OptionNode(.scalar("*" + name), at: place), 1)
        }
        try count(anchored.count, depth: depth + anchored.height - 1, at: place)
        return (anchored.node, anchored.height)
    }

    private mutating func count(_ nodes: Int, depth: Int, at place: SourcePlace) throws(Mistakes) {
        nodeCount += nodes
        guard nodeCount <= YAMLReader.nodeLimit else {
            let hint = "aliases count as what they stand for"
            throw Mistakes("the file has more than \(YAMLReader.nodeLimit) values", at: place, hint: hint)
        }
        guard depth <= YAMLReader.depthLimit else {
            throw Mistakes("more than \(YAMLReader.depthLimit) lists and maps stand in each other", at: place)
        }
    }

    // MARK: Places

    private struct Start {
        var place: SourcePlace
        var index: Int
        var line: Int
    }

    /// Where a value begins behind its anchor; reports a tag.
    private mutating func start(of node: Node) -> Start {
        guard let mark = node.mark, var index = source.index(line: mark.line, column: mark.column) else {
            let place = places.place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
            return Start(place: place, index: 0, line: 0)
        }
        let end = source.lines[mark.line - 1].upperBound
        while index < end, source.scalars[index] == "&" || source.scalars[index] == "!" {
            let first = index
            while index < end, !Self.isBlank(source.scalars[index]) { index += 1 }
            if source.scalars[first] == "!" {
                var place = places.place(line: mark.line, index: first)
                place.length = index - first
                let hint = "leave it out: every value is taken as the text written"
                mistakes.append(Diagnostic("tags are not used here", at: place, hint: hint))
            }
            while index < end, Self.isBlank(source.scalars[index]) { index += 1 }
        }
        // A value on the next line is placed at its anchor.
        if index == end { index = mark.column - 1 + source.lines[mark.line - 1].lowerBound }
        return Start(place: places.place(line: mark.line, index: index), index: index, line: mark.line)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    private func plainLength(_ written: String, from start: Start) -> Int {
        let rest = source.rest(from: start.index, line: start.line)
        if rest.starts(with: written.unicodeScalars) { return written.count }
        // Text that goes on in the next line is underlined to the end of this one.
        return String(String.UnicodeScalarView(rest)).count
    }

    private func quotedLength(from start: Start) -> Int {
        let rest = source.rest(from: start.index, line: start.line)
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return 1 }
        var index = rest.startIndex + 1
        while index < rest.endIndex {
            if quote == "\"", rest[index] == "\\" {
                index += 1
            } else if rest[index] == quote {
                guard quote == "'", index + 1 < rest.endIndex, rest[index + 1] == quote else { break }
                index += 1
            }
            index += 1
        }
        return String(String.UnicodeScalarView(rest[..<min(index + 1, rest.endIndex)])).count
    }
}
