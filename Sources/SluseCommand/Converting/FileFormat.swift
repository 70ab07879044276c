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
    case xlsx
    case fixed
    case px
    case jsonStat = "json_stat"
    case sdmx

    /// The format that the name of a file ends with, before what says that it is packed.
    init?(fileName: String) {
        let fileName = Packing.innerName(of: fileName)
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        let ending = fileName[fileName.index(after: dot)...].lowercased()
        // A workbook with macros is a workbook.
        self.init(rawValue: ending == "xlsm" ? "xlsx" : ending)
    }

    /// The stage that reads it.
    var reader: String {
        switch self {
        case .csv, .tsv: "read.csv"
        case .json: "read.json"
        case .jsonl, .ndjson: "read.json_lines"
        case .xml: "read.xml"
        case .xlsx: "read.xlsx"
        case .fixed: "read.fixed_width"
        case .px: "read.px"
        case .jsonStat: "read.json_stat"
        case .sdmx: "read.sdmx"
        }
    }

    /// The stage that writes it; nil for what is read alone.
    var writer: String? {
        switch self {
        case .csv, .tsv: "write.csv"
        case .json: "write.json"
        case .jsonl, .ndjson: "write.json_lines"
        case .jsonStat: "write.json_stat"
        case .xml: "write.xml"
        case .xlsx: "write.xlsx"
        case .fixed, .px, .sdmx: nil
        }
    }
}
