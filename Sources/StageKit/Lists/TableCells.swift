/// The cells of a table while it is read.
struct TableCells {
    /// The texts, one after another.
    private(set) var bytes: [UInt8] = []
    /// Where each text begins in `bytes`; one more entry than there are cells.
    private(set) var offsets: [UInt32] = [0]
    /// Where each cell begins in the file.
    private(set) var starts: [TablePosition] = []

    var count: Int { starts.count }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Makes a cell of the bytes appended since the last one.
    mutating func endCell(startedAt start: TablePosition) {
        starts.append(start)
        // The reader refuses files that 32 bits do not count.
        offsets.append(UInt32(clamping: bytes.count))
    }

    mutating func removeCells(from first: Int) {
        starts.removeSubrange(first...)
        offsets.removeSubrange((first + 1)...)
        bytes.removeSubrange(Int(offsets[first])...)
    }

    func text(_ cell: Int) -> String {
        String(decoding: bytes[Int(offsets[cell])..<Int(offsets[cell + 1])], as: UTF8.self)
    }
}
