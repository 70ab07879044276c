import ByteKernels
import PackedFiles
import StageKit

/// A file being written: created exclusively, synced before it counts, with its number of bytes and SHA-256. A name that
/// ends in `.gz` makes it a gzip file.
///
/// Outputs by value may have many files; those that are not open are closed between two writes.
final class OutputFile {
    /// The disk gets to work each time that so much was written, not when all is.
    private static let syncBytes: Int64 = 8 << 20

    /// Relative to the folder it will be published in.
    let name: String
    private let path: String
    private let mode: UInt32
    private let isStream: Bool
    private let isPacked: Bool
    private let memory: GzipWriter.Memory
    private var packer: GzipWriter?
    private var descriptor: Descriptor?
    private var exists = false
    private var hash: FileHash?
    private(set) var size: Int64 = 0
    /// How much of the file the disk was told to take.
    private var syncing: Int64 = 0
    /// Whether a record was written, so that the next is preceded by a separator.
    var hasRecords = false
    /// The ordered half of the writer, where it has one.
    var assembler: (any FileAssembler)?

    /// - Parameters:
    ///   - memory: what packing may take, where there may be many files.
    ///   - isHashed: whether anybody wants the hash of the file.
    init(
        folder: String,
        name: String,
        mode: UInt32,
        memory: GzipWriter.Memory = .usual,
        isHashed: Bool = true
    ) {
        hash = isHashed ? FileHash() : nil
        self.memory = memory
        self.name = name
        path = folder + "/" + name
        self.mode = mode
        isPacked = Packing(fileName: name) == .gzip
        isStream = false
    }

    /// Standard output: nothing is created or synced.
    init(standardOutputNamed name: String) {
        hash = nil
        self.name = name
        memory = .usual
        path = name
        mode = 0
        isPacked = false
        isStream = true
        descriptor = Descriptor(1, closes: false)
        exists = true
    }

    func write(_ bytes: Span<UInt8>) throws {
        // The packer is made when there is content, since it takes memory.
        guard isPacked, !bytes.isEmpty else { return try pass(bytes) }
        let packed = try makePacker().pack(bytes)
        try pass(packed.span)
    }

    private func makePacker() throws -> GzipWriter {
        let packer = try packer ?? GzipWriter(memory: memory)
        self.packer = packer
        return packer
    }

    /// Writes bytes as they stand in the file.
    private func pass(_ bytes: Span<UInt8>) throws {
        guard !bytes.isEmpty || !exists else { return }
        let file = try descriptor ?? open()
        try System.write(bytes, to: file, path: path)
        hash?.update(bytes)
        size += Int64(bytes.count)
        if !isStream, size - syncing >= Self.syncBytes {
            System.beginSync(file, syncing..<size)
            syncing = size
        }
    }

    func write(_ bytes: [UInt8]) throws { try write(bytes.span) }

    private func open() throws -> Descriptor {
        let file = exists ? try System.openForAppending(path) : try System.create(path, mode: mode)
        exists = true
        descriptor = file
        return file
    }

    /// Closes the file until it is written again.
    func suspend() { if !isStream { descriptor = nil } }

    /// Syncs and closes the file; makes it even when nothing was written.
    func finish() throws -> FileRecord {
        if isPacked {
            let packed = try makePacker().finish()
            try pass(packed.span)
            packer = nil
        }
        let file = try descriptor ?? open()
        if !isStream {
            try System.sync(file, path: path)
            descriptor = nil
        }
        return FileRecord(path: name, size: size, sha256: hash?.hex() ?? "")
    }
}
