import StageKit

/// The statements of a file that matter for its cells, by what identifies them.
struct PXStatements {
    private struct Key: Hashable {
        var keyword: String
        var language: String?
        var keys: [PXText]
    }

    private static let known: Set<String> = [
        "CHARSET", "CODEPAGE", "LANGUAGE", "LANGUAGES", "STUB", "HEADING", "VALUES", "CODES", "KEYS", "VARIABLECODE",
        "DATASYMBOL1", "DATASYMBOL2", "DATASYMBOL3", "DATASYMBOL4", "DATASYMBOL5", "DATASYMBOL6", "DATASYMBOLNIL",
        "DATASYMBOLSUM",
    ]

    private var statements: [Key: PXStatement] = [:]
    /// The languages that keywords have in brackets.
    private(set) var languages: Set<String> = []

    /// Reads one statement and keeps it when its keyword is known.
    mutating func take(_ bytes: [UInt8], _ range: Range<Int>, line: UInt64, offset: UInt64) throws(DeliveryFault) {
        var parser = PXStatementParser(bytes, range, line: line, offset: offset, isKnown: Self.known.contains)
        guard let statement = try parser.parse() else { return }
        let key = Key(keyword: statement.keyword, language: statement.language, keys: statement.keys)
        if let language = statement.language { languages.insert(language) }
        guard statements.updateValue(statement, forKey: key) == nil else {
            throw PXFault.twice(statement.name, at: statement.place)
        }
    }

    subscript(_ keyword: String, language language: String? = nil) -> PXStatement? {
        statements[Key(keyword: keyword, language: language, keys: [])]
    }

    subscript(_ keyword: String, of dimension: PXText, language language: String? = nil) -> PXStatement? {
        statements[Key(keyword: keyword, language: language, keys: [dimension])]
    }

    /// All statements with a keyword, in the order of the file.
    func all(_ keyword: String) -> [PXStatement] {
        statements.values.filter { $0.keyword == keyword }.sorted { $0.place.offset < $1.place.offset }
    }
}
