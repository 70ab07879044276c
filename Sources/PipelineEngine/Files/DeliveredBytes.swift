import StageKit

/// The bytes of a delivery as they were delivered, in order, their number and their SHA-256.
final class DeliveredBytes: ByteInput, RandomAccessBytes {
    let name: String
    private let path: String
    private let source: Source
    private var hash: FileHash?
    private(set) var size: Int64 = 0

    private enum Source {
        case file(Descriptor, before: System.Status)
        case standardInput(StandardInput)
    }

    /// What comes in at standard input.
    init(_ standardInput: StandardInput, isHashed: Bool) {
        hash = isHashed ? FileHash() : nil
        name = StandardInput.name
        path = StandardInput.name
        source = .standardInput(standardInput)
    }

    /// - Parameters:
    ///   - name: the file as the user named it.
    ///   - isHashed: whether anybody wants the hash: it takes as long as reading.
    init(path: String, name: String, isHashed: Bool) throws {
        hash = isHashed ? FileHash() : nil
        self.name = name
        self.path = path
        do {
            // Looked at first: opening a pipe would wait for whoever writes to it.
            guard try System.status(of: System.resolve(path) ?? path)?.kind == .file else {
                throw DeliveryFault("file.kind", en: "is no regular file", da: "er ikke en almindelig fil").of(name)
            }
            let descriptor = try System.open(path)
            source = .file(descriptor, before: try System.status(of: descriptor, path: path))
        } catch let fault as SystemFault {
            throw InputFault(fault: fault)
        }
    }

    /// The number of bytes there were when the file was opened; nil for a stream.
    var fileSize: Int64? { if case .file(_, let before) = source { before.size } else { nil } }

    var byteCount: UInt64 { UInt64(clamping: fileSize ?? 0) }

    /// Looks at bytes anywhere in the file; fewer at its end, none in a stream.
    func look(at position: UInt64, count: Int) throws -> [UInt8] {
        guard case .file(let descriptor, _) = source, let position = Int64(exactly: position) else { return [] }
        do {
            return try System.read(descriptor, from: position, count: count, path: path)
        } catch {
            throw InputFault(fault: error)
        }
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let count: Int
        do {
            switch source {
            case .file(let descriptor, _):
                count = try System.read(descriptor, into: &buffer, at: offset, path: path)
            case .standardInput(let stream): count = try stream.read(into: &buffer, at: offset)
            }
        } catch let fault as SystemFault {
            throw InputFault(fault: fault)
        }
        hash?.update(buffer.span.extracting(offset..<offset + count))
        size += Int64(count)
        return count
    }

    /// What the manifest says of the file, once it is read to its end.
    /// - Throws: when the file changed while it was read.
    func finish() throws -> FileRecord {
        if case .file(let descriptor, let before) = source {
            let after = try System.status(of: descriptor, path: path)
            guard after == before, after.size == size else {
                throw DeliveryFault(
                    "file.changed",
                    en: "changed while it was read",
                    da: "blev ændret, mens den blev læst",
                    hint: "deliver under another name and rename when complete"
                ).of(name)
            }
        }
        return FileRecord(path: name, size: size, sha256: hash?.hex() ?? "")
    }
}

extension DeliveryFault {
    /// The same fault, with the name of the file.
    func of(_ name: String) -> DeliveryFault {
        var fault = self
        if fault.file.isEmpty { fault.file = name }
        return fault
    }
}

/// What a manifest says of a file.
public struct FileRecord: Sendable, Equatable {
    /// As the user named it, or relative to the published folder.
    public var path: String
    /// In bytes.
    public var size: Int64
    /// 64 hexadecimal digits; empty where there is no manifest to hold them.
    public var sha256: String
}
