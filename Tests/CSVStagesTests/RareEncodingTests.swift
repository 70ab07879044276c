import StageKit
import StageTesting
import Testing

@testable import CSVStages

@Suite struct RareEncodingTests {
    private func run(_ encoding: String, _ bytes: [UInt8]) throws -> StageResult {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a], encoding: \(encoding) }")
        return try stage.run(on: bytes, chunks: [1, 5, 4096], blocks: [1, 4096])
    }

    @Test(
        arguments: [
            ("iso-8859-15", [0xC6, 0xE5, 0xA4, 0xBD], "Æå€œ"), ("cp865", [0x92, 0x86, 0x9D, 0x8F], "ÆåØÅ"),
            ("cp850", [0x92, 0x86, 0x9D, 0xD5], "ÆåØı"), ("macintosh", [0xAE, 0x8C, 0xAF, 0x81], "ÆåØÅ"),
        ] as [(String, [UInt8], String)]
    )
    func readsTheLettersOfOldEncodings(name: String, letters: [UInt8], text: String) throws {
        #expect(try run(name, [0x61, 0x0A] + letters + [0x0A]).output == "a\n\(text)")
    }

    @Test func readsUTF32InEitherOrder() throws {
        let little = "a\nÆ😀\n".unicodeScalars.flatMap { scalar in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
        }
        #expect(try run("utf-32", little).output == "a\nÆ😀")
        let big = "\u{FEFF}a\nÆ😀\n".unicodeScalars.flatMap { scalar in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
        }
        #expect(try run("utf-32", big).output == "a\nÆ😀")
    }

    @Test(
        arguments: [
            ("utf-32", [0x61, 0, 0, 0, 0x0A, 0, 0, 0, 0, 0xD8, 0, 0]),
            ("utf-32", [0x61, 0, 0, 0, 0x0A, 0, 0, 0, 0x62]),
            ("cp865", [0xFF, 0xFE, 0x61, 0]), ("cp850", [0xEF, 0xBB, 0xBF, 0x61]), ("utf-8", [0xFF, 0xFE, 0, 0, 0x61]),
        ] as [(String, [UInt8])]
    )
    func refusesWhatIsNoTextInTheEncoding(name: String, bytes: [UInt8]) throws {
        let stage = try CSVReader(yaml: "{ path: a.csv, fields: [a], encoding: \(name) }")
        #expect(try stage.fault(on: bytes)?.rule == "csv.encoding")
    }
}
