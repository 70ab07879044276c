public import StageKit

/// Writes a table for pages in Markdown.
public struct MarkdownWriter: LineWriter {
    public static let declaration = StageDeclaration(
        "write.markdown",
        "Writes a table for pages in Markdown.",
        example: "path: ventetider.md"
    )

    @Option("Where the file goes in the published folder.")
    public var path: OutputPath

    @Option("The text for a value that is missing.")
    public var missing = "–"

    public init() {}

    public var fileDescription: FileDescription { FileDescription(format: "md", mediaType: "text/markdown") }

    public func header(_ fields: [Field]) -> [String] {
        [row(fields.map(\.name)), row(fields.map { $0.type == .text ? "---" : "--:" })]
    }

    public func line(_ row: Row, fields: [Field]) -> String {
        self.row(fields.map { row.text(of: $0) ?? missing })
    }

    /// A line of cells; what would end a cell or the line is written as the character it stands for.
    private func row(_ cells: [String]) -> String {
        let texts = cells.map { cell in
            cell.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
        }
        return "| " + texts.joined(separator: " | ") + " |"
    }
}
