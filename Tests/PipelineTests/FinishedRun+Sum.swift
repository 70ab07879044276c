import PipelineEngine
import Testing

extension FinishedRun {
    /// Holds the numbers of the run against each other: of each input, of all, of each output, and in `report.json`.
    func expectNothingLost(sourceLocation: SourceLocation = #_sourceLocation) {
        var total = Report.Sum(read: 0, made: 0, written: 0, rejected: 0, dropped: 0, flagged: 0, closes: true)
        for input in result.inputs {
            #expect(
                input.read + input.made == input.kept + input.rejected + input.dropped,
                "\(input.name)",
                sourceLocation: sourceLocation
            )
            total.read += Int(input.read)
            total.made += Int(input.made)
            total.written += Int(input.kept)
            total.rejected += Int(input.rejected)
            total.dropped += Int(input.dropped)
            total.flagged += Int(input.flagged)
        }
        #expect(report.sum == total, sourceLocation: sourceLocation)
        for output in report.outputs {
            #expect(
                output.written + output.dropped == total.written + output.made,
                "\(output.name)",
                sourceLocation: sourceLocation
            )
        }
    }
}
