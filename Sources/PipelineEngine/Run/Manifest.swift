import StageKit

/// `manifest.json`: what a published folder was made of. A run is published if the manifest in the folder names it.
enum Manifest {
    static func rendered(_ report: Report, result: RunResult) -> [UInt8] {
        let pipeline = report.plan.pipeline
        var entries = report.head
        entries += [
            ("variables", .object(pipeline.variables.map { ($0.name, .text($0.value)) })),
            (
                "resources",
                .list(
                    pipeline.resources.map {
                        let record = FileRecord(
                            path: $0.name,
                            size: Int64($0.bytes.count),
                            sha256: FileHash.hex(of: $0.bytes)
                        )
                        return report.file(record)
                    }
                )
            ),
            (
                "inputs",
                .list(
                    result.inputs.map {
                        .object([
                            ("name", .text($0.name)), ("records", .count($0.read)),
                            ("files", .list($0.files.map(report.file))),
                        ])
                    }
                )
            ),
            (
                "outputs",
                .list(
                    result.outputs.map {
                        .object([
                            ("name", .text($0.name)), ("records", .count($0.written)),
                            ("files", .list($0.files.map(report.file))),
                        ])
                    }
                )
            ),
        ]
        return JSONText.object(entries).rendered()
    }

    /// The pipeline that a manifest names; nil when it is none of ours.
    static func pipeline(of path: String) -> String? {
        guard let file = try? System.open(path) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1024)
        guard let count = try? System.read(file, into: &bytes, at: 0, path: path) else { return nil }
        // Manifests begin with the name; a name has no letters that JSON escapes.
        let opening = Array("{\n  \"pipeline\": \"".utf8)
        guard bytes.starts(with: opening) else { return nil }
        let rest = bytes[opening.count..<max(count, opening.count)]
        return String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }
}
