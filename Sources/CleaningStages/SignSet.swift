import ByteKernels
import StageKit

/// Signs in the bytes of one encoding, and what each stands for.
struct SignSet {
    private var bytes: [UInt8] = []
    private var offsets = [0]
    private var states: [UInt8] = []
    /// The length of the longest sign in bytes.
    private(set) var longest = 0

    /// Adds a sign; of equal signs the first counts.
    mutating func add(_ sign: [UInt8], state: ValueState) {
        bytes += sign
        offsets.append(bytes.count)
        states.append(state.rawValue)
        longest = max(longest, sign.count)
    }

    /// What the sign `source[from..<to]` stands for, as stored; 0 when it is none.
    func state(of source: Span<UInt8>, from: Int, to: Int) -> UInt8 {
        candidates: for index in states.indices where offsets[index + 1] - offsets[index] == to - from {
            let start = offsets[index]
            for at in from..<to where source[at] != bytes[start + at - from] { continue candidates }
            return states[index]
        }
        return 0
    }

    /// The length of the sign at the end of `source[from..<to]` and its state; a value must stand before it.
    func mark(atEndOf source: Span<UInt8>, from: Int, to: Int) -> (length: Int, state: UInt8)? {
        var found: (length: Int, state: UInt8)?
        candidates: for index in states.indices {
            let start = offsets[index]
            let length = offsets[index + 1] - start
            guard length < to - from, length > found?.length ?? 0 else { continue }
            for at in 0..<length where source[to - length + at] != bytes[start + at] { continue candidates }
            found = (length, states[index])
        }
        return found
    }
}
