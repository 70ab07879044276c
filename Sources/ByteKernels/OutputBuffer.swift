/// Bytes on their way to a file or an arena: an array with a cursor, so that an append is a check and a copy.
public struct OutputBuffer: Sendable {
    /// The memory, of which the first `cursor` bytes are output.
    @usableFromInline var storage: [UInt8]

    @usableFromInline var cursor = 0

    /// Makes an empty buffer with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        storage = [UInt8](repeating: 0, count: max(capacity, 0))
    }

    /// The number of bytes written.
    @inlinable public var count: Int { cursor }

    /// What was written, as an array of its own; for tests and small texts.
    public var bytes: [UInt8] { Array(storage[..<count]) }

    /// What was written.
    public var span: Span<UInt8> {
        @_lifetime(borrow self)
        get { storage.span.extracting(first: count) }
    }

    /// Forgets what was written.
    public mutating func removeAll(keepingCapacity: Bool = true) {
        cursor = 0
        if !keepingCapacity { storage = [] }
    }

    /// Takes back what was written after the first `newCount` bytes.
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        cursor = newCount
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if count == storage.count { grow(1) }
        storage[count] = byte
        cursor &+= 1
    }

    /// Appends bytes as they are.
    @inlinable
    public mutating func append(_ bytes: Span<UInt8>) {
        let length = bytes.count
        reserve(length)
        let place = count
        unsafe storage.withUnsafeMutableBufferPointer { target in
            unsafe bytes.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                unsafe (to + place).update(from: from, count: length)
            }
        }
        cursor = place &+ length
    }

    /// Makes room for `more` bytes behind those written.
    @inlinable @inline(__always)
    public mutating func reserve(_ more: Int) {
        if storage.count &- count < more { grow(more) }
    }

    @inline(never) @usableFromInline
    mutating func grow(_ more: Int) {
        let wanted = max(count + more, storage.count * 2, 256)
        storage.append(contentsOf: repeatElement(0, count: wanted - storage.count))
    }

    /// Lets `write` put bytes at the place it is given and say how many there are; at most `room`.
    ///
    /// `write` may use all of `room` as scratch, and nil takes everything back.
    @inline(__always)
    mutating func write(room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int?) -> Bool {
        reserve(room)
        let place = count
        let written = unsafe storage.withUnsafeMutableBufferPointer { target -> Int? in
            guard let base = target.baseAddress else { return 0 }
            return unsafe write(base + place)
        }
        guard let written else { return false }
        assert(written <= room)
        cursor = place &+ written
        return true
    }
}
