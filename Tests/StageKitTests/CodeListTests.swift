import ByteKernels
import StageKit
import StageTesting
import Testing

@Suite struct CodeListTests {
    private func list(_ text: String) throws -> CodeList {
        let node = OptionNode(.scalar("list.csv"), at: SourcePlace(file: "test.yaml", line: 1, column: 7))
        return try CodeList(option: node, in: .testing(["list.csv": text]))
    }

    private func find(_ text: String, in list: CodeList, at date: String? = nil) -> String {
        let bytes = Array(text.utf8)
        guard let meaning = list.meaning(of: bytes.span) else { return "unknown" }
        switch list.match(meaning, at: date.flatMap { ISODay.parse($0.utf8) }) {
        case .code(let code): return list.codes.text(code)
        case .unknown: return "unknown"
        case .notValidThen: return "not then"
        }
    }

    /// As `find`, by the code alone.
    private func findCode(_ text: String, in list: CodeList, at date: String) -> CodeMatch {
        let bytes = Array(text.utf8)
        guard let meaning = list.meaning(ofCode: bytes.span) else { return .unknown }
        return list.match(meaning, at: ISODay.parse(date.utf8))
    }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try list(text)
            return []
        } catch {
            return (error as? Mistakes)?.diagnostics.map {
                "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)"
            } ?? ["\(error)"]
        }
    }

    @Test func findsCodesByCodeNameAndAliasHoweverTheyAreSpelt() throws {
        let list = try list(
            """
            code,name,aliases,valid_from,valid_to,region
            0751,Aarhus,751|Aarhus Kommune | Smilets by,,,1082
            0360,Lolland,360,,,1085
            """
        )
        for text in ["0751", "Aarhus", "Århus", "århus kommune", "smilets-by", "751"] {
            #expect(find(text, in: list) == "0751", "\(text)")
        }
        for text in ["", "0752", "Aarhus K", "1082", "Kommune", "-"] { #expect(find(text, in: list) == "unknown") }
        #expect(list.codes.count == 2)
    }

    @Test func findsTheExactSpellingBeforeTheFoldedOne() throws {
        let list = try list("code,name\nmL,millilitre\nML,megalitre\n")
        #expect(find("mL", in: list) == "mL")
        #expect(find("ML", in: list) == "ML")
        #expect(find("ml", in: list) == "unknown", "nothing tells which is meant")
    }

    @Test func aNameThatTwoCodesShareMeansNeither() throws {
        let list = try list("code,name\n1,Ambulatorium\n2,Ambulatorium\n3,1\n")
        #expect(find("Ambulatorium", in: list) == "unknown")
        #expect(find("1", in: list) == "1", "a code goes before a name")
    }

    @Test func countsBothDaysOfATime() throws {
        let list = try list("code,valid_from,valid_to\nx,2010-01-01,2021-12-31\ny,,2006-12-31\nz,2007-01-01,\n")
        #expect(find("x", in: list, at: "2009-12-31") == "not then")
        #expect(find("x", in: list, at: "2010-01-01") == "x")
        #expect(find("x", in: list, at: "2021-12-31") == "x")
        #expect(find("x", in: list, at: "2022-01-01") == "not then")
        #expect(find("x", in: list) == "x")
        #expect(find("y", in: list, at: "0001-01-01") == "y")
        #expect(find("z", in: list, at: "9999-12-31") == "z")
        #expect(find("q", in: list, at: "2010-01-01") == "unknown")
    }

    @Test func givesTheNewestOfSeveralTimesWhenNoDayIsAsked() throws {
        let list = try list(
            """
            code,name,aliases,valid_from,valid_to
            new,Amt,fælles,2007-01-01,2030-12-31
            old,Amt,fælles,,2006-12-31
            new,Område,,2031-01-01,
            """
        )
        #expect(find("fælles", in: list) == "new")
        #expect(find("FÆLLES", in: list, at: "2000-01-01") == "old")
        #expect(find("amt", in: list, at: "2031-01-01") == "not then")
        #expect(list.codes.count == 2)
        #expect(list.newestRow(ofCode: 0) == 2)
        #expect(list.newestRow(ofCode: 1) == 1)
    }

    @Test func aCodeThatEndedCanBeTheAliasOfItsSuccessor() throws {
        let list = try list("code,aliases,valid_from,valid_to\n1084,,,2026-12-31\n1086,1084|1085,2027-01-01,\n")
        #expect(find("1084", in: list, at: "2026-12-31") == "1084")
        #expect(find("1084", in: list, at: "2027-01-01") == "1086")
        #expect(find("1085", in: list, at: "2026-12-31") == "not then")
        #expect(find("1084", in: list) == "1084", "the code itself goes first")
        #expect(findCode("1084", in: list, at: "2027-01-01") == .notValidThen)
        #expect(findCode("1084", in: list, at: "2026-12-31") == .code(0))
        #expect(findCode("1085", in: list, at: "2027-01-01") == .unknown)
    }

    @Test func reportsAllMistakesAtTheirPlaces() {
        #expect(
            mistakes(
                """
                code,name,aliases,valid_from,valid_to
                a,A,,2021-02-31,
                b,B,,,2021
                c,C,,2022-01-01,2021-12-31
                ,D,,,
                e,E
                f,F,,,
                f,F,,2020-01-01,
                """
            ) == [
                "2:6 '2021-02-31' is not a day such as 2021-05-31",
                "3:7 '2021' is not a day such as 2021-05-31",
                "4:17 valid_to is before valid_from",
                "5:1 an entry without a code",
                "6:4 the row has 2 cells, the header 5",
                "8:1 code 'f' is valid twice at a time",
            ]
        )
    }

    @Test func reportsTheSameCodeTwiceUnlessTheTimesLieApart() {
        let header = "code,valid_from,valid_to\n"
        #expect(mistakes(header + "a,,2020-12-31\na,2021-01-01,\n") == [])
        #expect(mistakes(header + "a,2021-01-01,\na,,2021-01-01\n") == ["3:1 code 'a' is valid twice at a time"])
        #expect(
            mistakes(header + "a,2000-01-01,2030-12-31\na,2001-01-01,2002-12-31\na,2003-01-01,\n") == [
                "3:1 code 'a' is valid twice at a time", "4:1 code 'a' is valid twice at a time",
            ]
        )
    }

    @Test func reportsAliasesThatMeanTwoCodesAndNamesBoth() {
        let header = "code,name,aliases,valid_from,valid_to\n"
        #expect(
            mistakes(header + "1,Nord,N|Århus,,\n2,Syd,s| aarhus ,,\n") == ["3:10 this alias means '1' and '2'"]
        )
        #expect(mistakes(header + "1,Nord,\"x|syd\",,\n2,Syd,,,\n") == ["2:11 this alias means '1' and '2'"])
        #expect(mistakes(header + "1,Nord,2,,\n2,Syd,,,\n") == ["2:8 this alias means '1' and '2'"])
        #expect(mistakes(header + "1,Nord,-,,\n2,Syd,-,,\n") == ["3:7 this alias means '1' and '2'"])
        #expect(mistakes(header + "1,Nord,x|X|x,,\n2,Syd,,,\n") == [], "one code may be spelt twice")
        #expect(mistakes(header + "1,Nord,x,,2020-12-31\n2,Syd,x,2021-01-01,\n") == [])
    }

    @Test func needsACodeColumnAndCodes() {
        #expect(mistakes("kode,navn\n1,2\n") == ["1:1 a code list needs a column 'code'"])
        #expect(mistakes("code,name\n") == ["1:1 the code list has no codes"])
        #expect(mistakes("") == ["1:1 the file is empty"])
    }
}
