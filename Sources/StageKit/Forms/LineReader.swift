/// The plainest form of a reader: makes at most one record of each line of a text file in UTF-8.
///
/// Called once for each line, in any worker; the last line may be without its end. A file with other bytes than UTF-8,
/// or with a line longer than `maxLine`, is refused.
public protocol LineReader: Reader {
    /// The fields of the records, in order; all are text.
    var fieldNames: [String] { get }

    /// The most bytes that a line may have; 1 MiB unless the stage says otherwise.
    var maxLine: Int { get }

    /// The values of a line in the order of `fieldNames`, nil for those that are missing; nil for a line that is no
    /// record, which the report counts. Throws the rule that the line breaks: it is rejected then.
    /// - Parameter line: without its end.
    func read(_ line: String) throws(Rejection) -> [String?]?
}

extension LineReader {
    public var maxLine: Int { 1 << 20 }

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        let names = fieldNames
        if names.isEmpty { context.stage.mistake("there are no fields") }
        for (index, name) in names.enumerated() {
            if names[..<index].contains(name) {
                context.stage.mistake("there are two fields named '\(name)'")
            } else {
                context.stage.schema.add(name, type: .text)
            }
        }
        let rules = Self.declaration.rules.map { (rejection: $0, handle: context.stage.rule($0)) }
        guard !context.stage.hasErrors else { return nil }
        let limit = maxLine
        return PreparedReader(
            makeSource: { LineSource(maxLine: limit) },
            makeParser: { LineParser(fieldNames: names, rules: rules, maxLine: limit, read: self.read) }
        )
    }
}

/// A stage gave another number of values than it has fields: a fault of the stage.
struct WrongValueCount: Error, CustomStringConvertible {
    let found: Int
    let expected: Int
    var description: String { "the stage broke its promise: \(found) values of a line for \(expected) fields" }
}
