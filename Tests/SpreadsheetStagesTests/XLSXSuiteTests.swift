import Foundation
import Materials
import StageKit
import Testing

@testable import SpreadsheetStages

/// The workbooks of the suite beside the repository.
@Suite(.enabled(if: SharedFolder("suites/xlsx").exists, "the folder shared/suites/xlsx is not beside the repository"))
struct XLSXSuiteTests {
    private struct Case: Decodable {
        var id: String
        var file: String
        var expect: String
        var grid: [[String]]?
    }

    @Test func agreesWithTheSuite() throws {
        let folder = SharedFolder("suites/xlsx")
        let cases = try JSONDecoder().decode([Case].self, from: Data(folder.bytes("cases.json")))
        #expect(!cases.isEmpty)
        for one in cases {
            let found = Result { try SheetContent(Self.options, folder.bytes(one.file)) }
            switch one.expect {
            case "grid":
                let rows = try? found.get().rows
                #expect(rows.map(trimmed) == one.grid.map(trimmed), "\(one.id) \(found)")
            case "refuse": #expect((try? found.get()) == nil, "\(one.id)")
            // Neither a crash nor without end: that is all that is asked.
            default: break
            }
        }
    }

    private static let options = "path: a\nheader_rows: 0\nblank_rows: keep\nerrors: text"

    /// Without empty cells and rows at the ends.
    private func trimmed(_ rows: [[String]]) -> [[String]] {
        var rows = rows.map { row in
            Array(row.map { $0 == "∅" ? "" : $0 }.reversed().drop { $0.isEmpty }.reversed())
        }
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows
    }

    private static let real = SharedFolder("data/statbank-xlsx")

    @Test(.enabled(if: real.exists, "the folder shared/data/statbank-xlsx is not beside the repository"))
    func readsTheRealFiles() throws {
        for (name, rows) in [("GP", 60), ("AdmissionOutPatient", 30), ("Med_use", 42)] {
            let found = try SheetContent("path: a\nextra: ignore", Self.real.bytes(name + ".xlsx"))
            #expect(found.rows.count == rows, "\(name) \(found.fields)")
            #expect(found.rejects == [])
        }
    }
}
