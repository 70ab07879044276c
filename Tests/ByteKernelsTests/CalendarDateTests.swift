import ByteKernels
import Testing

@Suite struct CalendarDateTests {
    @Test func countsEveryDayOfTenThousandYears() throws {
        var days: Int32 = -719_162
        var failures = 0
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    let date = CalendarDate(year: year, month: index + 1, day: day)
                    let parts = CalendarDate(days: days)?.parts
                    if date?.days != days || parts?.year != year || parts?.month != index + 1 || parts?.day != day {
                        failures += 1
                    }
                    days += 1
                }
                if CalendarDate(year: year, month: index + 1, day: length + 1) != nil { failures += 1 }
            }
        }
        #expect(failures == 0)
        #expect(days == 2_932_897)
        #expect(CalendarDate(days: days) == nil)
        #expect(CalendarDate(days: -719_163) == nil)
        #expect(try #require(CalendarDate(year: 1970, month: 1, day: 1)).days == 0)
    }

    @Test func refusesDaysThatAreNotInTheCalendar() {
        for (year, month, day) in [
            (2021, 2, 29), (1900, 2, 29), (2021, 4, 31), (2021, 0, 1), (2021, 13, 1), (2021, 1, 0), (2021, 1, 32),
            (0, 1, 1), (10_000, 1, 1), (.min, .min, .min), (.max, .max, .max), (2021, 1, -1),
        ] {
            #expect(CalendarDate(year: year, month: month, day: day) == nil, "\(year) \(month) \(day)")
        }
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    }

    @Test func writesISO() throws {
        let first = try #require(CalendarDate(year: 1, month: 2, day: 3))
        let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
        #expect(first.description == "0001-02-03")
        #expect(last.description == "9999-12-31")
        #expect(first < last)
        var bytes = Array("x".utf8)
        first.write(into: &bytes)
        #expect(bytes == Array("x0001-02-03".utf8))
    }
}
