import StageKit

/// A delivery being read: its bytes in order, their number and their SHA-256.
final class InputFile: ByteInput {
    let name: String
    private let path: String
    private let descriptor: Descriptor
    private let before: System.Status
    private var hash = FileHash()
    private(set) var size: Int64 = 0

    /// - Parameter name: the file as the user named it.
    init(path: String, name: String) throws {
        self.name = name
        self.path = path
        do {
            // Looked at first: opening a pipe would wait for whoever writes to it.
            guard try System.status(of: System.resolve(path) ?? path)?.kind == .file else {
                throw DeliveryFault("file.kind", en: "is no regular file", da: "er ikke en almindelig fil").of(name)
            }
            descriptor = try System.open(path)
            before = try System.status(of: descriptor, path: path)
        } catch let fault as SystemFault {
            throw InputFault(fault: fault)
        }
    }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let count: Int
        do {
            count = try System.read(descriptor, into: &buffer, at: offset, path: path)
        } catch {
            throw InputFault(fault: error)
        }
        hash.update(buffer.span.extracting(offset..<offset + count))
        size += Int64(count)
        return count
    }

    /// What the manifest says of the file, once it is read to its end.
    /// - Throws: when the file changed while it was read.
    func finish() throws -> FileRecord {
        let after = try System.status(of: descriptor, path: path)
        guard before.kind != .file || (after == before && after.size == size) else {
            throw DeliveryFault(
                "file.changed",
                en: "changed while it was read",
                da: "blev ændret, mens den blev læst",
                hint: "deliver under another name and rename when complete"
            ).of(name)
        }
        return FileRecord(path: name, size: size, sha256: hash.hex())
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
    /// 64 hexadecimal digits.
    public var sha256: String
}
