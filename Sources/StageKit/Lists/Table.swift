import ByteKernels

/// A small CSV file that belongs to the pipeline: a header and rows of text, read when the pipeline is checked.
///
/// It is UTF-8 and quoted as RFC 4180 says. Between cells stands `,`, or `;` where the header has that and no comma.
public struct Table: OptionValue {
    /// The file, as the user named it.
    public let name: String
    /// The names in the header; no name is there twice.
    public let columns: [String]
    /// The number of rows below the header.
    public let rowCount: Int
    /// The texts of all cells, without their quotes; see `range(row:column:)`.
    public let bytes: [UInt8]

    /// Where each cell begins in `bytes`, row by row; one more entry than there are cells.
    private let offsets: [UInt32]
    private let starts: [TablePosition]
    private let source: [UInt8]

    init(name: String, columns: [String], rowCount: Int, cells: TableCells, source: [UInt8]) {
        self.name = name
        self.columns = columns
        self.rowCount = rowCount
        bytes = cells.bytes
        offsets = cells.offsets
        starts = cells.starts
        self.source = source
    }

    /// Where the text of a cell stands in `bytes`.
    public func range(row: Int, column: Int) -> Range<Int> {
        let cell = row * columns.count + column
        return Int(offsets[cell])..<Int(offsets[cell + 1])
    }

    /// The text of a cell.
    public func text(row: Int, column: Int) -> String {
        String(decoding: bytes[range(row: row, column: column)], as: UTF8.self)
    }

    /// Where a cell stands in its file, for mistakes; or a part of it, from byte `offset` of its text on.
    public func place(row: Int, column: Int, offset: Int = 0, text: String? = nil) -> SourcePlace {
        var start = starts[row * columns.count + column]
        if offset > 0 {
            let isQuoted = source[start.offset] == UInt8(ascii: "\"")
            start.advance(to: start.offset + offset + (isQuoted ? 1 : 0), in: source)
        }
        return start.place(in: source, file: name, length: (text ?? self.text(row: row, column: column)).count)
    }

    /// Where the header is, for a column that it lacks.
    var headerPlace: SourcePlace { SourcePlace(file: name, line: 1, column: 1) }

    /// The distinct texts of a column and the number of the text in each row: columns of many batches can share them.
    public func coded(column: Int) -> CodedCells {
        var texts = ByteDictionary()
        var codes: [UInt32] = []
        for row in 0..<rowCount {
            let range = range(row: row, column: column)
            let code = range.isEmpty ? nil : texts.number(of: bytes, range)
            codes.append(code ?? CodedCells.none)
        }
        return CodedCells(dictionary: ValueDictionary(texts), codes: codes)
    }
}

extension Table {
    public static var shape: OptionShape { .path }

    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        var reader = try TableReader(option: node, in: scope)
        self = reader.read()
        try reader.mistakes.throwAny()
    }

    public var optionText: String? { name }
}

/// A column of a table as numbers into a dictionary.
public struct CodedCells: Sendable {
    /// The distinct texts; at least one, so that code 0 can be looked up.
    public let dictionary: ValueDictionary
    /// The number of the text of each row; `none` where the cell is empty.
    public let codes: [UInt32]

    /// The code of an empty cell.
    public static let none = UInt32.max
}
