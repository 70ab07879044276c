/// Which elements and attributes stand where in an XML text, elements of one name and place taken together.
struct XMLOutline {
    /// What was seen at one place.
    struct Node {
        /// Without its prefix.
        var name: String
        var parent: Int
        var count = 0
        /// The most of them inside one parent.
        var mostInParent = 0
        var texts = 0
        var attributes: [(name: String, count: Int)] = []
        var children: [Int] = []
    }

    private(set) var nodes: [Node] = []
    private(set) var hasDoctype = false

    private static let mostNodes = 20_000
    private static let mostDepth = 200

    /// The name of the root element.
    var root: String? { nodes.first?.name }

    private struct Open {
        var node: Int
        var children: [Int: Int] = [:]
    }

    /// Nil when the text is not XML as far as it goes; a text may be cut.
    init?(_ text: [UInt8]) {
        var at = 0
        var stack: [Open] = []
        while at < text.count {
            guard text[at] == UInt8(ascii: "<") else {
                let end = text[at...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
                if let top = stack.last, text[at..<end].contains(where: { $0 > 0x20 }) { nodes[top.node].texts += 1 }
                at = end
                continue
            }
            if let end = Self.aside(text, at) {
                if text[at...].starts(with: "<!DOCTYPE".utf8) { hasDoctype = true }
                if text[at...].starts(with: "<![CDATA[".utf8), let top = stack.last { nodes[top.node].texts += 1 }
                at = end
                continue
            }
            guard let end = Self.endOfTag(text, at) else { break }
            if at + 1 < end, text[at + 1] == UInt8(ascii: "/") {
                guard stack.popLast() != nil else { return nil }
            } else {
                guard stack.count < Self.mostDepth, nodes.count < Self.mostNodes else { return nil }
                let tag = text[at + 1..<end]
                guard let node = enter(tag, &stack) else { return nil }
                if tag.last != UInt8(ascii: "/") { stack.append(Open(node: node)) }
            }
            at = end + 1
        }
        if nodes.isEmpty { return nil }
    }

    /// The path from the root element.
    func path(_ node: Int) -> [String] {
        var path: [String] = []
        var node = node
        while node >= 0 {
            path.insert(nodes[node].name, at: 0)
            node = nodes[node].parent
        }
        return path
    }

    // MARK: Scanning

    private mutating func enter(_ tag: ArraySlice<UInt8>, _ stack: inout [Open]) -> Int? {
        let name = Self.local(tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") })
        guard !name.isEmpty else { return nil }
        let parent = stack.last?.node ?? -1
        var node = nodes.indices.first { parent < 0 && nodes[$0].parent < 0 && nodes[$0].name == name }
        if parent >= 0 { node = nodes[parent].children.first { nodes[$0].name == name } }
        let here = node ?? nodes.count
        if node == nil {
            nodes.append(Node(name: name, parent: parent))
            if parent >= 0 { nodes[parent].children.append(here) }
        }
        nodes[here].count += 1
        if !stack.isEmpty {
            stack[stack.count - 1].children[here, default: 0] += 1
            nodes[here].mostInParent = max(nodes[here].mostInParent, stack[stack.count - 1].children[here] ?? 0)
        }
        for attribute in Self.attributes(tag) {
            if let known = nodes[here].attributes.firstIndex(where: { $0.name == attribute }) {
                nodes[here].attributes[known].count += 1
            } else {
                nodes[here].attributes.append((attribute, 1))
            }
        }
        return here
    }

    private static func local(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? name, as: UTF8.self)
    }

    /// The names of attributes, namespaces left out.
    private static func attributes(_ tag: ArraySlice<UInt8>) -> [String] {
        var names: [String] = []
        var rest = tag.drop { $0 > 0x20 }
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let name = rest[..<equals].split { $0 <= 0x20 }.last ?? []
            let value = rest[(equals + 1)...].drop { $0 <= 0x20 }
            guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = value.dropFirst().firstIndex(of: quote)
            else { break }
            let isNamespace = name.starts(with: "xmlns".utf8) || name.starts(with: "xsi:".utf8)
            if !isNamespace, !name.isEmpty { names.append(local(name)) }
            rest = rest[(end + 1)...]
        }
        return names
    }

    /// The byte behind a comment, an instruction, a declaration or a CDATA section; nil for a tag.
    private static func aside(_ text: [UInt8], _ at: Int) -> Int? {
        let rest = text[at...]
        if rest.starts(with: "<!--".utf8) { return behind("-->", text, at + 4) }
        if rest.starts(with: "<?".utf8) { return behind("?>", text, at + 2) }
        if rest.starts(with: "<![CDATA[".utf8) { return behind("]]>", text, at + 9) }
        guard rest.starts(with: "<!".utf8) else { return nil }
        var depth = 0
        for place in at..<text.count {
            switch text[place] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0: return place + 1
            default: break
            }
        }
        return text.count
    }

    private static func behind(_ end: String, _ text: [UInt8], _ from: Int) -> Int {
        let sign = Array(end.utf8)
        var place = from
        while place + sign.count <= text.count {
            if text[place] == sign[0], text[place...].starts(with: sign) { return place + sign.count }
            place += 1
        }
        return text.count
    }

    /// The `>` of a tag; one inside the value of an attribute does not count.
    private static func endOfTag(_ text: [UInt8], _ at: Int) -> Int? {
        var quote: UInt8?
        for place in at..<text.count {
            let byte = text[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place
            }
        }
        return nil
    }
}
