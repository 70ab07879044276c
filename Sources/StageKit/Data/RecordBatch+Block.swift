import ByteKernels

extension RecordBatch {
    /// The bytes that kernels may read behind those of a block.
    private static let padding = 64

    /// Makes a copy of bytes the block.
    package func copyBlock(_ bytes: Span<UInt8>) {
        let room = bytes.count + Self.padding
        if block.count < room { block.append(contentsOf: repeatElement(0, count: room - block.count)) }
        var target = block.mutableSpan
        JSONBytes.copy(bytes, at: 0, count: bytes.count, into: &target, at: 0)
        blockCount = bytes.count
    }
}
