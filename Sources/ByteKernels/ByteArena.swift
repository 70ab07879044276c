/// Bytes that are appended field by field and read back by their place; room that was made is kept.
public struct ByteArena: Sendable {
    // The bytes, followed by room whose content means nothing.
    @usableFromInline var room: [UInt8] = []
    @usableFromInline var used = 0

    /// How many bytes were appended.
    @inlinable @inline(__always)
    public var count: Int { used }

    /// One of the bytes.
    @inlinable @inline(__always)
    public subscript(place: Int) -> UInt8 { room[place] }

    /// A run of the bytes for a function that takes a span.
    @inlinable @inline(__always)
    public func withBytes<Result>(from start: Int, count length: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(room.span.extracting(start..<start &+ length))
    }

    /// An arena without bytes.
    @inlinable
    public init() {}

    /// Forgets the bytes and keeps the room.
    @inlinable
    public mutating func removeAll() {
        used = 0
    }

    /// Forgets what was appended after the first `length` bytes.
    @inlinable
    public mutating func cut(to length: Int) {
        precondition(length >= 0 && length <= used)
        used = length
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if used == room.count { makeRoom(for: 1) }
        room[used] = byte
        used &+= 1
    }

    /// Appends a field in one copy.
    @inlinable @inline(__always)
    public mutating func append(_ bytes: Span<UInt8>) {
        let length = bytes.count
        if length > room.count &- used { makeRoom(for: length) }
        let end = used
        unsafe room.withUnsafeMutableBytes { room in
            unsafe bytes.withUnsafeBytes { field in
                // In range: makeRoom left at least `length` bytes behind `end`, and `field` has `length` bytes.
                guard let target = room.baseAddress, let source = field.baseAddress else { return }
                unsafe (target + end).copyMemory(from: source, byteCount: length)
            }
        }
        used = end &+ length
    }

    /// Appends bytes of another arena.
    @inlinable @inline(__always)
    public mutating func append(_ other: borrowing ByteArena, from start: Int, count length: Int) {
        precondition(start >= 0 && length >= 0 && start <= other.count && length <= other.count &- start)
        append(other.room.span.extracting(start..<start &+ length))
    }

    /// Appends a run of what was written to a buffer, and one byte behind it.
    @inlinable @inline(__always)
    public mutating func append(_ buffer: borrowing OutputBuffer, from start: Int, count length: Int, then last: UInt8)
    {
        precondition(start >= 0 && length >= 0 && start <= buffer.count && length <= buffer.count &- start)
        // Room for the padding too, so that short fields are copied with what stands behind them.
        if length &+ 1 &+ OutputBuffer.padding > room.count &- used {
            makeRoom(for: length &+ 1 &+ OutputBuffer.padding)
        }
        let end = used
        let source = unsafe buffer.base + start
        unsafe room.withUnsafeMutableBytes { room in
            guard let base = room.baseAddress else { return }
            let target = unsafe base + end
            if length <= OutputBuffer.padding {
                typealias Block = SIMD16<UInt8>
                unsafe target.storeBytes(of: UnsafeRawPointer(source).loadUnaligned(as: Block.self), as: Block.self)
            } else {
                unsafe target.copyMemory(from: source, byteCount: length)
            }
            unsafe target.storeBytes(of: last, toByteOffset: length, as: UInt8.self)
        }
        used = end &+ length &+ 1
    }

    /// Forgets what stands behind `target` but for `length` bytes from `start` on, which move there.
    public mutating func keep(from start: Int, count length: Int, at target: Int) {
        precondition(target >= 0 && target <= start && length >= 0 && start <= used && length <= used - start)
        for step in 0..<length where start != target { room[target + step] = room[start + step] }
        used = target + length
    }

    /// Ends with the bytes as an array of their own and leaves the arena empty.
    public mutating func take() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &room)
        bytes.removeLast(bytes.count - used)
        used = 0
        return bytes
    }

    /// Goes on behind the bytes of an array, whose room is used.
    public mutating func resume(_ bytes: consuming [UInt8]) {
        room = bytes
        used = room.count
    }

    @usableFromInline @inline(never)
    mutating func makeRoom(for length: Int) {
        let more = max(length - (room.count - used), room.count / 2, 1024)
        room.append(contentsOf: repeatElement(0, count: more))
    }
}
