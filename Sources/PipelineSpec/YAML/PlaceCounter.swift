import StageKit

/// Counts characters along a line, so that the places of a long line are found in one pass over it.
struct PlaceCounter {
    private let source: SourceText
    private var line = 0
    private var index = 0
    private var column = 1

    init(_ source: SourceText) { self.source = source }

    /// The place of a mark of libyaml.
    mutating func place(line: Int, column: Int) -> SourcePlace {
        guard source.lines.indices.contains(line - 1) else { return source.place(line: line, column: column) }
        let range = source.lines[line - 1]
        return place(line: line, index: min(range.lowerBound + max(0, column - 1), range.upperBound))
    }

    /// The place of a scalar of a line.
    mutating func place(line: Int, index: Int) -> SourcePlace {
        if line != self.line || index < self.index {
            self.line = line
            self.index = source.lines[line - 1].lowerBound
            column = 1
        }
        if index > self.index {
            column += source.string(self.index..<index).count
            self.index = index
        }
        return SourcePlace(file: source.file, line: line, column: column)
    }
}
