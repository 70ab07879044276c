import ByteKernels

extension JSONRecordParser {
    /// Copies the row of the record parsed last, in column order, and enters its places in the table.
    ///
    /// The caller has made room: as many bytes as `rowLimit` says, and an entry for each column and one
    /// more. Returns the place after the row.
    func write(
        _ bytes: Span<UInt8>,
        into arena: inout MutableSpan<UInt8>,
        at start: Int,
        table: inout MutableSpan<UInt32>,
        at firstEntry: Int
    ) -> Int {
        var place = start
        for column in 0..<columnCount {
            let slot = slots[column]
            let isFilled = slot.record == record
            let kind = isFilled ? slot.kind : .absent
            table[firstEntry + column] = UInt32(truncatingIfNeeded: place) | kind.rawValue << JSONRows.kindShift
            if isFilled {
                switch slot.form {
                case .plain:
                    let count = slot.end - slot.start
                    JSONBytes.copy(bytes, at: slot.start, count: count, into: &arena, at: place)
                    place += count
                case .escaped:
                    place = JSONContent.unescape(bytes, slot.start..<slot.end, into: &arena, at: place)
                case .container:
                    place = JSONContent.compact(bytes, slot.start..<slot.end, into: &arena, at: place)
                case .joined:
                    place = JSONContent.join(
                        bytes,
                        slot.start..<slot.end,
                        separator: options.separator.span,
                        into: &arena,
                        at: place
                    )
                }
            }
            arena[place] = JSONRows.separator
            place += 1
        }
        table[firstEntry + columnCount] = UInt32(truncatingIfNeeded: place)
        return place
    }
}
