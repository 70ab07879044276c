import Foundation
import Materials
import StageKit
import StageTesting
import Testing

@testable import SDMXStages

/// Messages of agencies, read from the shared folder.
@Suite struct SDMXSuiteTests {
    private static let suite = SharedFolder("suites/sdmx")

    private struct Case: Decodable {
        let id: String
        let file: String
        let expect: String
        let columns: [Column]?
        let values: [String?]?
    }

    /// A name and, twice, the values that may stand for it: codes and labels.
    private struct Column: Decodable {
        let name: String
        let values: [[String?]]

        init(from decoder: any Decoder) throws {
            var parts = try decoder.unkeyedContainer()
            name = try parts.decode(String.self)
            var values: [[String?]] = []
            while !parts.isAtEnd { values.append(try parts.decode([String?].self)) }
            self.values = values
        }
    }

    @Test(.enabled(if: suite.exists, "needs the shared suites"))
    func readsEveryMessageAsTheSuiteSays() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Data(Self.suite.bytes("cases.json")))
        #expect(cases.count > 20)
        for item in cases {
            let bytes = try Self.suite.bytes(item.file)
            let table = try? Table(bytes)
            switch item.expect {
            case "table":
                for column in item.columns ?? [] {
                    let found = try #require(table?.columns[column.name], "\(item.id): \(column.name)")
                    #expect(column.values.contains(found), "\(item.id): \(column.name)")
                }
                #expect(table?.columns["OBS_VALUE"] == item.values, "\(item.id)")
            case "refuse": #expect(table == nil, "\(item.id)")
            default: break
            }
        }
    }

    /// A delivery by field.
    private struct Table {
        var columns: [String: [String?]] = [:]

        init(_ bytes: [UInt8]) throws {
            let reader = try SDMXReader(yaml: "path: x.xml")
            var context = ReaderContext(
                stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
            ) { MemoryInput(bytes) }
            guard let prepared = reader.prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
            let source = prepared.makeSource()
            let parser = prepared.makeParser?()
            let input = MemoryInput(bytes)
            let batch = RecordBatch()
            batch.targetBytes = 1000
            while true {
                batch.reset(fieldCount: context.stage.schema.slotCount)
                guard try source.fill(batch, from: input) else { break }
                try parser?.parse(batch)
                if let fault = batch.faultBehindRows { throw fault }
                #expect(batch.faults.count == 0)
                for field in context.stage.schema.fields {
                    columns[field.name, default: []] += (0..<batch.rowCount).map { batch.text(of: field, row: $0) }
                }
            }
        }
    }
}
