/// A set of keys of two words, for row keys that do not fit 64 bits: about 21 to 43 bytes a key.
@frozen
public struct KeySet128: Sendable {
    @frozen @usableFromInline
    struct Key: Equatable, Sendable {
        @usableFromInline var high: UInt64
        @usableFromInline var low: UInt64

        @inlinable
        init(_ high: UInt64, _ low: UInt64) {
            self.high = high
            self.low = low
        }

        @inlinable static var zero: Key { Key(0, 0) }
    }

    /// Zero is a free slot; the key zero is kept beside.
    @usableFromInline var slots: [Key]
    @usableFromInline var used = 0
    @usableFromInline var hasZero = false

    /// Makes an empty set with room for `minimumCapacity` keys.
    public init(minimumCapacity: Int = 0) {
        slots = Array(repeating: .zero, count: HashMixing.slots(for: minimumCapacity))
    }

    /// The memory the table takes.
    public var byteCount: Int { slots.count * MemoryLayout<Key>.stride }

    /// Adds the key of these two words; true if it is new.
    @inlinable
    public mutating func insert(_ high: UInt64, _ low: UInt64) -> Bool {
        let key = Key(high, low)
        guard key != .zero else {
            defer { hasZero = true }
            return !hasZero
        }
        let slot = slot(of: key)
        guard slots[slot] == .zero else { return false }
        slots[slot] = key
        used &+= 1
        if used > slots.count / 4 &* 3 { grow() }
        return true
    }

    /// Hands each key to `body`, high word first, in no particular order.
    @inlinable
    public func forEach(_ body: (UInt64, UInt64) -> Void) {
        if hasZero { body(0, 0) }
        for key in slots where key != .zero { body(key.high, key.low) }
    }

    /// The slot of `key`, or the free one where it belongs.
    @inlinable
    func slot(of key: Key) -> Int {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: HashMixing.hash(key.high, key.low)) & mask
        while slots[index] != key, slots[index] != .zero { index = (index &+ 1) & mask }
        return index
    }

    @usableFromInline
    mutating func grow() {
        var larger = self
        larger.slots = Array(repeating: .zero, count: slots.count * 2)
        for key in slots where key != .zero { larger.slots[larger.slot(of: key)] = key }
        self = larger
    }
}
