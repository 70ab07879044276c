import StageKit
import StageTesting
import Testing

@testable import SDMXStages

@Suite struct SDMXTableTests {
    private func read(_ text: String, _ options: String = "") throws -> StageResult {
        try SDMXReader(yaml: "path: x.csv\nformat: csv\n" + options).run(on: text)
    }

    private func rule(_ text: String, _ options: String = "fields: [AMT, OBS_VALUE]") throws -> String? {
        do {
            _ = try read(text, options)
            return nil
        } catch let fault as DeliveryFault {
            return "\(fault.rule) \(fault.line ?? 0)@\(fault.byteOffset ?? 0)"
        }
    }

    @Test func readsVersionOne() throws {
        let text = "\u{FEFF}DATAFLOW,AMT,TIME_PERIOD,OBS_VALUE,NOTE\r\nP:D(1.0),Ribe,1887,1.10,\"a, \"\"b\"\"\"\r\n"
        #expect(
            try read(text + "P:D(1.0),Vejle,1887,,\"\"").output == """
                AMT   | TIME_PERIOD | OBS_VALUE | NOTE
                Ribe  | 1887        | 1.10      | a, "b"
                Vejle | 1887        | ∅         |
                """
        )
        #expect(try read(text, "fields: { amt: AMT, flow: DATAFLOW }").output == "amt  | flow\nRibe | P:D(1.0)")
    }

    @Test func readsVersionTwoAndRejectsDeletions() throws {
        let result = try read(
            """
            STRUCTURE[|];STRUCTURE_ID;ACTION;AMT;OBS_VALUE
            dataflow;P:D(1.0);I;Ribe;1
            dataflow;P:D(1.0);D;Vejle;
            dataflow;P:D(1.0);I;"Aa
            rhus"
            dataflow;P:D(1.0);M;Odense;2
            """,
            "delimiter: ;"
        )
        #expect(result.output == "AMT    | OBS_VALUE\nRibe   | 1\nOdense | 2")
        #expect(result.rejects == ["3 - sdmx.delete", "4 - sdmx.cells"])
    }

    @Test func takesCodesOrLabels() throws {
        let text = """
            DATAFLOW,AMT: Amt,OBS_VALUE: Værdi,NOTE: Note
            P:D(1.0): Døde,R1: Ribe Amt,1.0,Fra Ribe: alle
            """
        #expect(try read(text, "labels: code").output == "AMT | OBS_VALUE | NOTE\nR1  | 1.0       | Fra Ribe: alle")
        #expect(try read(text, "labels: label").output.contains("Ribe Amt | 1.0"))
        #expect(try read(text).output.hasPrefix("AMT: Amt     | OBS_VALUE: Værdi"))
    }

    @Test func refusesWhatIsNotCertain() throws {
        let header = "DATAFLOW,AMT,OBS_VALUE\n"
        #expect(try rule(header + "x,Ribe,1\n") == nil)
        #expect(try rule("AMT,OBS_VALUE\nRibe,1\n") == "sdmx.not_sdmx 1@0")
        #expect(try rule("") == "sdmx.empty 1@0")
        #expect(try rule("DATAFLOW,AMT\nx,Ribe", "fields: [AMT, OBS_VALUE]\nabsent: allow") == nil)
        #expect(try rule("<?xml?>") == "sdmx.not_sdmx 1@0")
        #expect(try rule("DATAFLOW,AMT\n") == "sdmx.field_missing 1@0")
        #expect(try rule("DATAFLOW,AMT,AMT,OBS_VALUE\n") == "sdmx.header 1@0")
        #expect(try rule(header + "x,Ribe,1\nx,\"Ribe,1\n") == "sdmx.torn 3@32")
        #expect(try rule(header + "x,Ri\"be,1\n") == "sdmx.quotes 2@23")
        #expect(try rule(header + "x,\"Ribe\" ,1\n") == "sdmx.quotes 2@23")
        #expect(try rule(header + "x,Ribe\r,1\n") == "sdmx.quotes 2@23")
        #expect(try rule(header + "x,Ri\0be,1\n") == "sdmx.encoding 2@23")
        #expect(try rule(header + "x,Ribe,1\n", "fields: [AMT]\nextra: refuse") == "sdmx.concept 1@0")
        #expect(try rule(header + "x,Ribe,1\n", "fields: [AMT]\nmax_record: 30") == nil)
        #expect(try rule(header + "x,Ribe,1111111111111111111111111\n", "fields: [AMT]\nmax_record: 30") != nil)
    }
}
