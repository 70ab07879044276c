/// Which keys stand where in a JSON text, all elements of an array taken together.
struct JSONOutline {
    /// What was seen at one place.
    struct Node {
        var children: [(key: String, node: Int)] = []
        var childByKey: [String: Int] = [:]
        /// What all elements of an array at this place are.
        var element: Int?
        var scalars = 0
        var objects = 0
        var arrays = 0
    }

    private(set) var nodes = [Node()]
    /// The number of values that stand side by side: more than one is JSON Lines.
    private(set) var roots = 0

    /// Beyond these the keys are values themselves, and the outline would grow like the file.
    private static let mostKeys = 4000
    private static let mostDepth = 100

    private let text: [UInt8]
    private var at = 0
    /// Where the text or the line ends.
    private var end: Int
    /// Lines that are no JSON, of a text of many.
    private(set) var badLines = 0

    /// Nil when the text is not JSON as far as it goes; a text may be cut.
    init?(_ text: [UInt8]) {
        self.text = text
        end = text.count
        guard scan() else { return nil }
    }

    /// One value on each line; nil when most lines are none.
    init?(lines text: [UInt8]) {
        self.text = text
        end = 0
        var good = 0
        for line in text.indices.split(whereSeparator: { text[$0] == UInt8(ascii: "\n") }) {
            guard let first = line.first, let last = line.last, text[line].contains(where: { $0 > 0x20 }) else {
                continue
            }
            at = first
            end = last + 1
            let before = roots
            if scan(), roots == before + 1 { good += 1 } else { badLines += 1 }
        }
        guard good > 1, good > 4 * badLines else { return nil }
    }

    /// The keys of the object that some keys lead to.
    func keys(at path: [String]) -> [String] {
        var node = 0
        for key in path {
            guard let next = nodes[node].childByKey[key] else { return [] }
            node = next
        }
        return nodes[node].children.map(\.key)
    }

    /// The number of objects in the array that some keys lead to, when all together they have certain keys.
    func elements(at path: [String], having condition: ([String]) -> Bool) -> Int? {
        var node = 0
        for key in path {
            guard let next = nodes[node].childByKey[key] else { return nil }
            node = next
        }
        guard let element = nodes[node].element, condition(nodes[element].children.map(\.key)) else { return nil }
        return nodes[element].objects
    }

    // MARK: Scanning

    private struct Open {
        var node: Int
        var isArray: Bool
    }

    private mutating func scan() -> Bool {
        var stack: [Open] = []
        var next = 0
        var expectsValue = true
        while true {
            skipBlanks()
            guard at < end else { return roots > 0 || !stack.isEmpty }
            let byte = text[at]
            if expectsValue {
                if byte == UInt8(ascii: "]"), stack.last?.isArray == true {
                    at += 1
                    stack.removeLast()
                    expectsValue = false
                    continue
                }
                if stack.isEmpty { roots += 1 }
                switch byte {
                case UInt8(ascii: "{"):
                    nodes[next].objects += 1
                    at += 1
                    guard stack.count < Self.mostDepth else { return false }
                    stack.append(Open(node: next, isArray: false))
                    guard let key = openKey(stack) else { return at >= end }
                    if let key { next = key } else { stack.removeLast() }
                    expectsValue = key != nil
                case UInt8(ascii: "["):
                    nodes[next].arrays += 1
                    at += 1
                    guard stack.count < Self.mostDepth else { return false }
                    stack.append(Open(node: next, isArray: true))
                    next = element(of: next)
                default:
                    nodes[next].scalars += 1
                    guard skipScalar() else { return at >= end && roots > 0 }
                    expectsValue = false
                }
                continue
            }
            guard let open = stack.last else {
                // Another value behind the first.
                next = 0
                expectsValue = true
                continue
            }
            at += 1
            if byte == UInt8(ascii: ",") {
                if open.isArray {
                    next = element(of: open.node)
                } else {
                    guard let key = openKey(stack) else { return at >= end }
                    guard let key else { return false }
                    next = key
                }
                expectsValue = true
            } else if byte == UInt8(ascii: "]"), open.isArray {
                stack.removeLast()
            } else if byte == UInt8(ascii: "}"), !open.isArray {
                stack.removeLast()
            } else {
                return false
            }
        }
    }

    /// Reads a key and its colon. Inner nil: the object ends here. Outer nil: this is no JSON, or the text ends.
    private mutating func openKey(_ stack: [Open]) -> Int?? {
        guard let open = stack.last else { return nil }
        skipBlanks()
        guard at < end else { return nil }
        if text[at] == UInt8(ascii: "}") {
            at += 1
            return .some(nil)
        }
        guard let key = readString() else { return nil }
        skipBlanks()
        guard at < end, text[at] == UInt8(ascii: ":") else { return nil }
        at += 1
        if let known = nodes[open.node].childByKey[key] { return known }
        // A map from thousands of keys: they share a place.
        if nodes[open.node].children.count >= Self.mostKeys { return nodes[open.node].children.last?.node ?? 0 }
        nodes.append(Node())
        let new = nodes.count - 1
        nodes[open.node].children.append((key, new))
        nodes[open.node].childByKey[key] = new
        return new
    }

    private mutating func element(of node: Int) -> Int {
        if let known = nodes[node].element { return known }
        nodes.append(Node())
        nodes[node].element = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func skipBlanks() {
        while at < end, [0x20, 0x09, 0x0A, 0x0D].contains(text[at]) { at += 1 }
    }

    private mutating func skipScalar() -> Bool {
        if text[at] == UInt8(ascii: "\"") { return readString() != nil }
        let start = at
        while at < end {
            let byte = text[at]
            let isPart =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard isPart else { break }
            at += 1
        }
        return at > start
    }

    private mutating func readString() -> String? {
        guard at < end, text[at] == UInt8(ascii: "\"") else { return nil }
        var place = at + 1
        var hasEscapes = false
        while place < end, text[place] != UInt8(ascii: "\"") {
            if text[place] == UInt8(ascii: "\\") {
                hasEscapes = true
                place += 1
            }
            place += 1
        }
        guard place < end else {
            at = end
            return nil
        }
        let raw = text[at + 1..<place]
        at = place + 1
        return hasEscapes ? Self.unescaped(raw) : String(decoding: raw, as: UTF8.self)
    }

    private static func unescaped(_ raw: ArraySlice<UInt8>) -> String {
        var units: [UInt16] = []
        var result = ""
        func flush() {
            result += String(decoding: units, as: UTF16.self)
            units = []
        }
        var letters = Array(String(decoding: raw, as: UTF8.self).unicodeScalars)[...]
        let short: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}"]
        while let letter = letters.popFirst() {
            guard letter == "\\", let kind = letters.popFirst() else {
                flush()
                result.unicodeScalars.append(letter)
                continue
            }
            if kind == "u", let unit = UInt16(String(String.UnicodeScalarView(letters.prefix(4))), radix: 16) {
                letters = letters.dropFirst(4)
                units.append(unit)
            } else {
                flush()
                result.unicodeScalars.append(short[kind] ?? kind)
            }
        }
        flush()
        return result
    }
}
