import CZlib

/// zlib's inflate. With `Deflater` and `Checksum` the only code of the module with `unsafe`.
///
/// Why it is sound: zlib gets pointers with their counts inside one call and keeps none of them, and its state has one
/// owner, which is not Sendable.
@safe final class Inflater {
    /// What one call did.
    struct Step {
        var consumed: Int
        var produced: Int
        var outcome: Outcome
    }

    enum Outcome {
        /// It wants more input or more room.
        case more
        /// What was not consumed does not belong to the deflated data.
        case end
        case damaged
    }

    private let state: OpaquePointer

    init() throws(MemoryShortage) {
        guard let state = unsafe cz_inflater_create() else { throw MemoryShortage() }
        unsafe self.state = state
    }

    deinit { unsafe cz_inflater_destroy(state) }

    /// Makes ready for another piece of deflated data.
    func reset() { unsafe cz_inflater_reset(state) }

    /// Inflates into `output` from `offset` on, as far as input and room go.
    func inflate(_ input: Span<UInt8>, into output: inout [UInt8], at offset: Int) throws(MemoryShortage) -> Step {
        let step = unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                let room = unsafe UnsafeMutableBufferPointer(rebasing: target[offset...])
                return unsafe cz_inflate(state, source.baseAddress, source.count, room.baseAddress, room.count)
            }
        }
        let outcome: Outcome
        switch step.outcome {
        case cz_more: outcome = .more
        case cz_end: outcome = .end
        case cz_memory: throw MemoryShortage()
        default: outcome = .damaged
        }
        return Step(consumed: step.consumed, produced: step.produced, outcome: outcome)
    }
}
