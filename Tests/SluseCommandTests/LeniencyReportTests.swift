import Foundation
import Testing

/// What a leniency let through stands in the report of the run.
struct LeniencyReportTests {
    private func leniencies(_ reader: String, _ name: String, _ text: String) throws -> [String: Int] {
        let folder = try TestFolder()
        try folder.write(name, text)
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - \(reader)
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        let result = try Command.run(["run", "tal.yaml", "--quiet"], in: folder)
        #expect(result.code == 0, "\(result.error)")
        let run = folder.names("out/runs/tal").last ?? ""
        let report = try folder.read("out/runs/tal/\(run)/report.json")
        let root = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let input = (root?["inputs"] as? [[String: Any]])?.first
        return (input?["leniencies"] as? [String: NSNumber])?.mapValues(\.intValue) ?? [:]
    }

    @Test(arguments: ["first", "last", "join"])
    func repeatedValuesOfXML(choice: String) throws {
        let reader = "read.xml: { path: a.xml, record: r/p, fields: { k: k }, repeated: \(choice) }"
        let text = "<r><p><k>1</k><k>2</k><k>3</k></p><p><k>4</k></p><p><k>5</k><k>6</k></p></r>"
        #expect(try leniencies(reader, "a.xml", text) == ["repeated_values": 3])
    }

    @Test func doctypesOfXML() throws {
        let reader = "read.xml: { path: a.xml, record: r/p, fields: { k: k }, doctype: allow }"
        #expect(try leniencies(reader, "a.xml", "<!DOCTYPE r><r><p><k>1</k></p></r>") == ["doctypes": 1])
    }

    @Test func nestedValuesOfJSON() throws {
        let text = #"[{"a":[1,2],"b":{"c":1}},{"a":3,"b":[]}]"#
        let taken = try leniencies("read.json: { path: a.json, fields: [a, b], nested: text }", "a.json", text)
        #expect(taken == ["nested_as_text": 3])
        let plain = #"[{"a":[1,2]},{"a":3}]"#
        let joined = try leniencies("read.json: { path: a.json, fields: [a], nested: join }", "a.json", plain)
        #expect(joined == ["arrays_joined": 1])
    }

    @Test func theOnlyRecordOfJSON() throws {
        let reader = "read.json: { path: a.json, fields: [a], single: true }"
        #expect(try leniencies(reader, "a.json", #"{"a":1}"#) == ["single_object": 1])
        #expect(try leniencies(reader, "a.json", #"[{"a":1}]"#).isEmpty)
    }

    @Test func fieldsOfCSV() throws {
        let reader = "read.csv: { path: a.csv, fields: [b], extra: ignore }"
        #expect(
            try leniencies(reader, "a.csv", "a,b,c\n1,2,3\n\n4,5,6") == [
                "ignored_fields": 2, "blank_rows": 1, "last_line_without_end": 1,
            ]
        )
    }

    @Test func dimensionsOfJSONStat() throws {
        let text =
            #"{"version":"2.0","class":"dataset","id":["by","tid"],"size":[2,2],"#
            + #""dimension":{"by":{"category":{"index":["a","b"]}},"tid":{"category":{"index":["1","2"]}}},"#
            + #""value":[1,2,3,4]}"#
        let reader = "read.json_stat: { path: a.json, fields: [by, value], left_out: ignore }"
        #expect(try leniencies(reader, "a.json", text) == ["dimensions_left_out": 1])
    }
}
