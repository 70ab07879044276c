import StageKit

/// The lists of an input's rejected and flagged records. Touched only by the task whose turn it is to write.
///
/// `@unchecked`: used between `wait` and `advance` of the run's last turnstile alone, and when all tasks have ended.
final class RejectLists: @unchecked Sendable {
    private let input: String
    private let folder: String
    /// Where the list of rejected records goes; nil for `rejects/INPUT.csv`.
    private let rejectsName: String?
    private var rejects: OutputFile?
    private var flags: OutputFile?

    /// Lists may hold people's data: nobody else may read them.
    private static let mode: UInt32 = 0o600

    init(input: String, folder: String, rejectsName: String? = nil) {
        self.rejectsName = rejectsName
        self.input = input
        self.folder = folder
    }

    func write(
        _ lines: RejectEncoder.Lines,
        results: [OutputWorker.Result],
        encoder: RejectEncoder,
        names: [String]
    ) throws {
        try write(lines.rejected, to: &rejects, kind: "rejects", encoder: encoder, names: names)
        var flagged = lines.flagged
        for result in results { flagged += result.faults?.flagged ?? [] }
        try write(flagged, to: &flags, kind: "flagged", encoder: encoder, names: names)
    }

    private func write(
        _ bytes: [UInt8],
        to file: inout OutputFile?,
        kind: String,
        encoder: RejectEncoder,
        names: [String]
    ) throws {
        guard !bytes.isEmpty else { return }
        if file == nil {
            let name = kind == "rejects" ? rejectsName ?? "rejects/\(input).csv" : "\(kind)/\(input).csv"
            try Folders.makeParents(of: folder + "/" + name, below: folder, fileMode: Self.mode)
            let made = OutputFile(folder: folder, name: name, mode: Self.mode)
            try made.write(encoder.header(names))
            file = made
        }
        try file?.write(bytes)
    }

    /// Syncs the lists; the files that were made.
    func finish() throws -> [FileRecord] {
        try [rejects, flags].compactMap { try $0?.finish() }
    }
}
