import CZlib

/// zlib's deflate, at one level and with one division of the input: the same content gives the same bytes, however it
/// arrives.
@safe final class Deflater {
    private let state: OpaquePointer
    /// What is handed to zlib in one piece.
    private var block: [UInt8] = []

    private static let blockSize = 8 * 1024
    private static let level: Int32 = 6

    init(_ memory: GzipWriter.Memory) throws(MemoryShortage) {
        let (windowBits, level): (Int32, Int32) = memory == .small ? (12, 5) : (15, 8)
        guard let state = unsafe cz_deflater_create(Self.level, windowBits, level) else { throw MemoryShortage() }
        unsafe self.state = state
        block.reserveCapacity(Self.blockSize)
    }

    deinit { unsafe cz_deflater_destroy(state) }

    /// Takes bytes; what is deflated of them and of earlier ones is appended.
    func deflate(_ bytes: Span<UInt8>, to packed: inout [UInt8]) throws(MemoryShortage) {
        var taken = 0
        while taken < bytes.count {
            if block.isEmpty, bytes.count - taken >= Self.blockSize {
                try pass(bytes.extracting(taken..<taken + Self.blockSize), isLast: false, to: &packed)
                taken += Self.blockSize
                continue
            }
            let end = taken + min(Self.blockSize - block.count, bytes.count - taken)
            block.reserveCapacity(Self.blockSize)
            for index in taken..<end { block.append(bytes[index]) }
            taken = end
            if block.count == Self.blockSize {
                let full = takeBlock()
                try pass(full.span, isLast: false, to: &packed)
            }
        }
    }

    /// Appends the rest.
    func finish(to packed: inout [UInt8]) throws(MemoryShortage) {
        let rest = takeBlock()
        try pass(rest.span, isLast: true, to: &packed)
    }

    private func takeBlock() -> [UInt8] {
        defer { block = [] }
        return block
    }

    private func pass(_ input: Span<UInt8>, isLast: Bool, to packed: inout [UInt8]) throws(MemoryShortage) {
        var taken = 0
        while true {
            let end = packed.count
            packed += [UInt8](repeating: 0, count: 2 * Self.blockSize)
            let step = unsafe input.withUnsafeBufferPointer { source in
                unsafe packed.withUnsafeMutableBufferPointer { target in
                    let rest = unsafe UnsafeBufferPointer(rebasing: source[taken...])
                    let room = unsafe UnsafeMutableBufferPointer(rebasing: target[end...])
                    return unsafe cz_deflate(
                        state,
                        rest.baseAddress,
                        rest.count,
                        room.baseAddress,
                        room.count,
                        isLast ? 1 : 0
                    )
                }
            }
            taken += step.consumed
            packed.removeLast(packed.count - end - step.produced)
            if step.outcome == cz_end { break }
            guard step.outcome == cz_more else { throw MemoryShortage() }
            // Room that was not used up means that zlib has no more to give for now.
            if !isLast, taken == input.count, step.produced < 2 * Self.blockSize { break }
        }
    }
}
