public import CKernels

/// The loops over bytes that a JSON reader spends its time in.
///
/// Ranges are `from ..< to` inside the span. Nothing outside the span is read, so its last bytes need no padding; a
/// span that goes on after `to` is faster at its end.
public enum JSONBytes {
    /// How many bytes from `start` stand as they are in a string: ASCII, no quote, backslash or control character.
    @inlinable @inline(__always)
    public static func plainRun(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        let run = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe ck_json_plain_run(base + start, buffer.count - start)
        }
        return min(run, end - start)
    }

    /// Whether `count` bytes are the same in both.
    @inlinable @inline(__always)
    public static func same(
        _ one: Span<UInt8>,
        at oneStart: Int,
        _ other: Span<UInt8>,
        at otherStart: Int,
        count: Int
    ) -> Bool {
        guard count >= 0, oneStart >= 0, otherStart >= 0, one.count - oneStart >= count,
            other.count - otherStart >= count
        else { return false }
        return unsafe one.withUnsafeBufferPointer { a in
            unsafe other.withUnsafeBufferPointer { b in
                guard let a0 = a.baseAddress, let b0 = b.baseAddress else { return count == 0 }
                return unsafe ck_json_same(
                    a0 + oneStart,
                    a.count - oneStart,
                    b0 + otherStart,
                    b.count - otherStart,
                    count
                ) != 0
            }
        }
    }

    /// How many bytes are the same in both, up to the first that differs, from one place in each on; at most `count`.
    @inlinable
    public static func common(
        _ one: Span<UInt8>,
        at oneStart: Int,
        _ other: Span<UInt8>,
        at otherStart: Int,
        count: Int
    ) -> Int {
        precondition(count >= 0 && oneStart >= 0 && one.count - oneStart >= count)
        precondition(otherStart >= 0 && other.count - otherStart >= count)
        return unsafe one.withUnsafeBufferPointer { a in
            unsafe other.withUnsafeBufferPointer { b in
                guard let a0 = a.baseAddress, let b0 = b.baseAddress else { return 0 }
                return unsafe ck_json_common(a0 + oneStart, b0 + otherStart, count)
            }
        }
    }

    /// Copies `count` bytes; bytes of `target` after them may be overwritten.
    @inlinable @inline(__always)
    public static func copy(
        _ source: Span<UInt8>,
        at start: Int,
        count: Int,
        into target: inout MutableSpan<UInt8>,
        at place: Int
    ) {
        precondition(count >= 0 && start >= 0 && source.count - start >= count)
        precondition(place >= 0 && target.count - place >= count)
        unsafe source.withUnsafeBufferPointer { from in
            unsafe target.withUnsafeMutableBufferPointer { to in
                guard let from0 = from.baseAddress, let to0 = to.baseAddress else { return }
                unsafe ck_json_copy(to0 + place, to.count - place, from0 + start, from.count - start, count)
            }
        }
    }

    /// The first place of `byte` in the range, or its end.
    @inlinable @inline(__always)
    public static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return end }
            return unsafe start + ck_json_find(base + start, end - start, byte)
        }
    }

    /// How many times `byte` occurs in the range.
    @inlinable @inline(__always)
    public static func count(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe ck_json_count(base + start, end - start, byte)
        }
    }

    /// A hash of the range and of `salt`, seeded anew in each process so that no file can be made to collide.
    public static func hash(_ bytes: Span<UInt8>, from start: Int, count: Int, salt: Int) -> Int {
        precondition(count >= 0 && start >= 0 && bytes.count - start >= count)
        var hasher = Hasher()
        hasher.combine(salt)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe hasher.combine(
                bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[start..<start + count]))
            )
        }
        return hasher.finalize()
    }
}
