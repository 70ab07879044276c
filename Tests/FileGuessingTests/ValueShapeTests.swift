import Testing

@testable import FileGuessing

/// What single values can be read as.
struct ValueShapeTests {
    private func readings(_ text: String) -> Readings {
        ValueShape(Array(text.utf8)[...], dates: DateNotations()).readings
    }

    private static let expected: [(String, Readings)] = {
        var all: [(String, Readings)] = [("12", .integer), ("-12", .integer), ("12,5", .commaDecimal)]
        all += [("1.234,5", .commaDecimal), ("12.5", .pointDecimal), ("1,234.5", .pointDecimal)]
        all += [("1.234", .pointThousand), ("0.123", .pointDecimal), ("1,234", .commaThousand)]
        all += [("1.234.567", .pointGroups), ("1 234", .spaceGroups), ("..", .sign), ("<10", .sign)]
        all += [("ja", .boolean), ("  ", [.blank, .padded]), ("1.2.3", []), ("1.23.456", []), ("a12", []), ("12,", [])]
        all += [("1,2,3", []), ("-", .sign), ("--5", [])]
        let zero: Readings = [.integer, .leadingZero]
        let year: Readings = [.integer, .year]
        let percent: Readings = [.commaDecimal, .percent]
        let star: Readings = [.integer, .star]
        let padded: Readings = [.integer, .padded]
        return all + [("007", zero), ("2031", year), ("12,5 %", percent), ("12*", star), (" 12 ", padded)]
    }()

    @Test(arguments: expected)
    func readsNumbersAndSigns(text: String, expected: Readings) {
        #expect(readings(text) == expected)
    }

    @Test func knowsThePersonalNumber() {
        #expect(readings("010190-1234").contains(.personal))
        #expect(readings("0101901234").contains(.personal))
        #expect(readings("610190-1234").contains(.personal))
        #expect(!readings("991390-1234").contains(.personal))
    }

    @Test(arguments: [
        ("2031-05-06", ["yyyy-MM-dd"]), ("06-05-2031", ["dd-MM-yyyy", "d-M-yyyy", "MM-dd-yyyy"]),
        ("31.12.2031", ["dd.MM.yyyy", "d.M.yyyy"]),
        ("20310506", ["yyyyMMdd"]), ("6. maj 2031", ["d. MMMM yyyy", "d. MMM yyyy"]), ("31-31-2031", []),
    ])
    func findsThePatternsOfADate(text: String, patterns: [String]) {
        let (bits, _) = DateNotations().fits(Array(text.utf8)[...])
        let found = DateNotations.all.indices.filter { bits & (1 << UInt32($0)) != 0 }.map { DateNotations.all[$0] }
        #expect(found == patterns)
    }
}
