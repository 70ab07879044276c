import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct CSVReaderTests {
    @Test func bindsFieldsByTheirNames() throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, delimiter: ;, fields: [navn, kommune] }")
        let result = try stage.run(on: "kommune;navn\r\n0101;København\r\n\r\n0851;\"Aal;\"\"borg\"\"\"")
        #expect(
            result.output == """
                navn        | kommune
                København   | 0101
                Aal;"borg" | 0851
                """.replacing("København   ", with: "København  ")
        )
        #expect(result.rejects == [])
    }
}
