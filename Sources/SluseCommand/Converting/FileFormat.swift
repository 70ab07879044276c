import ArgumentParser
import PackedFiles

/// A format of files, as `--from` and `--to` name it.
enum FileFormat: String, ExpressibleByArgument, CaseIterable {
    case csv
    case tsv
    case json
    case jsonl
    case ndjson
    case xml
    case fixed
    case sdmx

    /// The format that the name of a file ends with, before what says that it is packed.
    init?(fileName: String) {
        let fileName = Packing.innerName(of: fileName)
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
    }

    /// The stage that reads it.
    var reader: String {
        switch self {
        case .csv, .tsv: "read.csv"
        case .json: "read.json"
        case .jsonl, .ndjson: "read.json_lines"
        case .xml: "read.xml"
        case .fixed: "read.fixed_width"
        case .sdmx: "read.sdmx"
        }
    }

    /// The stage that writes it; nil for what is read alone.
    var writer: String? {
        switch self {
        case .csv, .tsv: "write.csv"
        case .json: "write.json"
        case .jsonl, .ndjson: "write.json_lines"
        case .xml, .fixed, .sdmx: nil
        }
    }
}
