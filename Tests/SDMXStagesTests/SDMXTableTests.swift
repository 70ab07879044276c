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

    @Test func findsTheSameInBlocksOfAnySize() throws {
        let header = "DATAFLOW,AMT,OBS_VALUE,NOTE\n"
        let lines = (0..<40).map { "x,Ribe \($0),\($0).50,\"a\n, \"\"b\"\"\"\($0 % 3 == 0 ? "\r" : "")\n" }
        let table = lines.joined()
        for text in [
            table, table + "x,Ribe,1,", table + "x,\"Ri", table + "x,Ri\"be,1\n" + table, table + "x,\"a\"b\n" + table,
            table + "x,\r\r\n" + table, table + "x,\u{0},1\n" + table, "\n" + table, table + "\n" + table,
            table + "x," + String(repeating: "1", count: 60) + ",1,2\n" + table,
            table + "x," + String(repeating: "1", count: 60) + "\"",
            table + "x,\"" + String(repeating: "1\n", count: 60) + table,
            table + "x,\"" + String(repeating: "1", count: 60),
        ] {
            let whole = try TableReading(header + text, block: 1 << 18)
            #expect(whole.rows.count >= 40 || text.hasPrefix("\n"))
            for block in [1, 3, 17, 64, 200, 1_000] {
                #expect(try TableReading(header + text, block: block) == whole, "\(text.suffix(80)) in \(block)")
            }
        }
        #expect(try TableReading(header + table, block: 100).fault == nil)
    }

    /// What two workers make of a table.
    private struct TableReading: Equatable {
        private(set) var rows: [String] = []
        private(set) var fault: DeliveryFault?

        init(_ text: String, block: Int) throws {
            var options = SDMXTableOptions()
            options.maxRecord = 50
            let fields = ["AMT", "OBS_VALUE", "NOTE"]
            let plan = SDMXTablePlan(options: options, fields: fields, names: fields)
            let source = SDMXTableSource(plan)
            let workers = (0..<2).map { _ in SDMXTableParser(plan) }
            let input = MemoryInput(Array(text.utf8))
            let batch = RecordBatch()
            var number = 0
            do {
                while true {
                    batch.reset(fieldCount: 3)
                    batch.targetBytes = block
                    guard try source.fill(batch, from: input) else { break }
                    try workers[number % 2].parse(batch)
                    number += 1
                    for row in 0..<batch.rowCount {
                        let cells = batch.columns.map { column in
                            let cell = batch.cell(of: column, row: row)
                            return String(decoding: batch.cellBytes[cell.start..<cell.end], as: UTF8.self)
                        }
                        rows.append("\(batch.line(ofRow: row)) \(batch.fates[row]) \(cells.joined(separator: "|"))")
                    }
                    if let fault = batch.faultBehindRows { throw fault }
                }
            } catch let found as DeliveryFault {
                fault = found
            }
        }
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
