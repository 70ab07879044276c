/// Gives equal byte strings equal small numbers, 0, 1, 2 and so on, in the order of their first appearance.
///
/// Strings are compared byte by byte, and by a tag that tells apart what looks alike, such as a quoted and a bare field.
@frozen
public struct ByteDictionary: Sendable {
    @frozen @usableFromInline
    struct Entry: Sendable {
        @usableFromInline let start: Int
        @usableFromInline let count: UInt32
        @usableFromInline let tag: UInt8

        @inlinable
        init(start: Int, count: UInt32, tag: UInt8) {
            self.start = start
            self.count = count
            self.tag = tag
        }
    }

    /// The bytes of all strings, one after another.
    public private(set) var arena: [UInt8] = []
    @usableFromInline var entries: [Entry] = []
    /// Half a hash above, the code plus one below; zero is free. A table never needs more than the half hash to index.
    @usableFromInline var slots: [UInt64]
    @usableFromInline let maximumCount: Int

    /// The most strings a dictionary can have: three quarters of the slots that 32 bits number.
    public static var maximumCount: Int { 3 << 30 }

    /// Makes an empty dictionary that refuses to grow beyond `maximumCount` strings.
    public init(minimumCapacity: Int = 0, maximumCount: Int = ByteDictionary.maximumCount) {
        self.maximumCount = min(maximumCount, ByteDictionary.maximumCount)
        slots = Array(repeating: 0, count: HashMixing.slots(for: min(minimumCapacity, self.maximumCount)))
    }

    /// How many different strings there are.
    @inlinable public var count: Int { entries.count }

    /// The memory that strings and table take.
    public var byteCount: Int {
        arena.count + entries.count * MemoryLayout<Entry>.stride + slots.count * MemoryLayout<UInt64>.stride
    }

    /// Where the string of `code` is in `arena`.
    @inlinable
    public subscript(code: UInt32) -> Range<Int> {
        let entry = entries[Int(code)]
        return entry.start..<entry.start &+ Int(entry.count)
    }

    /// The tag with which the string of `code` came.
    @inlinable
    public func tag(of code: UInt32) -> UInt8 { entries[Int(code)].tag }

    /// The code of `bytes[from..<to]`, which is new if the string is.
    @inlinable
    public mutating func intern(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        tag: UInt8 = 0
    ) throws(ByteDictionaryFull) -> UInt32 {
        let hash = hash64(bytes, from: from, to: to, seed: UInt64(tag))
        let slot = slot(of: bytes, from: from, to: to, tag: tag, hash: hash)
        let found = UInt32(truncatingIfNeeded: slots[slot])
        return found != 0 ? found &- 1 : try add(bytes, from: from, to: to, tag: tag, hash: hash, slot: slot)
    }

    /// The code of `bytes[from..<to]`, nil if the string is unknown.
    @inlinable
    public func find(_ bytes: Span<UInt8>, from: Int, to: Int, tag: UInt8 = 0) -> UInt32? {
        let hash = hash64(bytes, from: from, to: to, seed: UInt64(tag))
        let found = UInt32(truncatingIfNeeded: slots[slot(of: bytes, from: from, to: to, tag: tag, hash: hash)])
        return found != 0 ? found &- 1 : nil
    }

    /// Forgets all strings; codes begin at zero again.
    public mutating func removeAll(keepingCapacity: Bool = false) {
        arena.removeAll(keepingCapacity: keepingCapacity)
        entries.removeAll(keepingCapacity: keepingCapacity)
        if keepingCapacity {
            for index in slots.indices { slots[index] = 0 }
        } else {
            slots = Array(repeating: 0, count: HashMixing.slots(for: 0))
        }
    }

    /// The slot of the string, or the free one where it belongs.
    @inlinable
    func slot(of bytes: Span<UInt8>, from: Int, to: Int, tag: UInt8, hash: UInt64) -> Int {
        let mask = slots.count &- 1
        let half = hash >> 32
        var index = Int(truncatingIfNeeded: half) & mask
        while true {
            let slot = slots[index]
            if slot == 0 { return index }
            if slot >> 32 == half {
                let entry = entries[Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1]
                if Int(entry.count) == to &- from, entry.tag == tag,
                    ByteDictionary.equal(arena.span, entry.start, bytes, from, count: to &- from)
                {
                    return index
                }
            }
            index = (index &+ 1) & mask
        }
    }

    @inlinable
    static func equal(_ a: Span<UInt8>, _ i: Int, _ b: Span<UInt8>, _ j: Int, count: Int) -> Bool {
        guard count > 8 else {
            return HashMixing.loadUpTo8(a, i, count: count) == HashMixing.loadUpTo8(b, j, count: count)
        }
        var at = 0
        while at &+ 8 < count {
            if HashMixing.load8(a, i &+ at) != HashMixing.load8(b, j &+ at) { return false }
            at &+= 8
        }
        return HashMixing.load8(a, i &+ count &- 8) == HashMixing.load8(b, j &+ count &- 8)
    }

    @usableFromInline
    mutating func add(
        _ bytes: Span<UInt8>,
        from: Int,
        to: Int,
        tag: UInt8,
        hash: UInt64,
        slot: Int
    ) throws(ByteDictionaryFull) -> UInt32 {
        guard entries.count < maximumCount, let count = UInt32(exactly: to - from) else { throw ByteDictionaryFull() }
        let code = UInt32(truncatingIfNeeded: entries.count)
        entries.append(Entry(start: arena.count, count: count, tag: tag))
        unsafe bytes.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0[from..<to]) }
        slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(code) + 1
        if entries.count > slots.count / 4 * 3 { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        // 2^32 slots are the most: above, the half hash would not reach them, and `maximumCount` fits.
        guard mask <= Int(UInt32.max) else { return }
        var larger = [UInt64](repeating: 0, count: mask + 1)
        for slot in slots where slot != 0 {
            var index = Int(truncatingIfNeeded: slot >> 32) & mask
            while larger[index] != 0 { index = (index + 1) & mask }
            larger[index] = slot
        }
        slots = larger
    }
}
