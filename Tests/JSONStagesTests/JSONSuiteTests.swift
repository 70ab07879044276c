import Foundation
import Materials
import StageTesting
import Testing

@testable import JSONStages

/// The public suites, as far as they lie beside the repository.
@Suite(.enabled(if: SharedFolder.isHere, "the folder shared/suites is not beside the repository"))
struct JSONSuiteTests {
    /// What the validator that works byte by byte says; it does not compare keys.
    private func stream(_ bytes: [UInt8]) -> JSONReason? {
        var validator = JSONStreamValidator()
        do throws(JSONReason) {
            for byte in bytes { try validator.step(byte) }
            try validator.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test func theParsingSuiteIsJudgedAsItsNamesSay() throws {
        let files = try SharedFolder("suites/json-test-suite/test_parsing").files()
        #expect(files.count > 50)
        for (name, bytes) in files {
            let fault = JSONValidator.validate(bytes.span)
            let reason = stream(bytes)
            if name.hasPrefix("y_"), !name.contains("duplicated_key") {
                #expect(fault == nil, "\(name)")
                #expect(reason == nil, "\(name)")
            } else if name.hasPrefix("n_") {
                #expect(fault != nil, "\(name)")
                #expect(reason != nil, "\(name)")
            }
        }
    }

    @Test func brokenTextIsRefusedAndKeysAreComparedByTheirBytes() throws {
        for (name, bytes) in try SharedFolder("suites/json-test-suite/test_transform").files() {
            let isBroken = name.contains("invalid_codepoint") || name.contains("same_key")
            #expect((JSONValidator.validate(bytes.span) != nil) == isBroken, "\(name)")
        }
    }

    @Test func theCheckerOfJsonOrgIsJudgedAsItsNamesSay() throws {
        for (name, bytes) in try SharedFolder("suites/json-checker/jsonchecker").files() where !name.contains("EXCLUDE")
        {
            #expect((JSONValidator.validate(bytes.span) == nil) == name.hasPrefix("pass"), "\(name)")
            #expect((stream(bytes) == nil) == name.hasPrefix("pass"), "\(name)")
        }
    }

    @Test func compactTextOfRoundTripFilesIsTheFileItself() throws {
        for (name, bytes) in try SharedFolder("suites/json-checker/roundtrip").files() {
            let wrapped = Array(#"[{"x":"#.utf8) + bytes + Array("}]".utf8)
            let reading = JSONReading(array: wrapped, fields: ["x"], blockSize: 7)
            let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            let expected = text == "null" ? nil : text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
            #expect(reading.rows == [[expected]], "\(name)")
        }
    }

    private struct Case: Decodable {
        struct Options: Decodable { var _format: String }
        struct Outcome: Decodable {
            var rows: [[String]]?
            var error: Bool?
        }
        var id: String
        var file: String
        var options: Options
        var accept: [Outcome]
    }

    @Test func recordCasesEndInAnOutcomeThatTheyAccept() throws {
        let folder = SharedFolder.suites.appendingPathComponent("json-record-cases")
        let cases = try JSONDecoder().decode(
            [Case].self,
            from: Data(contentsOf: folder.appendingPathComponent("cases.json"))
        )
        #expect(!cases.isEmpty)
        for one in cases {
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(one.file)))
            let fields = one.accept.compactMap { $0.rows?.first }.first ?? ["a"]
            let reading =
                one.options._format == "json"
                ? JSONReading(array: bytes, fields: fields, blockSize: 4096)
                : JSONReading(lines: bytes, fields: fields, blockSize: 4096)
            let isRefused = reading.refusal != nil || !reading.rejects.isEmpty
            let table = [fields] + reading.rows.map { $0.map { $0 ?? "" } }
            let isAccepted = one.accept.contains { outcome in
                outcome.error == true ? isRefused : !isRefused && outcome.rows == table
            }
            #expect(isAccepted, "\(one.id)")
        }
    }

    /// The same cases through the stages: read, and written as JSON Lines.
    @Test func recordCasesEndWellAsStagesToo() throws {
        let folder = SharedFolder.suites.appendingPathComponent("json-record-cases")
        let cases = try JSONDecoder().decode(
            [Case].self,
            from: Data(contentsOf: folder.appendingPathComponent("cases.json"))
        )
        for one in cases {
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(one.file)))
            let fields = one.accept.compactMap { $0.rows?.first }.first ?? ["a"]
            let options = "path: x\nfields: [\(fields.joined(separator: ", "))]"
            let reading =
                one.options._format == "json"
                ? try JSONBlocks(JSONReader(yaml: options), bytes, blockSize: 4096)
                : try JSONBlocks(JSONLinesReader(yaml: options), bytes, blockSize: 4096)
            let isRefused = reading.fault != nil || !reading.rejects.isEmpty
            let isAccepted = one.accept.contains { outcome in
                guard outcome.error != true, let rows = outcome.rows else { return outcome.error == true && isRefused }
                let expected = rows.dropFirst().map { $0.map { $0.isEmpty ? "∅" : $0 }.joined(separator: "|") }
                return !isRefused && reading.values == expected
            }
            #expect(isAccepted, "\(one.id)")
        }
    }
}
