/// Values of one kind by place, in memory of their own: an array asks at each change whether somebody shares it, which
/// costs more than small changes do.
@safe public struct Cells<Value: BitwiseCopyable>: ~Copyable {
    // Holds `count` values, all of them initialized.
    @usableFromInline var base: UnsafeMutablePointer<Value>
    @usableFromInline var used: Int

    /// The number of values.
    @inlinable @inline(__always)
    public var count: Int { used }

    /// The same value `count` times.
    @inlinable
    public init(repeating value: Value, count: Int) {
        precondition(count >= 0)
        used = count
        unsafe base = UnsafeMutablePointer.allocate(capacity: count)
        unsafe base.initialize(repeating: value, count: count)
    }

    /// The values of an array.
    @inlinable
    public init(_ array: [Value]) {
        used = array.count
        unsafe base = UnsafeMutablePointer.allocate(capacity: used)
        for place in 0..<used { unsafe (base + place).initialize(to: array[place]) }
    }

    deinit { unsafe base.deallocate() }

    /// One of the values.
    @inlinable @inline(__always)
    public subscript(place: Int) -> Value {
        get {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            return unsafe base[place]
        }
        set {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            unsafe base[place] = newValue
        }
    }

    /// Appends all values to an array.
    @inlinable
    public func append(to array: inout [Value]) {
        unsafe array.append(contentsOf: UnsafeBufferPointer(start: base, count: used))
    }

    /// Adds the same value `more` times.
    @inlinable @inline(never)
    public mutating func append(repeating value: Value, count more: Int) {
        precondition(more >= 0)
        let grown = UnsafeMutablePointer<Value>.allocate(capacity: count + more)
        unsafe grown.initialize(from: base, count: count)
        unsafe (grown + count).initialize(repeating: value, count: more)
        unsafe base.deallocate()
        unsafe base = grown
        used += more
    }
}
