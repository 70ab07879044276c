import StageKit
import StageTesting
import Testing

@Suite struct LineFormsTests {
    private func read(_ text: String) throws -> StageResult { try MeasurementReader(yaml: "path: x").run(on: text) }

    @Test func makesARecordOfEachLine() throws {
        let result = try read("0101=12\r\n# byer\n0147=\n0751=7")
        #expect(
            result.output == """
                kommune | antal
                0101    | 12
                0147    | ∅
                0751    | 7
                """
        )
    }

    @Test func rejectsALineThatBreaksARule() throws {
        #expect(try read("0101=12\n0147\n0751=7\n").rejects == ["2 - measurement.format"])
    }

    @Test func leavesOutTheMarkOfUTF8() throws {
        #expect(
            try MeasurementReader(yaml: "path: x").run(on: [0xEF, 0xBB, 0xBF] + Array("0101=1".utf8)).output.hasSuffix(
                "0101    | 1"
            )
        )
    }

    @Test func refusesOtherBytesThanUTF8() throws {
        let fault = #expect(throws: DeliveryFault.self) {
            try MeasurementReader(yaml: "path: x").run(on: Array("0101=1\n0147=".utf8) + [0xE6])
        }
        #expect(fault?.rule == "line.encoding")
        #expect(fault?.line == 2)
        #expect(fault?.byteOffset == 12)
    }

    @Test func refusesALineAboveTheLimit() throws {
        let long = String(repeating: "x", count: 41)
        let fault = #expect(throws: DeliveryFault.self) { try read("0101=1\n\(long)\n0147=2\n") }
        #expect(fault?.rule == "line.long")
        #expect(fault?.line == 2)
    }

    @Test func refusesAStageThatBreaksItsPromises() throws {
        #expect(throws: (any Error).self) { try read("0101=1=2\n") }
    }

    @Test func writesALineForEachRecord() throws {
        let bytes = try MeasurementWriter(yaml: "path: x\nfield: kommune").run(
            on: """
                kommune | antal
                0101    | 12
                ∅       | 3
                """
        )
        #expect(String(decoding: bytes, as: UTF8.self) == "kommune=antal\n0101=12\n?=3\n")
    }
}

private struct MeasurementReader: LineReader {
    static let declaration = StageDeclaration(
        "read.measurement",
        "Reads lines of a code, an equals sign and a number.",
        example: "path: x",
        rules: [Rejection("measurement.format", en: "no equals sign", da: "intet lighedstegn")]
    )

    @Option("The files.")
    var path: InputPath

    var fieldNames: [String] { ["kommune", "antal"] }
    var maxLine: Int { 40 }

    func read(_ line: String) throws(Rejection) -> [String?]? {
        if line.hasPrefix("#") { return nil }
        let parts = line.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { throw Self.declaration.rules[0] }
        return parts.map { $0.isEmpty ? nil : $0 }
    }
}

private struct MeasurementWriter: LineWriter {
    static let declaration = StageDeclaration("write.measurement", "Writes lines.", example: "path: x\nfield: kommune")

    @Option("Where the file goes.")
    var path: OutputPath

    @Option("The field on the left.")
    var field: TextField

    var fileDescription: FileDescription { FileDescription(format: "txt", mediaType: "text/plain") }

    func header(_ fields: [Field]) -> [String] { [fields.map(\.name).joined(separator: "=")] }

    func line(_ row: Row, fields: [Field]) -> String {
        (row[field] ?? "?") + "=" + (row.text(of: fields[1]) ?? "")
    }
}
