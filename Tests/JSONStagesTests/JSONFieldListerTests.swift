import Testing

@testable import JSONStages

@Suite struct JSONFieldListerTests {
    private func fields(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try JSONFieldLister.fields(bytes.span, from: 0, to: bytes.count).map(\.description)
    }

    @Test func fieldsAreListedInTheOrderOfTheRecord() throws {
        #expect(
            try fields(#"{"z":1,"adresse":{"by":"x","geo":{"x":1,"y":2},"nr":null},"l":[{"q":1}],"o":{},"a":2}"#)
                == ["z", "adresse.by", "adresse.geo.x", "adresse.geo.y", "adresse.nr", "l", "o", "a"]
        )
    }

    @Test func listedPathsLeadBackToTheirValues() throws {
        let text = #"{"a.b":1,"c\\d":{"":2},"k\u00f8n":3}"#
        let paths = try fields(text)
        #expect(paths == [#"a\.b"#, #"c\\d."#, "køn"])
        let reading = JSONReading(lines: Array(text.utf8), fields: paths, blockSize: 99)
        #expect(reading.rows == [["1", "2", "3"]])
    }

    @Test func aRecordThatIsNoObjectHasNoFields() {
        #expect(throws: JSONFault(.record, at: 0)) { try fields("5") }
    }
}
