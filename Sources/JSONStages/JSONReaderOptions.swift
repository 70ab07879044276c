import StageKit

/// The options that the readers of JSON share, and what they become.
struct JSONReaderOptions {
    var fields: FieldList<JSONFieldSource>?
    var extra: JSONExtra?
    var nested: JSONNested?
    var separator = ","
    var separatorPlace: SourcePlace?
    var explode: JSONArrayPath?
    var noElements: JSONNoElements?
    var noElementsPlace: SourcePlace?
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
        context.stage.checkLimit("max_record", maxRecord, in: 1...128 << 20, unit: "bytes", at: maxRecordPlace)
        context.stage.checkLimit("max_depth", maxDepth, in: 1...100_000, at: maxDepthPlace)
        let explosion = explosion(&context.stage)
        checkSeparator(&context.stage)
        guard !context.stage.hasErrors else { return nil }
        var paths: [JSONPath] = []
        if let fields {
            for entry in fields.entries {
                context.stage.schema.add(entry.name, type: .text, deliveredName: entry.source.text)
                paths.append(entry.source.path)
            }
        } else {
            let discovery = JSONFieldDiscovery(
                hasLines: hasLines,
                recordLimit: maxRecord,
                depthLimit: maxDepth,
                explosion: explosion
            )
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
            nested: nested ?? (fields == nil ? .text : .reject),
            separator: Array(separator.utf8),
            explosion: explosion,
            refusesExtra: (extra ?? (fields == nil ? .refuse : .ignore)) == .refuse,
            recordLimit: maxRecord,
            depthLimit: maxDepth,
            rules: rules
        )
    }

    /// The array whose elements become records; nil when none is, or a mistake was reported.
    private func explosion(_ context: inout StageContext) -> JSONExplosion? {
        guard let explode else {
            if noElements != nil {
                context.mistake(
                    "'no_elements' is given, but no array is exploded",
                    at: noElementsPlace,
                    hint: "write explode: and the way to the array, or leave no_elements out"
                )
            }
            return nil
        }
        guard let path = JSONPath(slashes: explode.text) else {
            context.mistake(
                "'explode' has an empty key",
                at: explode.place,
                hint: "write keys with / between them, such as resultat/maalinger"
            )
            return nil
        }
        let explosion = JSONExplosion(path: path, noElements: noElements ?? .keep, limit: maxRecord)
        if let fields, !fields.entries.contains(where: { explosion.holds($0.source.path) }) {
            context.mistake(
                "no field is taken from the elements of '\(explode.text)', so its records would all be alike",
                at: explode.place,
                hint: "list \(explode.text)/KEY for elements that are objects, \(explode.text) for plain ones"
            )
            return nil
        }
        return explosion
    }

    private func checkSeparator(_ context: inout StageContext) {
        guard let separatorPlace, nested != .join else { return }
        context.mistake(
            "a separator is given, but values are not joined",
            at: separatorPlace,
            hint: "write nested: join, or leave separator out"
        )
    }
}
