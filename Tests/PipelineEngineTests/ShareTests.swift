import StageKit
import Testing

@Suite struct ShareTests {
    private func share(_ text: String) throws -> Share {
        try Share(
            option: OptionNode(.scalar(text), at: SourcePlace(file: "x", line: 1, column: 1)),
            in: .withoutFiles
        )
    }

    @Test func isExactAtItsLimit() throws {
        #expect(try !share("1%").isExceeded(by: 1, of: 100))
        #expect(try share("1%").isExceeded(by: 2, of: 100))
        #expect(try share("0.1%").isExceeded(by: 2, of: 1999))
        #expect(try !share("0.1%").isExceeded(by: 2, of: 2000))
        #expect(try share("0%").isExceeded(by: 1, of: .max))
        #expect(try !share("100%").isExceeded(by: .max, of: .max))
    }

    @Test(arguments: ["1", "1,5%", "%", "101%", "1.23456%", "-1%", "1 %"])
    func refusesWhatIsNoShare(text: String) {
        #expect(throws: Mistakes.self) { try share(text) }
    }
}
