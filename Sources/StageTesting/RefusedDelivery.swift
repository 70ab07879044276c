public import StageKit

extension Reader {
    /// Reads bytes as one delivery: whole, as it arrives in pieces, and in small batches.
    /// - Returns: why it is refused, which is the same whichever way it is read; nil when it is not.
    /// - Throws: mistakes, or `TestTableFault` when the refusal depends on any of this.
    public func refusal(
        of bytes: [UInt8],
        sizes: [(chunk: Int, block: Int)] = [
            (1, 1), (3, 2), (.max, 3), (7, 4), (.max, 5), (1, 13), (.max, 64), (2, 1 << 18),
        ]
    ) throws -> DeliveryFault? {
        let whole = try refusal(of: bytes, chunk: .max, block: RecordBatch().targetBytes)
        for (chunk, block) in sizes {
            let other = try refusal(of: bytes, chunk: chunk, block: block)
            let isSame =
                other?.rule == whole?.rule && other?.line == whole?.line && other?.byteOffset == whole?.byteOffset
                && other?.message == whole?.message
            guard isSame else {
                throw TestTableFault(
                    "the refusal depends on how bytes arrive or where batches begin: differs with \(chunk) bytes at a "
                        + "time and \(block) a batch"
                )
            }
        }
        return whole
    }

    private func refusal(of bytes: [UInt8], chunk: Int, block: Int) throws -> DeliveryFault? {
        do {
            _ = try read(bytes, chunk: chunk, block: block) { _, _ in }
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }
}
