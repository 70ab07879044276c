import CKernels

/// Passes cells of tables without reading them: finds where some of them end, 64 bytes at a time.
///
/// What it finds holds for cells that are as they should be, and for those before the first that is not; that they are
/// is for whoever reads them to say.
public enum CellPass {
    /// How many bytes behind those that are passed must be readable.
    public static let padding = 64

    /// Passes tokens with separators between them, such as those behind DATA in a PX file.
    /// - Parameters:
    ///   - start: a place where no token has begun.
    ///   - most: the number of tokens to pass at most.
    /// - Returns: the number of tokens passed, each with a separator behind it before `end`, and the end of the last.
    public static func tokens(
        in bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        most: Int
    ) -> (count: Int, end: Int) {
        precondition(start >= 0 && start <= end && bytes.count - end >= padding)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, most > 0 else { return (0, start) }
            var count = 0
            var last = start
            // All bits set if the byte before the next 64 is inside quotes, and 1 if it belongs to a token.
            var inside: UInt64 = 0
            var token: UInt64 = 0
            var place = start
            while place < end {
                // The chunk begins below `end`, and 64 bytes behind that are readable.
                let masks = unsafe ck_px_masks(base + place)
                let quoted = masks.quotes.parities ^ inside
                let separators = masks.separators & ~quoted
                var ends = separators & (~separators << 1 | token)
                if end &- place < 64 { ends &= (1 << UInt64(end &- place)) &- 1 }
                let found = ends.nonzeroBitCount
                if found >= most &- count {
                    return (most, place &+ ends.bit(most &- count))
                }
                if found > 0 { last = place &+ 63 &- ends.leadingZeroBitCount }
                count &+= found
                inside = 0 &- (quoted >> 63)
                token = ~separators >> 63
                place &+= 64
            }
            return (count, last)
        }
    }

    /// Passes elements of a JSON array that has no brackets in it.
    /// - Parameters:
    ///   - start: a place outside strings.
    ///   - most: the number of elements to pass at most.
    /// - Returns: the number of elements passed, and the place of what stands behind the last of them: a comma, or a
    ///   bracket of any kind, at which the pass ends.
    public static func elements(
        in bytes: Span<UInt8>,
        from start: Int,
        to end: Int,
        most: Int
    ) -> (count: Int, end: Int) {
        precondition(start >= 0 && start <= end && bytes.count - end >= padding)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, most > 0 else { return (0, start) }
            var count = 0
            var last = start
            var strings = JSONStringTracker()
            var place = start
            while place < end {
                // The chunk begins below `end`, and 64 bytes behind that are readable.
                let masks = unsafe ck_json_list_masks(base + place)
                var outside = ~strings.next(quotes: masks.quotes, backslashes: masks.backslashes)
                if end &- place < 64 { outside &= (1 << UInt64(end &- place)) &- 1 }
                let brackets = masks.brackets & outside
                var ends = (masks.commas & outside) | brackets
                // Nothing counts behind the first bracket.
                if brackets != 0 { ends &= brackets ^ (brackets &- 1) }
                let found = ends.nonzeroBitCount
                if found >= most &- count { return (most, place &+ ends.bit(most &- count)) }
                if found > 0 { last = place &+ 63 &- ends.leadingZeroBitCount }
                count &+= found
                if brackets != 0 { break }
                place &+= 64
            }
            return (count, last)
        }
    }
}

extension UInt64 {
    /// The place of the bit that is set as the one with a number, counted from 1; there are as many.
    fileprivate func bit(_ number: Int) -> Int {
        var bits = self
        for _ in 1..<number { bits &= bits &- 1 }
        return bits.trailingZeroBitCount
    }
}
