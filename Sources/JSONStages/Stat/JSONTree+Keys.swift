import ByteKernels

extension JSONTree {
    /// Refuses a key that an object has twice, however it is written.
    func refuseTwins(_ bytes: Span<UInt8>, in index: Int) throws(JSONFault) {
        let count = Int(nodes[index].count)
        guard count > 1, !rise(bytes, in: index) else { return }
        var members: [(hash: Int, node: Int)] = []
        members.reserveCapacity(count)
        var member = index + 1
        while member < nodes.count {
            let node = nodes[member]
            if node.keyHasEscapes {
                let key = Self.text(bytes, Int(node.keyStart)..<Int(node.keyEnd), hasEscapes: true)
                members.append((JSONBytes.hash(key.span, from: 0, count: key.count, salt: 0), member))
            } else {
                let start = Int(node.keyStart)
                let length = Int(node.keyEnd) - start
                members.append((JSONBytes.hash(bytes, from: start, count: length, salt: 0), member))
            }
            member = Int(node.next)
        }
        members.sort { $0 < $1 }
        var twin: Int?
        for place in members.indices.dropFirst() where members[place].hash == members[place - 1].hash {
            let key = key(of: members[place].node, in: bytes)
            // Equal keys have equal hashes and stand side by side, but for strangers with the same hash.
            var other = place - 1
            while other >= 0, members[other].hash == members[place].hash {
                if self.key(of: members[other].node, in: bytes) == key {
                    twin = min(twin ?? .max, Int(nodes[members[place].node].keyStart) - 1)
                    break
                }
                other -= 1
            }
        }
        if let twin { throw JSONFault(.duplicateKey, at: twin) }
    }

    /// Whether each key is longer than the one before, or as long and greater, as the numbers of cells are: then there
    /// are no twins.
    private func rise(_ bytes: Span<UInt8>, in index: Int) -> Bool {
        var member = index + 1
        var last = Int(nodes[member].keyStart)..<Int(nodes[member].keyEnd)
        if nodes[member].keyHasEscapes { return false }
        while true {
            member = Int(nodes[member].next)
            guard member < nodes.count else { return true }
            let node = nodes[member]
            let key = Int(node.keyStart)..<Int(node.keyEnd)
            guard !node.keyHasEscapes, key.count >= last.count else { return false }
            if key.count == last.count {
                var place = 0
                while place < key.count, bytes[key.lowerBound + place] == bytes[last.lowerBound + place] { place += 1 }
                guard place < key.count, bytes[key.lowerBound + place] > bytes[last.lowerBound + place] else {
                    return false
                }
            }
            last = key
        }
    }

    /// The key of a member.
    func key(of index: Int, in bytes: Span<UInt8>) -> [UInt8] {
        let node = nodes[index]
        return Self.text(bytes, Int(node.keyStart)..<Int(node.keyEnd), hasEscapes: node.keyHasEscapes)
    }

    /// A string's text.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>, hasEscapes: Bool) -> [UInt8] {
        guard hasEscapes else { return range.map { bytes[$0] } }
        var text = [UInt8](repeating: 0, count: range.count + 64)
        var target = text.mutableSpan
        let end = JSONContent.unescape(bytes, range, into: &target, at: 0)
        text.removeLast(text.count - end)
        return text
    }
}
