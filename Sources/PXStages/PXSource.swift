import ByteKernels
import StageKit

/// The ordered half of `read.px`: holds the statements before DATA, and finds behind it how many cells there are in some
/// bytes, which workers then read. What is no whole cell it reads itself, and all cells of files with KEYS.
final class PXSource: RecordSource {
    private static let blockSize = 1 << 18

    private let plan: PXPlan
    private let cube: CubePlan
    private var file = PXBytes()
    private var table: PXTable?
    private var tokens: PXTokens?
    /// The cells that were given away.
    private var taken = 0
    private var keyed: PXKeyedCells?
    private var isDone = false
    private var fault: DeliveryFault?
    private(set) var counts: [String: Int] = [:]

    init(_ plan: PXPlan, cube: CubePlan) {
        self.plan = plan
        self.cube = cube
    }

    /// Reads the dimensions of a file alone.
    static func dimensions(of input: any ByteInput, plan: PXPlan) throws -> [CubeDimension] {
        var file = PXBytes()
        return try PXHead.read(&file, from: input, plan: plan, blockSize: 1 << 16).metadata.dimensions
    }

    func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
        if let fault { throw fault }
        if isDone { return false }
        let target = max(1, batch.targetBytes)
        if table == nil { try begin(input, blockSize: min(target, Self.blockSize)) }
        guard let table, var tokens else { return try readKeyed(batch, from: input, target: target) }
        let most = min(table.layout.cellCount(forBytes: target), table.cellCount - taken)
        defer { self.tokens = tokens }
        while true {
            let start = tokens.position
            let found = CellPass.tokens(in: file.bytes.span, from: start, to: file.count, most: most)
            if found.count < most, start > 0, !file.isAtEnd {
                // A run need not be short because the bytes end.
                try refill(&tokens, from: input, target: target)
                continue
            }
            if found.count > 0 {
                give(found.count, to: found.end, from: &tokens, of: table, batch)
                return true
            }
            guard try tokens.find(file.bytes.span, count: file.count, base: file.base) else {
                if file.isAtEnd {
                    try checkEnd(tokens, table)
                    isDone = true
                    return false
                }
                try refill(&tokens, from: input, target: target)
                continue
            }
            guard taken < table.cellCount else { throw tooMany(tokens, table) }
            // Only wrong quotes hide the end of a token from the count.
            var end = tokens
            if try end.next(file.bytes.span, count: file.count, base: file.base, isLast: file.isAtEnd) != nil {
                give(1, to: end.position, from: &tokens, of: table, batch)
                return true
            }
            try refill(&tokens, from: input, target: target)
        }
    }

    private func begin(_ input: any ByteInput, blockSize: Int) throws {
        let head = try PXHead.read(&file, from: input, plan: plan, blockSize: blockSize)
        let metadata = head.metadata
        let bound = try cube.bind(metadata.dimensions)
        let table = try PXTable(metadata, cells: bound, maxValue: plan.maxValue)
        let leftOut = cube.leftOutCount(metadata.dimensions, cells: bound)
        if leftOut > 0 { counts["dimensions_left_out"] = leftOut }
        if metadata.codePage.isDefault { counts["codepage_by_default"] = 1 }
        var tokens = PXTokens(table, line: head.dataLine)
        tokens.position = head.dataStart
        if let areCodes = metadata.keysAreCodes {
            keyed = try PXKeyedCells(
                table,
                metadata.dimensions,
                areCodes: areCodes,
                fillsRows: plan.fillsRows,
                tokens: tokens
            )
        } else {
            tokens.allowsEndSign = table.cellCount == 0
            self.tokens = tokens
        }
        self.table = table
    }

    private func refill(_ tokens: inout PXTokens, from input: any ByteInput, target: Int) throws {
        try file.refill(keepingFrom: tokens.position, size: min(target, Self.blockSize), from: input)
        tokens.position = 0
    }

    // MARK: Cells for workers

    /// Gives the next cells away; the last of them ends at a place with a separator.
    private func give(
        _ count: Int,
        to end: Int,
        from tokens: inout PXTokens,
        of table: PXTable,
        _ batch: RecordBatch
    ) {
        let start = tokens.position
        let offset = file.base + UInt64(start)
        batch.context = PXRun(table: table, firstCell: taken, tokens: tokens, offset: offset)
        batch.copyBlock(file.bytes.span.extracting(start..<end + 1))
        let lineEnds = JSONBytes.count(of: UInt8(ascii: "\n"), in: file.bytes.span, from: start, to: end)
        tokens.pass(to: end, lineEnds: lineEnds)
        taken += count
        tokens.allowsEndSign = taken == table.cellCount
    }

    private func checkEnd(_ tokens: PXTokens, _ table: PXTable) throws(DeliveryFault) {
        let place = PXFault.Place(line: tokens.line, offset: file.base + UInt64(tokens.position))
        guard taken == table.cellCount else {
            throw PXFault.tooFew(
                "\(taken) values for \(table.cellCount) cells",
                "\(taken) værdier til \(table.cellCount) celler",
                at: place
            )
        }
        guard tokens.delimiter == UInt8(ascii: ";") else { throw PXFault.noSemicolon(at: place) }
    }

    private func tooMany(_ tokens: PXTokens, _ table: PXTable) -> DeliveryFault {
        PXFault.metadata(
            "px.too_many_values",
            "more values than the \(table.cellCount) cells",
            "flere værdier end de \(table.cellCount) celler",
            at: PXFault.Place(line: tokens.line, offset: file.base + UInt64(tokens.position)),
            hint: "the dimensions of the file are not those of its data, or something stands behind them"
        )
    }

    // MARK: Files with KEYS

    private func readKeyed(_ batch: RecordBatch, from input: any ByteInput, target: Int) throws -> Bool {
        guard var keyed = keyed.take() else { return false }
        var failure: (any Error)?
        do {
            try read(input, into: &keyed, target: target)
        } catch {
            failure = error
        }
        let hasRows = keyed.rows.cells.count > 0
        if hasRows { keyed.move(into: batch, deliveredNames: cube.deliveredNames) }
        self.keyed = consume keyed
        if let failure {
            // The cells before a fault are delivered first, so that it is the same one wherever batches begin.
            guard hasRows, let found = failure as? DeliveryFault else { throw failure }
            fault = found
        }
        return hasRows
    }

    private func read(_ input: any ByteInput, into keyed: inout PXKeyedCells, target: Int) throws {
        while true {
            switch try keyed.read(file, target: target) {
            case .full: return
            case .ended:
                isDone = true
                if keyed.leftOutRows > 0 { counts["rows_left_out"] = keyed.leftOutRows }
                return
            case .needsMore:
                try file.refill(keepingFrom: keyed.position, size: min(target, Self.blockSize), from: input)
                keyed.position = 0
            }
        }
    }
}
