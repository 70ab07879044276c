/// The classes of names by the addresses at which libxml2 keeps them: each distinct name is compared once.
struct XMLNameTable {
    private struct Entry {
        var local: UInt = 0
        var uri: UInt = 0
        var nameClass = 0
    }

    private var entries = Array(repeating: Entry(), count: 64)
    private(set) var count = 0

    @inline(__always)
    func find(_ local: UInt, _ uri: UInt) -> Int? {
        var place = slot(local, uri)
        while entries[place].local != 0 {
            if entries[place].local == local, entries[place].uri == uri { return entries[place].nameClass }
            place = (place &+ 1) & (entries.count &- 1)
        }
        return nil
    }

    /// Adds a name that is not there; no address is 0.
    mutating func insert(_ local: UInt, _ uri: UInt, _ nameClass: Int) {
        if count * 2 >= entries.count { grow() }
        place(Entry(local: local, uri: uri, nameClass: nameClass))
        count += 1
    }

    @inline(__always)
    private func slot(_ local: UInt, _ uri: UInt) -> Int {
        // Names lie one after another in libxml2's dictionary; multiplying spreads them.
        let mixed = (local ^ (uri &* 31)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40) & (entries.count &- 1)
    }

    private mutating func place(_ entry: Entry) {
        var place = slot(entry.local, entry.uri)
        while entries[place].local != 0 { place = (place + 1) & (entries.count - 1) }
        entries[place] = entry
    }

    private mutating func grow() {
        let old = entries
        entries = Array(repeating: Entry(), count: old.count * 2)
        for entry in old where entry.local != 0 { place(entry) }
    }
}
