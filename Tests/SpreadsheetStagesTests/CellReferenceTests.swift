import Testing

@testable import SpreadsheetStages

@Suite struct CellReferenceTests {
    @Test func readsPlaces() {
        #expect(CellReference("A1") == CellReference(column: 0, row: 1))
        #expect(CellReference("AA12") == CellReference(column: 26, row: 12))
        #expect(CellReference("XFD1048576") == CellReference(column: 16_383, row: 1_048_576))
    }

    @Test(arguments: [
        "", "A", "12", "A0", "XFE1", "A1048577", "A99999999999999999999", "AAAAAAAAAAAAAAAA1", "A1B", "$A$1",
    ])
    func refusesWhatIsNoPlace(_ text: String) {
        #expect(CellReference(text) == nil)
    }

    @Test func namesColumns() {
        for (column, letters) in [0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16_383: "XFD"] {
            #expect(CellReference.letters(column) == letters)
            #expect(CellReference.column(letters) == column)
        }
    }

    @Test func readsRanges() {
        #expect(CellRange("B2:F20") == CellRange(columns: 1...5, rows: 2...20))
        #expect(CellRange("B3:F") == CellRange(columns: 1...5, rows: 3...1_048_576))
        #expect(CellRange("B:F") == CellRange(columns: 1...5, rows: 1...1_048_576))
        #expect(CellRange("C7") == CellRange(columns: 2...2, rows: 7...7))
        for text in ["", ":", "F:B", "B9:B2", "B2:C3:D4", "2:4"] { #expect(CellRange(text) == nil) }
    }
}
