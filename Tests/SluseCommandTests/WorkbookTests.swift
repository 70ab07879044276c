import Foundation
import Testing

/// Workbooks through the command: as files, as streams, packed once more.
@Suite(.serialized) struct WorkbookTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func size(_ path: String) throws -> Int {
        try Data(contentsOf: folder.url.appendingPathComponent(path)).count
    }

    @Test func goToAndFroByTheirNames() throws {
        try folder.write("ind.jsonl", "{\"kode\":\"0101\",\"andel\":12.5,\"ja\":true}\n{\"kode\":\"=1+1\"}\n")
        #expect(try Command.run(["convert", "ind.jsonl", "ud.xlsx", "--out-sheet", "Tal"], in: folder).code == 0)
        let lines = "{\"kode\":\"0101\",\"andel\":12.5,\"ja\":true}\n{\"kode\":\"=1+1\",\"andel\":null,\"ja\":null}\n"
        #expect(try Command.run(["convert", "ud.xlsx", "igen.jsonl", "--sheet", "Tal"], in: folder).code == 0)
        #expect(try folder.read("igen.jsonl") == lines)
        let stream = "\"$SLUSE\" convert - - --from xlsx --to jsonl < ud.xlsx | cmp - igen.jsonl"
        #expect(try Command.shell(stream, in: folder).code == 0)
        let packed = "gzip -k ud.xlsx && \"$SLUSE\" convert ud.xlsx.gz - --to jsonl | cmp - igen.jsonl"
        #expect(try Command.shell(packed, in: folder).code == 0)
        let result = try Command.run(["convert", "ud.xlsx", "x.csv", "--sheet", "Tak"], in: folder)
        #expect(result.code == 3)
        #expect(result.error.contains("the workbook has no sheet 'Tak'"))
        #expect(!folder.exists("x.csv"))
    }

    @Test func aRunCountsTheWholeDeliveryAndWritesTheSameWithAnyWorkers() throws {
        let records = (1...4000).map { "\($0);by \($0 % 7);\($0).5\n" }.joined()
        try folder.write("ind.csv", "nr;by;andel\n" + records)
        #expect(try Command.run(["convert", "ind.csv", "in/a.xlsx", "--delimiter", ";"], in: folder).code != 0)
        try folder.write("in/.keep", "")
        #expect(try Command.run(["convert", "ind.csv", "in/a.xlsx", "--delimiter", ";"], in: folder).code == 0)
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.xlsx: { path: in/*.xlsx, fields: [nr, by, andel] }
              - normalize.number: { fields: [andel], decimal_mark: point }
              - write.xlsx: { path: "${row.by}.xlsx" }
              - write.xlsx: { path: alle.xlsx }
            publish: out/tal
            """
        )
        var first: Data?
        for workers in ["1", "3"] {
            let result = try Command.run(["run", "tal.yaml", "--workers", workers, "--quiet"], in: folder)
            #expect(result.code == 0, "\(result.error)")
            let manifest = try folder.read("out/tal/manifest.json")
            #expect(manifest.contains("\"bytes\": \(try size("in/a.xlsx")),"))
            let all = try Data(contentsOf: folder.url.appendingPathComponent("out/tal/alle.xlsx"))
            #expect(first == nil || first == all)
            first = all
        }
        let one = try Command.run(["convert", "out/tal/by 3.xlsx", "-", "--to", "csv"], in: folder)
        #expect(one.output.hasPrefix("nr,by,andel\n3,by 3,3.5\n10,by 3,10.5\n"))
    }
}
