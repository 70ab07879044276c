/// A number for each 64-bit key, such as the first row that has it: about 21 to 43 bytes a key.
@frozen
public struct KeyMap64: Sendable {
    @frozen @usableFromInline
    struct Slot: Sendable {
        @usableFromInline var key: UInt64 = 0
        @usableFromInline var value: UInt32 = 0
        @usableFromInline var isUsed = false

        @inlinable init() {}

        @inlinable
        init(key: UInt64, value: UInt32) {
            self.key = key
            self.value = value
            isUsed = true
        }
    }

    @usableFromInline var slots: [Slot]

    /// How many keys there are.
    public private(set) var count = 0

    /// Makes an empty map with room for `minimumCapacity` keys.
    public init(minimumCapacity: Int = 0) {
        slots = Array(repeating: Slot(), count: HashMixing.slots(for: minimumCapacity))
    }

    /// The memory the table takes.
    public var byteCount: Int { slots.count * MemoryLayout<Slot>.stride }

    /// Gives `key` the number `value` if it has none yet; returns the number it had.
    @inlinable
    public mutating func insert(_ key: UInt64, _ value: UInt32) -> UInt32? {
        let slot = slot(of: key)
        guard !slots[slot].isUsed else { return slots[slot].value }
        slots[slot] = Slot(key: key, value: value)
        countOne()
        return nil
    }

    /// The number of `key`, nil if it has none.
    @inlinable
    public subscript(key: UInt64) -> UInt32? {
        let slot = slots[slot(of: key)]
        return slot.isUsed ? slot.value : nil
    }

    /// Forgets all keys.
    public mutating func removeAll(keepingCapacity: Bool = false) {
        if keepingCapacity {
            for index in slots.indices { slots[index] = Slot() }
        } else {
            slots = Array(repeating: Slot(), count: HashMixing.slots(for: 0))
        }
        count = 0
    }

    /// The slot of `key`, or the free one where it belongs.
    @inlinable
    func slot(of key: UInt64) -> Int {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: HashMixing.hash(key)) & mask
        while slots[index].isUsed, slots[index].key != key { index = (index &+ 1) & mask }
        return index
    }

    @usableFromInline
    mutating func countOne() {
        count += 1
        guard count > slots.count / 4 * 3 else { return }
        var larger = self
        larger.slots = Array(repeating: Slot(), count: slots.count * 2)
        for slot in slots where slot.isUsed { larger.slots[larger.slot(of: slot.key)] = slot }
        self = larger
    }
}
