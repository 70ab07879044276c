/// A number for each 64-bit key, such as the first row that has it: about 16 to 32 bytes a key.
@frozen
public struct KeyMap64: Sendable {
    /// Zero is a free slot; the key zero is kept beside.
    @usableFromInline var keys: [UInt64]
    /// Apart from the keys: a search touches fewer bytes so, and 16-byte slots were half as slow again.
    @usableFromInline var values: [UInt32]
    @usableFromInline var used = 0
    @usableFromInline var valueOfZero: UInt32?

    /// Makes an empty map with room for `minimumCapacity` keys.
    public init(minimumCapacity: Int = 0) {
        let slots = HashMixing.slots(for: minimumCapacity)
        keys = Array(repeating: 0, count: slots)
        values = Array(repeating: 0, count: slots)
    }

    /// How many keys there are.
    @inlinable public var count: Int { valueOfZero == nil ? used : used &+ 1 }

    /// The memory the table takes.
    public var byteCount: Int { keys.count * (MemoryLayout<UInt64>.stride + MemoryLayout<UInt32>.stride) }

    /// Gives `key` the number `value` if it has none yet; returns the number it had.
    @inlinable
    public mutating func insert(_ key: UInt64, _ value: UInt32) -> UInt32? {
        guard key != 0 else {
            defer { valueOfZero = valueOfZero ?? value }
            return valueOfZero
        }
        let slot = slot(of: key)
        guard keys[slot] == 0 else { return values[slot] }
        keys[slot] = key
        values[slot] = value
        used &+= 1
        if used > keys.count / 4 &* 3 { grow() }
        return nil
    }

    /// The number of `key`, nil if it has none.
    @inlinable
    public subscript(key: UInt64) -> UInt32? {
        guard key != 0 else { return valueOfZero }
        let slot = slot(of: key)
        return keys[slot] == 0 ? nil : values[slot]
    }

    /// Forgets all keys.
    public mutating func removeAll(keepingCapacity: Bool = false) {
        if keepingCapacity {
            for index in keys.indices { keys[index] = 0 }
        } else {
            self = KeyMap64()
        }
        used = 0
        valueOfZero = nil
    }

    /// The slot of `key`, or the free one where it belongs.
    @inlinable
    func slot(of key: UInt64) -> Int {
        let mask = keys.count &- 1
        var index = Int(truncatingIfNeeded: HashMixing.hash(key)) & mask
        while keys[index] != key, keys[index] != 0 { index = (index &+ 1) & mask }
        return index
    }

    @usableFromInline
    mutating func grow() {
        var larger = self
        larger.keys = Array(repeating: 0, count: keys.count * 2)
        larger.values = Array(repeating: 0, count: keys.count * 2)
        for index in keys.indices where keys[index] != 0 {
            let slot = larger.slot(of: keys[index])
            larger.keys[slot] = keys[index]
            larger.values[slot] = values[index]
        }
        self = larger
    }
}
