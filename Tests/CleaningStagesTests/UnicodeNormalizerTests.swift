import ByteKernels
import CleaningStages
import StageKit
import StageTesting
import Testing

@Suite struct UnicodeNormalizerTests {
    private func run(_ cells: [String?], encoding: TextEncoding = .utf8) throws -> [[UInt32]] {
        try DeliveredCells(cells, encoding: encoding).run(try UnicodeNormalizer(yaml: "fields: [x]"))
            .map { $0.unicodeScalars.map(\.value) }
    }

    @Test func composesLettersWithMarks() throws {
        #expect(
            try run(["A\u{30A}rhus", "Are\u{301}", "u\u{308}"]) == [
                [0xC5, 0x72, 0x68, 0x75, 0x73], [0x41, 0x72, 0xE9], [0xFC],
            ]
        )
    }

    @Test func putsMarksInOrderBeforeItComposes() throws {
        // Circumflex and dot below, either way and half composed, are one letter; with a grave only the dot joins.
        #expect(try run(["a\u{302}\u{323}", "a\u{323}\u{302}", "\u{E2}\u{323}"]) == [[0x1EAD], [0x1EAD], [0x1EAD]])
        #expect(try run(["\u{E0}\u{323}"]) == [[0x1EA1, 0x300]])
        #expect(try run(["q\u{307}\u{323}"]) == [[0x71, 0x323, 0x307]])
    }

    @Test func aMarkIsBlockedByOneOfItsClassAndByAnotherLetter() throws {
        #expect(try run(["a\u{305}\u{301}"]) == [[0x61, 0x305, 0x301]])
        #expect(try run(["ab\u{30A}", "\u{30A}a"]) == [[0x61, 0x62, 0x30A], [0x30A, 0x61]])
    }

    @Test func replacesSignsThatAreLetters() throws {
        #expect(try run(["\u{212B}", "\u{212A}", "\u{344}"]) == [[0xC5], [0x4B], [0x308, 0x301]])
    }

    @Test func leavesEverythingElseAsItIs() throws {
        let cells = DeliveredCells(["Ærø – Læsø", "日本", "한국", "ß", nil, "\u{1F469}\u{200D}\u{1F33E}"])
        let result = try cells.run(try UnicodeNormalizer(yaml: "{}"))
        #expect(result == ["Ærø – Læsø", "日本", "한국", "ß", "∅missing", "\u{1F469}\u{200D}\u{1F33E}"])
    }

    @Test func leavesColumnsThatAreComposedAsTheyWereDelivered() throws {
        let cells = DeliveredCells(["Ærø – Læsø", "Å"])
        _ = try cells.run(try UnicodeNormalizer(yaml: "{}"))
        #expect(cells.batch.column(0).form == .raw)
        // The bytes CC 8A are a ring in UTF-8, and two letters in Latin-1.
        #expect(try run(["a\u{CC}\u{8A}"], encoding: .latin1) == [[0x61, 0xCC, 0x8A]])
    }

    @Test func equalNamesGetEqualCodes() throws {
        let cells = DeliveredCells(["A\u{30A}", "\u{C5}", "\u{212B}"])
        _ = try cells.run(try UnicodeNormalizer(yaml: "form: nfc"))
        #expect(cells.batch.column(0).codes == [0, 0, 0])
    }

    @Test func formsOtherThanNFCAreMistakes() {
        #expect(throws: Mistakes.self) { try UnicodeNormalizer(yaml: "form: nfd") }
    }
}
