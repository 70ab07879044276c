import StageKit

/// A delivery of which only the beginning comes: then the run is cancelled, and each further look at it says so.
final class InterruptedInput: ByteInput, RandomAccessBytes {
    let name = "memory"
    private let bytes: MemoryInput
    private let isFile: Bool
    private(set) var left: Int
    /// How often it was asked after the end of the run.
    private(set) var refusals = 0

    /// Who asks as often as this does not listen; it gets the end of the delivery, so that the test ends.
    private static let mostRefusals = 1_000

    /// - Parameter reads: how many reads and looks are answered.
    init(_ bytes: [UInt8], chunk: Int, isFile: Bool, reads: Int) {
        self.bytes = MemoryInput(bytes, chunk: chunk, isFile: isFile)
        self.isFile = isFile
        left = reads
    }

    var anywhere: (any RandomAccessBytes)? { isFile ? self : nil }
    var byteCount: UInt64 { bytes.byteCount }

    func look(at position: UInt64, count: Int) throws -> [UInt8] {
        guard try isAnswered() else { return [] }
        return bytes.look(at: position, count: count)
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        guard try isAnswered() else { return 0 }
        return try bytes.read(into: &buffer, at: offset)
    }

    private func isAnswered() throws -> Bool {
        if left > 0 {
            left -= 1
            return true
        }
        refusals += 1
        if refusals < Self.mostRefusals { throw CancellationError() }
        return false
    }
}
