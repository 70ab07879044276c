import ByteKernels

/// The codes that a field may have, each with its name, other spellings, attributes, and the time when it holds.
///
/// A table with the columns `code`, and perhaps `name`, `aliases` (separated by `|`), `valid_from` and `valid_to` (both
/// days belong to the time; empty is always). All other columns are attributes.
public struct CodeList: OptionValue {
    /// The entries as they stand in the file; a code whose attributes changed has several rows.
    public let table: Table
    /// The codes, each once: the dictionary of coded columns in all batches.
    public let codes: ValueDictionary

    private let codeKeys: ByteDictionary
    private let spellings: ByteDictionary
    private let foldedSpellings: ByteDictionary
    private let newestRows: [UInt32]
    /// First those of the codes, then those of the spellings, then those of the folded ones.
    private let timelines: CodeTimelines

    init(table: Table, index: CodeIndex) {
        self.table = table
        codes = ValueDictionary(index.codeKeys)
        codeKeys = index.codeKeys
        spellings = index.spellings
        foldedSpellings = index.foldedSpellings
        newestRows = index.newestRows()
        timelines = index.timelines()
    }

    /// What a text means as code, name or alias, first spelt exactly so, then with another case, hyphens or `aa` for
    /// `å`; nil when it is unknown. Work to be done once for each distinct text.
    public func meaning(of text: Span<UInt8>) -> CodeMeaning? {
        if let exact = spellings.find(text, from: 0, to: text.count) {
            return CodeMeaning(index: UInt32(codeKeys.count) + exact)
        }
        var folded: [UInt8] = []
        TextFolding.names.fold(text, from: 0, to: text.count, into: &folded)
        guard let number = foldedSpellings.find(folded.span, from: 0, to: folded.count) else { return nil }
        return CodeMeaning(index: UInt32(codeKeys.count + spellings.count) + number)
    }

    /// The number of a code, spelt exactly so; nil when there is no such code.
    public func code(_ text: Span<UInt8>) -> UInt32? { codeKeys.find(text, from: 0, to: text.count) }

    /// What a text means as a code, spelt exactly so; nil when there is no such code.
    public func meaning(ofCode text: Span<UInt8>) -> CodeMeaning? { code(text).map(CodeMeaning.init) }

    /// The code at a day; without one, the newest.
    public func match(_ meaning: CodeMeaning, at day: Int64?) -> CodeMatch { timelines.match(meaning.index, at: day) }

    /// The row of the table with the newest entry of a code.
    public func newestRow(ofCode code: UInt32) -> Int { Int(newestRows[Int(code)]) }
}

extension CodeList {
    public static var shape: OptionShape { .path }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        var reader = try TableReader(option: node, in: scope)
        let table = reader.read()
        var mistakes = reader.mistakes
        let index = CodeIndex(table, mistakes: &mistakes)
        try mistakes.throwAny()
        self.init(table: table, index: index)
    }

    public var optionText: String? { table.name }
}
