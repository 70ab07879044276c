import StageKit

/// The options that the readers of JSON share, and what they become.
struct JSONReaderOptions {
    var fields: JSONFields?
    var extra: JSONExtra?
    var nested: JSONNested?
    var maxRecord: Int
    var maxRecordPlace: SourcePlace?
    var maxDepth: Int
    var maxDepthPlace: SourcePlace?

    /// Checks the limits, settles the fields and asks for the rules; nil when a mistake was reported.
    func plan<Cutter: JSONCutter>(
        _ context: inout ReaderContext,
        hasLines: Bool,
        cutter: Cutter
    ) -> JSONReadingPlan? {
        // Places in a batch have 29 bits, and an unfinished record may double the block that holds it.
        if !(1...128 << 20).contains(maxRecord) {
            context.stage.mistake("'max_record' is from 1 to \(128 << 20) bytes", at: maxRecordPlace)
        }
        if !(1...100_000).contains(maxDepth) {
            context.stage.mistake("'max_depth' is from 1 to 100000", at: maxDepthPlace)
        }
        guard !context.stage.hasErrors else { return nil }
        var paths: [JSONPath] = []
        if let fields {
            for entry in fields.entries {
                context.stage.schema.add(entry.name, type: .text, deliveredName: entry.written)
                paths.append(entry.path)
            }
        } else {
            let discovery = JSONFieldDiscovery(hasLines: hasLines, recordLimit: maxRecord, depthLimit: maxDepth)
            guard let found = discovery.paths(&context, cutter: cutter) else { return nil }
            for path in found { context.stage.schema.add(path.dotted, type: .text, deliveredName: path.slashes) }
            paths = found
        }
        let reasons = hasLines ? JSONReason.rulesOfLines : JSONReason.rulesOfElements
        var rules: [JSONReason: RuleHandle] = [:]
        for reason in reasons { rules[reason] = context.stage.rule(reason.rejection) }
        return JSONReadingPlan(
            hasLines: hasLines,
            paths: paths,
            deliveredNames: context.stage.schema.fields.map(\.deliveredName),
            // Fields that were found are all there is: what differs is new. Fields that were listed are what is wanted.
            refusesNested: (nested ?? (fields == nil ? .text : .reject)) == .reject,
            refusesExtra: (extra ?? (fields == nil ? .refuse : .ignore)) == .refuse,
            recordLimit: maxRecord,
            depthLimit: maxDepth,
            rules: rules
        )
    }
}
