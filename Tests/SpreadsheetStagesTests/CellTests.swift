import Testing

@testable import SpreadsheetStages

@Suite struct CellTests {
    private func number(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if StoredNumber.isPlain(bytes.span) { return text }
        guard let number = StoredNumber(bytes.span) else { return nil }
        var digits: [UInt8] = []
        number.write(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    @Test func numbersKeepTheirDigits() {
        for text in ["0", "1", "-1", "12.5", "0.001", "123456789012345", "12345678901234567890", "-0.5", "100"] {
            #expect(number(text) == text)
        }
    }

    @Test func numbersLoseWhatTheirWriterAdded() {
        let numbers = [
            "1.0": "1", "12.50": "12.5", "1.0E7": "10000000", "1E-3": "0.001", " 7 ": "7", "+5": "5", "007": "7",
            ".5": "0.5", "5.": "5", "-0": "0", "0.0": "0", "4.9000000000000004": "4.9", "10.199999999999999": "10.2",
            "0.77815125038364363": "0.7781512503836436", "1.0413926851582251": "1.0413926851582251",
            "0.30000000000000004": "0.30000000000000004", "1.5e-07": "0.00000015", "1E+300": "1E300",
            "2.5E-100": "2.5E-100", "8.9999999999999997E-2": "0.09", "12345678901234567.0": "12345678901234567",
        ]
        for (text, plain) in numbers { #expect(number(text) == plain, "\(text)") }
    }

    @Test func otherTextsAreNoNumbers() {
        for text in ["", " ", "-", ".", "1,5", "1.2.3", "1e", "e5", "NaN", "INF", "0x10", "1E9999", "1 2", "--1"] {
            #expect(number(text) == nil, "\(text)")
        }
    }

    private func date(_ text: String, _ format: NumberFormat = .date, startsIn1904: Bool = false) -> String? {
        let bytes = Array(text.utf8)
        guard let number = StoredNumber(bytes.span) else { return nil }
        var result: [UInt8] = []
        let calendar = SerialDate(startsIn1904: startsIn1904)
        return calendar.write(number, as: format, to: &result) ? String(decoding: result, as: UTF8.self) : nil
    }

    @Test func daysOfBothCalendars() {
        #expect(date("1") == "1900-01-01")
        #expect(date("59") == "1900-02-28")
        #expect(date("60") == nil)
        #expect(date("61") == "1900-03-01")
        #expect(date("44197") == "2021-01-01")
        #expect(date("2958465") == "9999-12-31")
        #expect(date("2958466") == nil)
        #expect(date("0") == nil)
        #expect(date("-1") == nil)
        #expect(date("1e30") == nil)
        #expect(date("0", startsIn1904: true) == "1904-01-01")
        #expect(date("42735", startsIn1904: true) == "2021-01-01")
    }

    @Test func timesAreRoundedToMilliseconds() {
        #expect(date("44197.423726851849") == "2021-01-01T10:10:10")
        #expect(date("44197.5") == "2021-01-01T12:00:00")
        #expect(date("44197.99999999999") == "2021-01-02")
        #expect(date("44197.000005787037") == "2021-01-01T00:00:00.500")
        #expect(date("0.423726851849", .time) == "10:10:10")
        #expect(date("0.5") == "12:00:00")
        #expect(date("1.25", .duration) == "30:00:00")
        #expect(date("0", .time) == "00:00:00")
        #expect(date("1e-9", .duration) == "00:00:00")
    }

    @Test func formatsSayWhatANumberMeans() {
        let formats: [(String, NumberFormat)] = [
            ("General", .number), ("0.00", .number), ("#,##0;[Red]-#,##0", .number), ("0.00E+00", .number),
            ("@", .number), ("\"dage\" 0", .number), ("0\\d", .number), ("[Red]0", .number), ("_-* #,##0 kr", .number),
            ("[$kr.-406] #,##0", .number), ("Standard", .number), ("0%", .number),
            ("yyyy-mm-dd", .date), ("DD/MM/YY", .date), ("[$-406]d. mmmm yyyy;@", .date), ("mmm", .date),
            ("dd-mm-yyyy hh:mm", .date), ("MMDDYYAM/PMDD", .date), ("\"uge\" d", .date),
            ("hh:mm", .time), ("mm:ss.0", .time), ("h:mm AM/PM", .time), ("[h]:mm:ss", .duration),
            ("[mm]:ss", .duration),
        ]
        for (code, meaning) in formats { #expect(NumberFormat(code: code) == meaning, "\(code)") }
        #expect(NumberFormat(builtIn: 14) == .date)
        #expect(NumberFormat(builtIn: 22) == .date)
        #expect(NumberFormat(builtIn: 20) == .time)
        #expect(NumberFormat(builtIn: 46) == .duration)
        #expect(NumberFormat(builtIn: 10) == .number)
        #expect(NumberFormat(builtIn: 49) == .number)
    }

    @Test func escapesStandForSigns() {
        let texts = [
            "a_x000D_b": "a\rb", "_x005F_x000D_": "_x000D_", "_xd83d__xDE00_": "😀", "_x000G_": "_x000G_",
            "_x0000_": "_x0000_", "_xD83D_": "_xD83D_", "__x0041__": "_A_", "_x0041": "_x0041", "x": "x",
        ]
        for (text, decoded) in texts {
            var bytes = Array(text.utf8)
            EscapedText.decode(&bytes, from: 0)
            #expect(String(decoding: bytes, as: UTF8.self) == decoded, "\(text)")
        }
    }
}
