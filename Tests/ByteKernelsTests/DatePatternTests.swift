import ByteKernels
import Testing

@Suite struct DatePatternTests {
    private func read(_ text: String, _ pattern: String, _ months: MonthNames = .danish) throws -> String {
        let bytes = Array("9\(text)9".utf8)
        return switch try DatePattern(pattern, months: months).parse(bytes.span, from: 1, to: bytes.count - 1) {
        case .date(let date): date.description
        case .notADate: "not a date"
        case .noSuchDay: "no such day"
        }
    }

    private func fault(_ pattern: String) -> DatePatternError? {
        do {
            _ = try DatePattern(pattern)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("dd-MM-yyyy", "24-12-1850"), ("yyyyMMdd", "18501224"), ("yyyy-MM-dd", "1850-12-24"), ("ddMMyyyy", "24121850"),
        ("MM/dd/yyyy", "12/24/1850"), ("d/M yyyy", "24/12 1850"), ("dd.MM.yyyy 'kl.'", "24.12.1850 kl."),
        ("'D'dd''MM yyyy", "D24'12 1850"), ("yyyy–MM–dd", "1850–12–24"), ("yyyy'år'MMdd", "1850år1224"),
        ("d. MMMM yyyy", "24. december 1850"), ("d. MMMM yyyy", "24. DECEMBER 1850"), ("d. MMM yyyy", "24. dec 1850"),
        ("d. MMM yyyy", "24. dec. 1850"), ("d. MMM yyyy", "24. December 1850"), ("d. MMM. yyyy", "24. dec. 1850"),
        ("ddMMMyyyy", "24Dec1850"), ("yyyy d MMM", "1850 24 dec."), ("'it''s' yyyy-MM-dd", "it's 1850-12-24"),
    ])
    func readsDates(pattern: String, text: String) throws {
        #expect(try read(text, pattern) == "1850-12-24")
    }

    @Test func oneLetterTakesOneOrTwoDigits() throws {
        #expect(try read("1/2 1850", "d/M yyyy") == "1850-02-01")
        #expect(try read("01/02 1850", "d/M yyyy") == "1850-02-01")
        #expect(try read("1-2-1850", "dd-MM-yyyy") == "not a date")
        #expect(try read("001/2 1850", "d/M yyyy") == "not a date")
    }

    @Test func tellsDaysThatDoNotExistFromBytesThatAreNoDate() throws {
        for pattern in ["dd-MM-yyyy", "d-M-yyyy"] {
            for text in [
                "31-02-2021", "29-02-1900", "00-01-2021", "01-13-2021", "01-00-2021", "01-01-0000", "99-99-9999",
            ] {
                #expect(try read(text, pattern) == "no such day", "\(text)")
            }
            for text in [
                "", "31-12", "31/12-2021", "31-12/2021", "31-12-2021 ", " 31-12-2021", "3x-12-2021", "31-1x-2021",
                "31-12-20x1", "31-12-x021", "31-12-21", "31-12-02021", "-1-12-2021", "31-12-+021", "31-12-2:21",
            ] {
                #expect(try read(text, pattern) == "not a date", "\(text)")
            }
        }
        #expect(try read("2021022", "yyyyMMdd") == "not a date")
        #expect(try read("30. februar 2020", "d. MMMM yyyy") == "no such day")
    }

    @Test func readsMonthNames() throws {
        let danish = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober"]
        for (index, name) in (danish + ["november", "december"]).enumerated() {
            let month = index < 9 ? "0\(index + 1)" : "\(index + 1)"
            #expect(try read("2 \(name) 1850", "d MMMM yyyy") == "1850-\(month)-02")
            for text in [name.uppercased(), "\(name.prefix(3))", "\(name.prefix(3))."] {
                #expect(try read("2 \(text) 1850", "d MMM yyyy") == "1850-\(month)-02")
            }
            if name.count > 3 { #expect(try read("2 \(name.prefix(3)) 1850", "d MMMM yyyy") == "not a date") }
        }
        #expect(try read("2 sept. 1850", "d MMM yyyy") == "1850-09-02")
        #expect(try read("2 May 1850", "d MMM yyyy") == "not a date")
        #expect(try read("2 May 1850", "d MMM yyyy", .english) == "1850-05-02")
        #expect(try read("2 OCTOBER 1850", "d MMMM yyyy", .english) == "1850-10-02")
        #expect(try read("2 okt 1850", "d MMM yyyy", .english) == "not a date")
    }

    @Test func refusesWrongMonthNames() throws {
        for text in ["janu", "juni.", "januar.", "dec..", "", "decemberdecember", "søn", "jan1", "@jan", "ja"] {
            #expect(try read("2 \(text) 1850", "d MMM yyyy") == "not a date", "\(text)")
        }
        #expect(try read("2 maj. 1850", "d MMMM yyyy") == "not a date")
    }

    @Test func saysWhatIsWrongWithAPatternAndWhere() {
        #expect(fault("d/M yy")?.position == 4)
        #expect(fault("d/M yy")?.message == "two digits do not tell the century; use 'yyyy'")
        #expect(fault("dd-mm-yyyy")?.position == 3)
        #expect(fault("ddd-MM-yyyy")?.position == 0)
        #expect(fault("dd-MMMMM-yyyy")?.position == 3)
        #expect(fault("dd-MM-yyyyy")?.position == 6)
        #expect(fault("dd-MM-yyyy HH")?.position == 11)
        #expect(fault("dd-dd-yyyy")?.message == "'d' stands twice; once is enough")
        #expect(fault("dMMyyyy")?.position == 1)
        #expect(fault("d'1'MM-yyyy")?.position == 1)
        #expect(fault("dd MMM'x'yyyy")?.position == 6)
        #expect(fault("dd-MM-yyyy 'kl")?.message == "the quote is not closed")
        #expect(fault("MM-yyyy")?.message == "the pattern has no day, 'd' or 'dd'")
        #expect(fault("dd-yyyy")?.message == "the pattern has no month, 'M' to 'MMMM'")
        #expect(fault("dd-MM")?.message == "the pattern has no year, 'yyyy'")
        #expect(fault("")?.position == 0)
    }
}
