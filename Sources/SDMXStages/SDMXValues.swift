import ByteKernels

/// The values that hold for an observation, by column: those of its data set, its group, its series and its own.
///
/// Each element that gives values takes a mark when it begins and goes back to it when it ends.
struct SDMXValues {
    /// How much there was when an element began.
    struct Mark {
        fileprivate let bytes: Int
        fileprivate let set: Int
        fileprivate let conflicts: Int
    }

    private struct Slot {
        var start = -1
        var count = 0
    }

    private var slots: [Slot]
    private var arena = ByteArena()
    /// The columns that have a value, in the order in which they got it.
    private var set: [Int] = []
    /// The columns that ever had a value.
    private(set) var seen: [Bool]
    /// Columns that met a second value, unlike the first.
    private(set) var conflicts: [Int] = []

    init(columns: Int) {
        slots = Array(repeating: Slot(), count: columns)
        seen = Array(repeating: false, count: columns)
    }

    var mark: Mark { Mark(bytes: arena.count, set: set.count, conflicts: conflicts.count) }

    /// Bytes of all the values.
    var byteCount: Int { arena.count }

    /// Forgets what was given since.
    mutating func restore(_ mark: Mark) {
        for index in mark.set..<set.count { slots[set[index]].start = -1 }
        set.removeLast(set.count - mark.set)
        conflicts.removeLast(conflicts.count - mark.conflicts)
        arena.cut(to: mark.bytes)
    }

    /// Gives a column a value; the first holds, and a second must be equal.
    mutating func give(_ column: Int, _ value: Span<UInt8>) {
        while column >= slots.count {
            slots.append(Slot())
            seen.append(false)
        }
        let slot = slots[column]
        guard slot.start >= 0 else {
            slots[column] = Slot(start: arena.count, count: value.count)
            arena.append(value)
            set.append(column)
            seen[column] = true
            return
        }
        if !isEqual(slot, value) { conflicts.append(column) }
    }

    private func isEqual(_ slot: Slot, _ value: Span<UInt8>) -> Bool {
        guard slot.count == value.count else { return false }
        for index in 0..<slot.count where arena[slot.start + index] != value[index] { return false }
        return true
    }

    /// Appends the cells of a row.
    @inline(__always)
    func layOut(into rows: inout SDMXRows) {
        for slot in slots {
            if slot.start < 0 {
                rows.appendAbsent()
            } else {
                rows.append(arena, from: slot.start, count: slot.count)
            }
        }
    }
}
