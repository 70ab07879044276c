/// Bytes on their way to a file or into an arena: an append is a check and a copy.
///
/// It owns its memory alone and cannot be copied. An array would ask before every append whether it is shared,
/// which takes longer than the append: measured, 1.6 ns against 0.5 for a single byte.
@safe public struct OutputBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var cursor = 0

    /// Makes an empty buffer with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        self.capacity = max(capacity, 64)
        unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    /// The number of bytes written.
    @inlinable public var count: Int { cursor }

    /// What was written.
    public var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = unsafe Span(_unsafeStart: UnsafePointer(base), count: cursor)
            return unsafe _overrideLifetime(bytes, borrowing: self)
        }
    }

    /// What was written, as an array of its own.
    public var bytes: [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: base, count: cursor))
    }

    /// Puts what was written into an array whose memory is used again, with zeros behind it.
    public func copy(to bytes: inout [UInt8], zeros: Int) {
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(cursor + zeros)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: cursor))
        bytes.append(contentsOf: repeatElement(0, count: zeros))
    }

    /// Forgets what was written; the memory stays unless it is asked for.
    public mutating func removeAll(keepingCapacity: Bool = true) {
        if !keepingCapacity { self = OutputBuffer() }
        cursor = 0
    }

    /// Takes back what was written after the first `newCount` bytes.
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= cursor)
        cursor = newCount
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base[cursor] = byte
        cursor &+= 1
    }

    /// Appends bytes as they are.
    @inlinable
    public mutating func append(_ bytes: Span<UInt8>) {
        let length = bytes.count
        reserve(length)
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let from = source.baseAddress else { return }
            unsafe (base + cursor).update(from: from, count: length)
        }
        cursor &+= length
    }

    /// Makes room for `more` bytes behind those written.
    @inlinable @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity &- cursor < more { grow(more) }
    }

    @inline(never) @usableFromInline
    mutating func grow(_ more: Int) {
        let wanted = max(cursor + more, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe larger.update(from: base, count: cursor)
        unsafe base.deallocate()
        unsafe base = unsafe larger
        capacity = wanted
    }

    /// Lets `write` put at most `room` bytes at the place it is given and say how many there are.
    ///
    /// `write` may use all of the room as scratch, and nil means that it failed and nothing is appended.
    @inline(__always)
    mutating func write(room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int?) -> Bool {
        reserve(room)
        guard let written = unsafe write(base + cursor) else { return false }
        assert(written <= room)
        cursor &+= written
        return true
    }
}

// The memory has one owner, which is the buffer, and that has one owner because it cannot be copied.
extension OutputBuffer: @unchecked Sendable {}
