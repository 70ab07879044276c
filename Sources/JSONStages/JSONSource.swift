import ByteKernels
import StageKit

/// The ordered half of a reader of JSON: takes blocks of a file and cuts them after whole records.
///
/// The records lie in `block` from `recordStarts[0]`, which the parser takes out again, to `blockCount`.
final class JSONSource<Cutter: JSONCutter>: RecordSource {
    private var cutter: Cutter
    private let recordLimit: Int
    /// Bytes of the last block that the next one begins with.
    private var carry: [UInt8] = []
    /// A fault behind the records delivered last: those are parsed first and may hold an earlier one.
    private var pending: DeliveryFault?
    private var isAtEnd = false
    private var bytesTaken: UInt64 = 0
    private var linesTaken: UInt64 = 0

    init(_ cutter: Cutter, recordLimit: Int) {
        self.cutter = cutter
        self.recordLimit = recordLimit
    }

    var counts: [String: Int] { cutter.leniencies }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        if let pending { throw pending }
        if isAtEnd { return false }
        var block = batch.block
        batch.block = []
        defer { batch.block = block }
        var count = begin(&block, size: max(1, batch.targetBytes, 2 * carry.count))
        while true {
            while count < block.count, !isAtEnd {
                let read = try input.read(into: &block, at: count)
                isAtEnd = read == 0
                count += read
            }
            let cut = cutter.cut(block.span, count: count, isLast: isAtEnd)
            let fault = refusal(cut, block)
            if !cut.records.isEmpty {
                pending = fault
                deliver(cut, block, count, to: batch)
                if block.count - batch.blockCount < 64 { block.append(contentsOf: repeatElement(0, count: 64)) }
                return true
            }
            if let fault { throw fault }
            take(cut)
            if isAtEnd { return false }
            let left = count - cut.end
            guard left <= recordLimit else {
                throw JSONReason.size.refusal(line: linesTaken + 1, byteOffset: bytesTaken, limit: recordLimit)
            }
            if cut.end > 0 {
                Self.move(&block, from: cut.end, count: left)
            } else {
                block += [UInt8](repeating: 0, count: block.count)
            }
            count = left
        }
    }

    /// Why the file is refused behind the records of a cut; the first that is wrong, wherever blocks end.
    private func refusal(_ cut: JSONCut, _ block: [UInt8]) -> DeliveryFault? {
        guard let fault = cut.fault else { return nil }
        if let open = cut.openElement, UInt64(fault.offset) - bytesTaken > UInt64(open + recordLimit) {
            let lineEnds = JSONBytes.count(of: UInt8(ascii: "\n"), in: block.span, from: 0, to: open)
            let (line, offset) = (linesTaken + UInt64(lineEnds) + 1, bytesTaken + UInt64(open))
            return JSONReason.size.refusal(line: line, byteOffset: offset, limit: recordLimit)
        }
        return fault.reason.refusal(line: UInt64(fault.line), byteOffset: UInt64(fault.offset), limit: fault.limit)
    }

    /// Gives the block its usual size, or more where an unfinished record needs it, and puts that at its start.
    private func begin(_ block: inout [UInt8], size: Int) -> Int {
        if block.capacity > 4 * (size + 64) { block = [] }
        block.reserveCapacity(size + 64)
        if block.count > size {
            block.removeLast(block.count - size)
        } else {
            block += [UInt8](repeating: 0, count: size - block.count)
        }
        var target = block.mutableSpan
        JSONBytes.copy(carry.span, at: 0, count: carry.count, into: &target, at: 0)
        return carry.count
    }

    private func deliver(_ cut: JSONCut, _ block: [UInt8], _ count: Int, to batch: RecordBatch) {
        let start = cut.records.lowerBound
        batch.encoding = .utf8
        batch.blockOffset = bytesTaken
        batch.blockCount = cut.records.upperBound
        batch.recordStarts.removeAll(keepingCapacity: true)
        batch.recordStarts.append(UInt32(clamping: start))
        let before = JSONBytes.count(of: UInt8(ascii: "\n"), in: block.span, from: 0, to: start)
        batch.firstLine = linesTaken + UInt64(before) + 1
        carry.removeAll(keepingCapacity: carry.capacity <= 4 * batch.targetBytes)
        carry.append(contentsOf: block[cut.end..<count])
        take(cut)
    }

    private func take(_ cut: JSONCut) {
        bytesTaken += UInt64(cut.end)
        linesTaken += UInt64(cut.lineEnds)
    }

    private static func move(_ block: inout [UInt8], from start: Int, count: Int) {
        for place in 0..<count { block[place] = block[start + place] }
    }
}
