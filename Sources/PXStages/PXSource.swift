import ByteKernels
import StageKit

/// All of `read.px`: the statements before DATA are held, the cells behind it stream.
final class PXSource: RecordSource {
    private static let blockSize = 1 << 18

    private let plan: PXPlan
    private let cube: CubePlan
    private var bytes: [UInt8] = []
    private var count = 0
    /// The place in the file of the first of the bytes.
    private var base: UInt64 = 0
    private var isAtEnd = false
    private var cells: PXCells?
    private var isDone = false
    private var fault: DeliveryFault?
    private(set) var counts: [String: Int] = [:]

    init(_ plan: PXPlan, cube: CubePlan) {
        self.plan = plan
        self.cube = cube
    }

    /// Reads the dimensions of a file alone.
    static func dimensions(of input: any ByteInput, plan: PXPlan) throws -> [CubeDimension] {
        var bytes: [UInt8] = []
        var count = 0
        var isAtEnd = false
        let head = try PXHead.read(&bytes, &count, &isAtEnd, from: input, plan: plan, blockSize: 1 << 16)
        return head.metadata.dimensions
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        if let fault { throw fault }
        if isDone { return false }
        let target = max(1, batch.targetBytes)
        if cells == nil { try begin(input, blockSize: min(target, Self.blockSize)) }
        guard var cells = cells.take() else { return false }
        var failure: (any Error)?
        do {
            try read(input, into: &cells, target: target)
        } catch {
            failure = error
        }
        let hasRows = cells.rows.count > 0
        if hasRows { cells.move(into: batch, deliveredNames: cube.deliveredNames) }
        self.cells = consume cells
        if let failure {
            // The cells before a fault are delivered first, so that it is the same one wherever batches begin.
            guard hasRows, let found = failure as? DeliveryFault else { throw failure }
            fault = found
        }
        return hasRows
    }

    private func read(_ input: any ByteInput, into cells: inout PXCells, target: Int) throws {
        while true {
            let block = bytes
            let outcome = try cells.read(block, count: count, base: base, isLast: isAtEnd, target: target)
            switch outcome {
            case .full: return
            case .ended:
                isDone = true
                if cells.leftOutRows > 0 { counts["rows_left_out"] = cells.leftOutRows }
                return
            case .needsMore:
                // The block is used again and not copied.
                _ = consume block
                try refill(from: cells.position, input, blockSize: min(target, Self.blockSize))
                cells.begin(at: 0)
            }
        }
    }

    private func begin(_ input: any ByteInput, blockSize: Int) throws {
        let head = try PXHead.read(&bytes, &count, &isAtEnd, from: input, plan: plan, blockSize: blockSize)
        let bound = try cube.bind(head.metadata.dimensions)
        var cells = try PXCells(head.metadata, cells: bound, plan: plan, line: head.dataLine)
        let leftOut = cube.leftOutCount(head.metadata.dimensions, cells: bound)
        if leftOut > 0 { counts["dimensions_left_out"] = leftOut }
        if head.metadata.codePage.isDefault { counts["codepage_by_default"] = 1 }
        cells.begin(at: head.dataStart)
        self.cells = consume cells
    }

    /// Puts the bytes from a place on to the front, and reads more behind them.
    private func refill(from kept: Int, _ input: any ByteInput, blockSize: Int) throws {
        let left = count - kept
        if kept > 0 { bytes.removeSubrange(..<kept) }
        base += UInt64(kept)
        count = left
        let wanted = max(blockSize, 2 * left)
        if bytes.count < wanted { bytes.append(contentsOf: repeatElement(0, count: wanted - bytes.count)) }
        let read = try input.read(into: &bytes, at: count)
        if read == 0 { isAtEnd = true }
        count += read
    }
}
