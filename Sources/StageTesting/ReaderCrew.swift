import StageKit

/// The halves of a reader, as a run has them: one that reads a file in order, and two workers that share its batches.
final class ReaderCrew {
    private let prepared: PreparedReader
    private let slotCount: Int
    private var source: any RecordSource
    private let parsers: [any RecordParser]
    private var count = 0

    init(_ prepared: PreparedReader, slotCount: Int) {
        self.prepared = prepared
        self.slotCount = slotCount
        source = prepared.makeSource()
        parsers = (0..<2).compactMap { _ in prepared.makeParser?() }
    }

    /// Goes on to another file.
    func beginFile() { source = prepared.makeSource() }

    /// Fills a batch with the next records and finds their cells.
    /// - Parameter block: about how many bytes a batch takes.
    /// - Returns: false when the file has no more.
    func fill(_ batch: RecordBatch, from input: any ByteInput, block: Int) throws -> Bool {
        batch.reset(fieldCount: slotCount)
        batch.targetBytes = block
        guard try source.fill(batch, from: input) else { return false }
        if !parsers.isEmpty { try parsers[count % parsers.count].parse(batch) }
        count += 1
        return true
    }
}
