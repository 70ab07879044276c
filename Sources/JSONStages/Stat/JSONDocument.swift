import ByteKernels
import StageKit

/// A document in memory with the tree of its values.
struct JSONDocument: Sendable {
    let bytes: [UInt8]
    let tree: JSONTree
    /// How many lines end before each stretch of the document.
    private let lineEnds: [UInt32]
    static let stretch = 1 << 16

    /// Reads a delivery to its end.
    init(_ input: any ByteInput, limit: Int, depthLimit: Int) throws {
        // A file tells its length, and need not be copied as it grows.
        let expected = input.anywhere.map { Int(clamping: $0.byteCount) } ?? 1 << 18
        var bytes = [UInt8](repeating: 0, count: min(limit, expected) + 128)
        var count = 0
        while true {
            if bytes.count - count < 64 {
                bytes.append(contentsOf: repeatElement(0, count: min(bytes.count, limit + 128 - bytes.count)))
            }
            let read = try input.read(into: &bytes, at: count)
            if read == 0 { break }
            count += read
            guard count <= limit else {
                var fault = JSONStatFault.limit("max_document", limit, "a longer document", "et længere dokument")
                let ends = JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes.span, from: 0, to: limit)
                fault.line = UInt64(ends) + 1
                fault.byteOffset = UInt64(limit)
                throw fault
            }
        }
        let padding = max(64, CellPass.padding)
        bytes.append(contentsOf: repeatElement(0, count: max(0, count + padding - bytes.count)))
        self.bytes = bytes
        var lineEnds: [UInt32] = [0]
        var place = 0
        while place < count {
            let end = min(count, place + Self.stretch)
            let ends = JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes.span, from: place, to: end)
            lineEnds.append((lineEnds.last ?? 0) &+ UInt32(truncatingIfNeeded: ends))
            place = end
        }
        self.lineEnds = lineEnds
        do throws(JSONFault) {
            let start = try JSONEncoding().prefix(of: bytes.span, count: count, isLast: true) ?? 0
            tree = try JSONTree(bytes.span, from: start, to: count, depthLimit: depthLimit)
        } catch {
            throw Self.refusal(error, bytes, lineEnds)
        }
    }

    /// What a fault in the document's JSON says of it.
    func refusal(_ fault: JSONFault) -> DeliveryFault { Self.refusal(fault, bytes, lineEnds) }

    private static func refusal(_ fault: JSONFault, _ bytes: [UInt8], _ lineEnds: [UInt32]) -> DeliveryFault {
        let line = line(at: fault.offset, bytes, lineEnds)
        return fault.reason.refusal(line: line, byteOffset: UInt64(fault.offset), limit: fault.limit)
    }

    /// Checks the arrays that the tree passed, but for those that workers read.
    func check(but others: [Int]) throws(DeliveryFault) {
        do throws(JSONFault) {
            try tree.check(bytes.span, but: Set(others))
        } catch {
            throw refusal(error)
        }
    }

    /// Looks for something; when that fails, what is no JSON at all is said first.
    func unlessBroken<Found>(_ find: () throws(DeliveryFault) -> Found) throws(DeliveryFault) -> Found {
        do throws(DeliveryFault) {
            return try find()
        } catch {
            try check(but: [])
            throw error
        }
    }

    /// The line of a byte, counted from 1.
    func line(at offset: Int) -> UInt64 { Self.line(at: offset, bytes, lineEnds) }

    private static func line(at offset: Int, _ bytes: [UInt8], _ lineEnds: [UInt32]) -> UInt64 {
        let stretch = min(offset / Self.stretch, lineEnds.count - 1)
        let start = stretch * Self.stretch
        let rest = JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes.span, from: start, to: max(start, offset))
        return UInt64(lineEnds[stretch]) + UInt64(rest) + 1
    }

    // MARK: Values

    func kind(_ node: Int) -> JSONTree.Kind { tree.nodes[node].kind }

    /// The members of an object.
    func members(_ node: Int) -> [Int] {
        guard kind(node) == .object || kind(node) == .array else { return [] }
        var members: [Int] = []
        var member = node + 1
        while member < Int(tree.nodes[node].next) {
            members.append(member)
            member = Int(tree.nodes[member].next)
        }
        return members
    }

    /// The member of an object with a key; nil for other values too.
    func member(_ key: String, of node: Int) -> Int? {
        guard kind(node) == .object else { return nil }
        let key = Array(key.utf8)
        var member = node + 1
        while member < Int(tree.nodes[node].next) {
            let found = tree.nodes[member]
            // Keys with escapes take six bytes for one.
            if Int(found.keyEnd - found.keyStart) == key.count || found.keyHasEscapes, self.key(member) == key {
                return member
            }
            member = Int(found.next)
        }
        return nil
    }

    func key(_ node: Int) -> [UInt8] { tree.key(of: node, in: bytes.span) }

    /// The text of a string, or the digits of a number.
    func text(_ node: Int) -> [UInt8]? { text(tree.nodes[node]) }

    func text(_ node: JSONTree.Node) -> [UInt8]? {
        guard node.kind == .string || node.kind == .number else { return nil }
        return JSONTree.text(bytes.span, Int(node.start)..<Int(node.end), hasEscapes: node.hasEscapes)
    }

    func string(_ node: Int) -> String? {
        kind(node) == .string ? text(node).map { String(decoding: $0, as: UTF8.self) } : nil
    }

    /// The plain values of an array; nil when it has others.
    func plainElements(_ node: Int) -> [JSONTree.Node]? {
        guard kind(node) == .plainArray else { return nil }
        var elements: [JSONTree.Node] = []
        let end = Int(tree.nodes[node].end) - 1
        var position = Int(tree.nodes[node].start) + 1
        let span = bytes.span
        for _ in 0..<tree.nodes[node].count {
            while position < end, JSONTokens.isSpace(span[position]) || span[position] == UInt8(ascii: ",") {
                position += 1
            }
            guard let element = try? JSONTree.plain(span, &position, end) else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// A whole number without sign, written as such numbers are.
    static func index(_ digits: some Collection<UInt8>) -> Int? {
        guard let first = digits.first, digits.count <= 18, first != 0x30 || digits.count == 1 else { return nil }
        var value = 0
        for digit in digits {
            guard digit &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}
