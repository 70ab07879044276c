@testable import JSONStages

/// Says whether a whole document is JSON as this module understands it.
enum JSONValidator {
    /// The first fault of a document in memory; nil when it has none.
    static func validate(
        _ document: Span<UInt8>,
        encoding: JSONEncoding = JSONEncoding(),
        depthLimit: Int = 1_000
    ) -> JSONFault? {
        var parser = JSONRecordParser(paths: [], options: .init(depthLimit: depthLimit, allowsAnyRecord: true))
        let end = document.count
        do throws(JSONFault) {
            var position = try encoding.prefix(of: document, count: end, isLast: true) ?? 0
            JSONTokens.skipSpace(document, &position, end)
            position = try parser.parse(document, from: position, to: end)
            JSONTokens.skipSpace(document, &position, end)
            guard position == end else { throw JSONFault(.trailing, at: position) }
            return nil
        } catch {
            return error
        }
    }
}
