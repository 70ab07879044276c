import StageKit

/// The free half of `read.xlsx`: reads stretches of rows.
final class SheetStretchParser: RecordParser {
    private var reading: StretchReading?
    private(set) var counts: [String: Int] = [:]

    func parse(_ batch: RecordBatch) throws {
        // Without a stretch the ordered half has made the rows.
        guard let stretch = batch.context as? SheetStretch else { return }
        let reading = reading(of: stretch.layout)
        do throws(DeliveryFault) {
            try reading.read(batch.block.span.extracting(stretch.range), stretch)
        } catch {
            batch.faultBehindRows = error
        }
        counts.merge(reading.handler.assembly.rows.takeCounts(), uniquingKeysWith: +)
        // The rows of a stretch are together, if there are any before a fault.
        if reading.handler.assembly.rows.segments.isEmpty {
            reading.handler.assembly.rows.segments.append(SheetSegment())
        }
        reading.handler.assembly.rows.segments[0].layOut(into: batch, stretch.layout)
    }

    /// The reading of the last stretch where it is of the same sheet, else a new one.
    private func reading(of layout: SheetLayout) -> StretchReading {
        if let reading, reading.layout === layout { return reading }
        let new = StretchReading(layout)
        reading = new
        return new
    }
}
