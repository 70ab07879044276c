import ByteKernels
import PackedFiles
import StageKit

/// An output being written. Touched only by the task whose turn it is to write.
///
/// `@unchecked`: all its variables are used between `wait` and `advance` of the run's last turnstile alone, and again
/// when all tasks of the run have ended.
final class OutputState: @unchecked Sendable {
    let plan: OutputPlan
    private let folder: String
    private let mode: UInt32
    private let maxFiles: Int
    private let isStandardOutput: Bool
    private var files: [String: OutputFile] = [:]
    /// Paths without regard to case, since some systems have none: a twin would be overwritten there.
    private var twins: [String: String] = [:]
    private var open: [OutputFile] = []
    private(set) var written: UInt64 = 0
    private(set) var dropped: UInt64 = 0
    private(set) var made: UInt64 = 0
    /// What an assembler gives, until it is written.
    private var assembled = OutputBuffer()

    private static let mostOpen = 64

    init(_ plan: OutputPlan, folder: String, mode: UInt32, maxFiles: Int, isStandardOutput: Bool = false) {
        self.plan = plan
        self.folder = folder
        self.mode = mode
        self.maxFiles = maxFiles
        self.isStandardOutput = isStandardOutput
    }

    /// Makes the file of a plain output, so that it exists even with no records.
    func begin() throws {
        if let path = plan.path.literal { _ = try file(path) }
    }

    /// Writes what a batch adds.
    func write(_ result: OutputWorker.Result) throws {
        written += result.written
        dropped += result.dropped
        made += result.made
        for chunk in result.chunks where chunk.rowCount > 0 {
            let file = try file(chunk.path)
            if let assembler = file.assembler {
                assembled.removeAll()
                try chunk.buffer.withSpan { try assembler.take($0, rowCount: chunk.rowCount, into: &assembled) }
                try writeAssembled(to: file)
            } else {
                try file.write(file.hasRecords ? plan.writer.separator : plan.writer.prefix)
                file.hasRecords = true
                try chunk.buffer.withSpan { try file.write($0) }
            }
            keepFewOpen(file)
        }
    }

    /// Ends and syncs every file.
    func finish() throws -> [FileRecord] {
        var records: [FileRecord] = []
        for path in files.keys.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            guard let file = files[path] else { continue }
            let writer = plan.writer
            if let assembler = file.assembler {
                assembled.removeAll()
                try assembler.finish(into: &assembled)
                try writeAssembled(to: file)
                file.assembler = nil
            } else {
                try file.write(file.hasRecords ? writer.suffix : writer.whenEmpty ?? writer.prefix + writer.suffix)
            }
            records.append(try file.finish())
        }
        return records
    }

    private func file(_ path: String) throws -> OutputFile {
        if let file = files[path] { return file }
        let key = path.lowercased()
        if let other = twins[key] {
            throw DeliveryFault(
                "path.twin",
                en: "'\(path)' and '\(other)' would be one file on systems without upper and lower case",
                da: "'\(path)' og '\(other)' ville være samme fil på systemer uden store og små bogstaver",
                hint: "map the values to codes before the output"
            )
        }
        guard files.count < maxFiles else {
            throw DeliveryFault(
                "path.files",
                en: "output '\(plan.name)' would make more than \(maxFiles) files",
                da: "output '\(plan.name)' ville lave mere end \(maxFiles) filer",
                hint: "set max_files, or choose a field with fewer values"
            )
        }
        twins[key] = path
        if !isStandardOutput {
            try Folders.makeParents(of: folder + "/" + path, below: folder, fileMode: mode)
        }
        let file =
            isStandardOutput
            ? OutputFile(standardOutputNamed: "stdout")
            : OutputFile(folder: folder, name: path, mode: mode, memory: plan.path.literal == nil ? .small : .usual)
        files[path] = file
        // Made now, so that a folder that cannot be written to is found before much is read.
        try file.write([])
        if let assembler = try plan.writer.makeAssembler?(plan.path.literal == nil ? .many : .single) {
            file.assembler = assembler
            assembled.removeAll()
            try assembler.begin(into: &assembled)
            try writeAssembled(to: file)
        }
        keepFewOpen(file)
        return file
    }

    private func writeAssembled(to file: OutputFile) throws {
        // Out of the object while it is written: a span cannot be taken from where others might change it.
        var own = OutputBuffer()
        swap(&own, &assembled)
        defer { swap(&own, &assembled) }
        try file.write(own.span)
    }

    /// Closes the file that was written longest ago when too many are open.
    private func keepFewOpen(_ file: OutputFile) {
        if open.last === file { return }
        open.removeAll { $0 === file }
        open.append(file)
        if open.count > Self.mostOpen { open.removeFirst().suspend() }
    }
}

/// Folders inside a folder that is being built.
enum Folders {
    /// Makes the folders between `root` and the file at `path`.
    static func makeParents(of path: String, below root: String, fileMode: UInt32) throws(SystemFault) {
        let parent = Paths.parent(of: path)
        guard parent != root, parent.count > root.count, try System.status(of: parent) == nil else { return }
        try makeParents(of: parent, below: root, fileMode: fileMode)
        try System.makeFolder(parent, mode: mode(forFiles: fileMode))
    }

    /// Who may read files of a folder may also enter it: 0640 gives 0750.
    static func mode(forFiles mode: UInt32) -> UInt32 { mode | (mode & 0o444) >> 2 | 0o100 }

    /// Makes a folder and its missing parents.
    static func makeWhole(_ path: String, mode: UInt32) throws(SystemFault) {
        if try System.status(of: path) != nil || path == "/" || path == "." { return }
        try makeWhole(Paths.parent(of: path), mode: mode)
        do {
            try System.makeFolder(path, mode: mode)
        } catch {
            // Another run may have made it meanwhile.
            if error.code != System.alreadyExists { throw error }
        }
    }
}
