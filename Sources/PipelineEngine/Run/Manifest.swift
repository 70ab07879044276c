import StageKit

/// `manifest.json`: what a published folder was made of. A run is published if the manifest in the folder names it.
enum Manifest {
    static func rendered(_ report: Report, result: RunResult, dataPackage: FileRecord?) -> [UInt8] {
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
        if let dataPackage { entries.append(("data_package", report.file(dataPackage))) }
        return JSONText.object(entries).rendered()
    }

    /// The pipeline and the run that a manifest names; nil when it is none of ours.
    static func names(in path: String) -> (pipeline: String, run: String)? {
        guard let file = try? System.open(path) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1024)
        guard let count = try? System.read(file, into: &bytes, at: 0, path: path) else { return nil }
        // Manifests begin with these two; neither has a letter that JSON escapes.
        let parts = bytes[..<count].split(separator: UInt8(ascii: "\""), maxSplits: 8)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 9, parts[1] == "pipeline", parts[5] == "run" else { return nil }
        return (parts[3], parts[7])
    }
}
