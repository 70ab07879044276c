import StageKit

/// A delivery of which the last record but one can be had again and again, whatever the format: what stands from the
/// end of one record to the end of the next is a record with all that parts it from others.
struct LongerDelivery {
    private let bytes: [UInt8]
    private let repeated: Range<Int>

    /// Nil when the reader does not say where records stand, or when the delivery cannot be lengthened so: packed ones,
    /// and those that tell how much is to come.
    init?(_ bytes: [UInt8], of stage: some Reader) throws {
        let (ends, count) = try Self.records(in: bytes, of: stage)
        guard ends.count >= 2, ends.count == count else { return nil }
        let repeated = ends[ends.count - 2]..<ends[ends.count - 1]
        guard !repeated.isEmpty, repeated.upperBound <= bytes.count else { return nil }
        self.bytes = bytes
        self.repeated = repeated
        guard let longer = try? Self.records(in: self.bytes(times: 3), of: stage), longer.count == count + 3 else {
            return nil
        }
    }

    /// The delivery with as many more records as it takes.
    func bytes(atLeast size: Int) -> [UInt8] { bytes(times: max(0, size - bytes.count) / repeated.count + 1) }

    private func bytes(times count: Int) -> [UInt8] {
        var longer = Array(bytes[..<repeated.upperBound])
        longer.reserveCapacity(bytes.count + count * repeated.count)
        for _ in 0..<count { longer += bytes[repeated] }
        return longer + bytes[repeated.upperBound...]
    }

    /// Where the records of a delivery end that is read in one piece, and how many there are.
    private static func records(in bytes: [UInt8], of stage: some Reader) throws -> (ends: [Int], count: Int) {
        let (prepared, context) = try stage.prepared { MemoryInput(bytes, isFile: true) }
        let crew = ReaderCrew(prepared, slotCount: context.schema.slotCount)
        let input = MemoryInput(bytes, isFile: true)
        let batch = RecordBatch()
        var ends: [Int] = []
        var count = 0
        while try crew.fill(batch, from: input, block: batch.targetBytes) {
            count += batch.recordCount
            for record in 0..<batch.recordCount {
                guard let range = batch.recordBytes(record) else { continue }
                ends.append(Int(clamping: batch.blockOffset) + range.upperBound)
            }
            if let fault = batch.faultBehindRows { throw fault }
        }
        return (ends, count)
    }
}
