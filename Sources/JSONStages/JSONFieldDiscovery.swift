import ByteKernels
import StageKit

/// Finds the fields of a delivery in its first record, for readers that list none.
struct JSONFieldDiscovery {
    var hasLines: Bool
    var recordLimit: Int
    var depthLimit: Int
    var explosion: JSONExplosion?

    /// The paths of the first record in its own order; nil when a mistake was reported.
    func paths<Cutter: JSONCutter>(_ context: inout ReaderContext, cutter: Cutter) -> [JSONPath]? {
        let hint = "list the fields with 'fields:'"
        let found = context.findInFirstFile("fields", hint: hint) { input in
            (paths: try firstRecord(of: input, cutter: cutter), name: input.name)
        }
        guard let found else { return nil }
        guard let paths = found.paths, !paths.isEmpty else {
            let what = explosion == nil ? "first record" : "first record with elements to explode"
            context.refuseDelivery("\(found.name) has no \(what) to find the fields in", hint: hint)
            return nil
        }
        let names = Set(paths.map(\.dotted))
        guard names.count == paths.count, !names.contains("") else {
            context.refuseDelivery("the keys of \(found.name) make no names of fields that differ", hint: hint)
            return nil
        }
        return paths
    }

    private func firstRecord<Cutter: JSONCutter>(of input: any ByteInput, cutter: Cutter) throws -> [JSONPath]? {
        let source = JSONSource(cutter, recordLimit: recordLimit)
        let batch = RecordBatch()
        batch.targetBytes = 1 << 16
        while try source.fill(batch, from: input) {
            let block = batch.block
            let end = batch.blockCount
            let first = Int(batch.recordStarts.first ?? 0)
            var start = first
            JSONTokens.skipSpace(block.span, &start, end)
            guard start < end else { continue }
            let lineEnd = hasLines ? JSONBytes.first(UInt8(ascii: "\n"), in: block.span, from: start, to: end) : end
            do throws(JSONFault) {
                let options = JSONRecordParser.Options(depthLimit: depthLimit, explosion: explosion)
                return try JSONFieldLister.fields(block.span, from: start, to: lineEnd, options: options)
            } catch {
                let lines = JSONBytes.count(of: UInt8(ascii: "\n"), in: block.span, from: first, to: error.offset)
                throw error.reason.refusal(
                    line: batch.firstLine + UInt64(lines),
                    byteOffset: batch.blockOffset + UInt64(error.offset),
                    limit: error.limit
                )
            }
        }
        return nil
    }
}
