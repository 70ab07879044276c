/// Bytes that are appended field by field and read back by their place, in memory of their own; see `Cells`.
@safe public struct ByteRow: ~Copyable {
    /// How many bytes behind the last one may be read.
    @usableFromInline static var padding: Int { 16 }

    // Room for `room` bytes and the padding, all of them initialized; the first `count` mean something.
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var room: Int
    @usableFromInline var used = 0

    /// How many bytes were appended.
    @inlinable @inline(__always)
    public var count: Int { used }

    /// A row without bytes.
    public init() {
        room = 256
        unsafe base = UnsafeMutablePointer.allocate(capacity: room + Self.padding)
        unsafe base.initialize(repeating: 0, count: room + Self.padding)
    }

    deinit { unsafe base.deallocate() }

    /// One of the bytes.
    @inlinable @inline(__always)
    public subscript(place: Int) -> UInt8 {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
        return unsafe base[place]
    }

    /// Forgets what was appended after the first `length` bytes.
    @inlinable @inline(__always)
    public mutating func cut(to length: Int) {
        precondition(length >= 0 && length <= count)
        used = length
    }

    /// Appends a field.
    @inlinable @inline(__always)
    public mutating func append(_ bytes: Span<UInt8>) {
        let length = bytes.count
        if length > room &- count { makeRoom(for: length) }
        unsafe bytes.withUnsafeBufferPointer { field in
            guard let source = field.baseAddress else { return }
            unsafe Self.copy(source, length, to: base + count)
        }
        used &+= length
    }

    /// Appends a run of the bytes of another row.
    public mutating func append(_ other: borrowing ByteRow, from start: Int, count length: Int) {
        precondition(start >= 0 && length >= 0 && start <= other.used && length <= other.used &- start)
        if length > room &- used { makeRoom(for: length) }
        unsafe Self.copy(other.base + start, length, to: base + used)
        used &+= length
    }

    /// Copies a few bytes, or many, and touches no others.
    @inlinable @inline(__always)
    static func copy(_ source: UnsafePointer<UInt8>, _ length: Int, to target: UnsafeMutablePointer<UInt8>) {
        // Two words that overlap are any number of bytes between one and two words.
        if length > 16 {
            unsafe target.update(from: source, count: length)
        } else if length >= 8 {
            unsafe copyEnds(UInt64.self, source, length, to: target)
        } else if length >= 4 {
            unsafe copyEnds(UInt32.self, source, length, to: target)
        } else if length >= 2 {
            unsafe copyEnds(UInt16.self, source, length, to: target)
        } else if length == 1 {
            unsafe target[0] = source[0]
        }
    }

    @inlinable @inline(__always)
    static func copyEnds<Word: BitwiseCopyable>(
        _ type: Word.Type,
        _ source: UnsafePointer<UInt8>,
        _ length: Int,
        to target: UnsafeMutablePointer<UInt8>
    ) {
        let last = length &- MemoryLayout<Word>.size
        let first = unsafe UnsafeRawPointer(source).loadUnaligned(as: Word.self)
        let second = unsafe UnsafeRawPointer(source + last).loadUnaligned(as: Word.self)
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: first, as: Word.self)
        unsafe UnsafeMutableRawPointer(target + last).storeBytes(of: second, as: Word.self)
    }

    @usableFromInline @inline(never)
    mutating func makeRoom(for length: Int) {
        let grown = max(count + length, 2 * room)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: grown + Self.padding)
        unsafe new.initialize(from: base, count: count)
        unsafe (new + count).initialize(repeating: 0, count: grown + Self.padding - count)
        unsafe base.deallocate()
        unsafe base = new
        room = grown
    }
}
