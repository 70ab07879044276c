import StageKit
import StageTesting
import Testing

@Suite struct TableTests {
    private func table(_ text: String) throws -> Table {
        try Table(option: node("list.csv"), in: .testing(["list.csv": text]))
    }

    private func table(bytes: [UInt8]) throws -> Table {
        let scope = OptionScope { path, _ throws(Mistakes) in
            Resource(
                name: path,
                bytes: bytes,
                parsed: { () throws(Mistakes) in throw Mistakes("no YAML", at: nil) },
                scope: { .withoutFiles }
            )
        }
        return try Table(option: node("list.csv"), in: scope)
    }

    private func node(_ path: String) -> OptionNode {
        OptionNode(.scalar(path), at: SourcePlace(file: "test.yaml", line: 1, column: 7))
    }

    private func rows(_ table: Table) -> [[String]] {
        (0..<table.rowCount).map { row in table.columns.indices.map { table.text(row: row, column: $0) } }
    }

    /// `line:column message` of each mistake.
    private func mistakes(_ body: () throws -> Table) -> [String] {
        do {
            _ = try body()
            return []
        } catch {
            return (error as? Mistakes)?.diagnostics.map {
                "\($0.place?.file ?? "?"):\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)"
            } ?? ["\(error)"]
        }
    }

    @Test func readsHeaderAndRows() throws {
        let table = try table("kode,navn\n0101,København\n0147,\n")
        #expect(table.columns == ["kode", "navn"])
        #expect(rows(table) == [["0101", "København"], ["0147", ""]])
        #expect(table.name == "list.csv")
    }

    @Test func takesSemicolonsWhereTheHeaderHasThemAndNoComma() throws {
        #expect(rows(try table("a;b\n1,5;2\n")) == [["1,5", "2"]])
        #expect(try table("a;b,c\n1,2\n").columns == ["a;b", "c"])
        #expect(try table("a\n1;2\n").columns == ["a"])
    }

    @Test func readsQuotesLineEndsAndByteOrderMarkAsFilesHaveThem() throws {
        let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\r\nz\",\"\"\r\n\r\n1,2"
        #expect(rows(try table(text)) == [["x, \"y\"\r\nz", ""], ["1", "2"]])
        #expect(rows(try table("a\n1\r")) == [["1"]])
        #expect(rows(try table("a,b\n1,")) == [["1", ""]])
    }

    @Test func reportsRowsThatDoNotFitTheHeaderAtTheirPlace() {
        #expect(
            mistakes { try table("a,b\nå,2,3,4\n1\n1,2\n\"x\ny\",2,3\n") } == [
                "list.csv:2:5 the row has 4 cells, the header 2",
                "list.csv:3:2 the row has 1 cells, the header 2",
                "list.csv:6:6 the row has 3 cells, the header 2",
            ]
        )
    }

    @Test func reportsColumnsWithTheSameNameOrNone() {
        #expect(
            mistakes { try table("\u{FEFF}navn,,navn\n1,2,3\n") } == [
                "list.csv:1:6 column 2 has no name", "list.csv:1:7 two columns are named 'navn'",
            ]
        )
    }

    @Test func reportsBytesThatAreNotUTF8LineByLine() {
        let bytes = Array("a,b\n".utf8) + [0x78, 0x2C, 0xE6, 0xE6, 0x0A] + Array("1,2\n".utf8) + [0xC3, 0x0A]
        #expect(
            mistakes { try table(bytes: bytes + Array("1,2\n".utf8)) } == [
                "list.csv:2:3 this is not UTF-8", "list.csv:4:1 this is not UTF-8",
                "list.csv:4:2 the row has 1 cells, the header 2",
            ]
        )
    }

    @Test func reportsQuotesOutOfPlace() {
        #expect(
            mistakes { try table("a,b\nx\"y\",2\n\"x\"y,2\n1,\"2\n3,4\n") } == [
                "list.csv:2:2 a quote inside a cell that does not begin with one",
                "list.csv:3:4 text after the closing quote",
                "list.csv:4:3 the quote is never closed",
            ]
        )
    }

    @Test func refusesAnEmptyFileAndWhatIsNoPath() {
        #expect(mistakes { try table("") } == ["list.csv:1:1 the file is empty"])
        #expect(mistakes { try table("\u{FEFF}\r\n\n") } == ["list.csv:1:1 the file is empty"])
        let list = OptionNode(.list([]), at: SourcePlace(file: "test.yaml", line: 3, column: 1))
        #expect(
            mistakes { try Table(option: list, in: .testing([:])) } == [
                "test.yaml:3:1 expected the path of a CSV file, found a list"
            ]
        )
    }

    @Test func knowsThePlaceOfEachCellAndOfPartsOfIt() throws {
        let table = try table("a,b\nøø,\"x\ny|z\"\n")
        #expect(table.place(row: 0, column: 0) == SourcePlace(file: "list.csv", line: 2, column: 1, length: 2))
        #expect(
            table.place(row: 0, column: 1, offset: 4, text: "z")
                == SourcePlace(file: "list.csv", line: 3, column: 3, length: 1)
        )
    }

    @Test func codesAColumnWithEmptyCellsAsNone() throws {
        let table = try table("a,b\nx,\ny,\nx,\n,\n")
        let coded = table.coded(column: 0)
        #expect(coded.codes == [0, 1, 0, CodedCells.none])
        #expect((0..<2).map { coded.dictionary.text($0) } == ["x", "y"])
        #expect(table.coded(column: 1).dictionary.text(0).isEmpty)
    }
}
