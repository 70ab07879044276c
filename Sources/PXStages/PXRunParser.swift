import StageKit

/// The free half of `read.px`: makes records of the cells that the ordered half found.
final class PXRunParser: RecordParser {
    private let deliveredNames: [String]
    private var rows: PXRows?

    init(_ cube: CubePlan) { deliveredNames = cube.deliveredNames }

    func parse(_ batch: RecordBatch) throws {
        // Without a run the ordered half has made the records.
        guard let run = batch.context as? PXRun else { return }
        // Those of the last file will not do for the next.
        let last = rows.take()
        var rows = if let last, last.table === run.table { last } else { PXRows(run.table) }
        rows.seek(cell: run.firstCell)
        do throws(DeliveryFault) {
            try Self.read(run, batch.block.span, count: batch.blockCount, into: &rows)
        } catch {
            batch.faultBehindRows = error
        }
        rows.move(into: batch, deliveredNames: deliveredNames)
        self.rows = consume rows
    }

    private static func read(
        _ run: PXRun,
        _ bytes: Span<UInt8>,
        count: Int,
        into rows: inout PXRows
    ) throws(DeliveryFault) {
        var tokens = run.tokens
        tokens.position = 0
        while try tokens.find(bytes, count: count, base: run.offset) {
            guard let token = try tokens.next(bytes, count: count, base: run.offset, isLast: false) else { return }
            try rows.append(bytes, token)
        }
    }
}
