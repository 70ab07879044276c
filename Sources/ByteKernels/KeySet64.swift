/// A set of 64-bit keys, made for millions of packed row keys: about 11 to 22 bytes a key.
@frozen
public struct KeySet64: Sendable {
    /// Zero is a free slot; the key zero is kept beside.
    @usableFromInline var slots: [UInt64]
    @usableFromInline var used = 0
    @usableFromInline var hasZero = false

    /// Makes an empty set with room for `minimumCapacity` keys.
    public init(minimumCapacity: Int = 0) {
        slots = Array(repeating: 0, count: HashMixing.slots(for: minimumCapacity))
    }

    /// The memory the table takes.
    public var byteCount: Int { slots.count * MemoryLayout<UInt64>.stride }

    /// Adds `key`; true if it is new.
    @inlinable
    public mutating func insert(_ key: UInt64) -> Bool {
        guard key != 0 else {
            defer { hasZero = true }
            return !hasZero
        }
        let slot = slot(of: key)
        guard slots[slot] == 0 else { return false }
        slots[slot] = key
        used &+= 1
        if used > slots.count / 4 &* 3 { grow() }
        return true
    }

    /// Hands each key to `body`, in no particular order.
    @inlinable
    public func forEach(_ body: (UInt64) -> Void) {
        if hasZero { body(0) }
        for key in slots where key != 0 { body(key) }
    }

    /// The slot of `key`, or the free one where it belongs.
    @inlinable
    func slot(of key: UInt64) -> Int {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: HashMixing.hash(key)) & mask
        while slots[index] != key, slots[index] != 0 { index = (index &+ 1) & mask }
        return index
    }

    @usableFromInline
    mutating func grow() {
        var larger = self
        larger.slots = Array(repeating: 0, count: slots.count * 2)
        for key in slots where key != 0 { larger.slots[larger.slot(of: key)] = key }
        self = larger
    }
}
