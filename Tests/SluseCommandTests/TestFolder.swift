import Foundation

/// A folder of one test, with deliveries and pipelines of invented people and places; gone with the test.
final class TestFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("sluse-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file, with the folders that lead to it.
    func write(_ path: String, _ text: String) throws {
        let file = url.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(path)), as: UTF8.self)
    }

    /// The names in a folder, hidden ones too, in order; those of the tests themselves left out.
    func names(_ path: String = ".") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(path).path)
        return (names ?? []).filter { !$0.hasPrefix(".streams-") }.sorted()
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path)
    }

    /// A pipeline that reads `in/NAME.csv` and publishes `out/NAME`.
    func writePipeline(_ name: String = "tal", more: String = "") throws {
        try write(
            "\(name).yaml",
            """
            version: 1
            name: \(name)
            stages:
              - read.csv: { path: in/\(name).csv, delimiter: ";", fields: [kommune, procent] }
              - normalize.number: { fields: [procent], decimal_mark: comma }
              - validate.range: { fields: [procent], from: 0, to: 100 }
              - write.csv: { path: \(name).csv, delimiter: ";" }
            publish: out/\(name)
            \(more)
            """
        )
    }

    /// Three records, of which the second has a fault.
    static let threeRecords = "kommune;procent\nEbeltoft;12,5\nNibe;1x5\nMarstal;7,0\n"

    /// A delivery that takes a while.
    func writeLongDelivery(_ path: String, megabytes: Int = 48) throws {
        let line = "Ebeltoft;12,5\n"
        let block = Data(String(repeating: line, count: (1 << 20) / line.utf8.count).utf8)
        try write(path, "kommune;procent\n")
        let handle = try FileHandle(forWritingTo: url.appendingPathComponent(path))
        try handle.seekToEnd()
        for _ in 0..<megabytes { try handle.write(contentsOf: block) }
        try handle.close()
    }
}
