import PackedFiles
import StageKit

/// A delivery being read: what is packed in it, where its name says that it is packed.
final class InputFile: ByteInput {
    private let delivered: DeliveredBytes
    private let content: any ByteInput
    let unpacking: UnpackingLimits

    /// What comes in at standard input; nothing in its name says that it is packed.
    init(_ standardInput: StandardInput, limits: UnpackingLimits, isHashed: Bool = true) {
        unpacking = limits
        delivered = DeliveredBytes(standardInput, isHashed: isHashed)
        content = delivered
    }

    /// - Parameters:
    ///   - name: the file as the user named it.
    ///   - isHashed: whether anybody wants the hash of the file.
    init(path: String, name: String, limits: UnpackingLimits, isHashed: Bool = true) throws {
        unpacking = limits
        let delivered = try DeliveredBytes(path: path, name: name, isHashed: isHashed)
        self.delivered = delivered
        do {
            switch Packing(fileName: name) {
            case nil: content = delivered
            case .gzip: content = try GzipInput(delivered, limits: limits)
            case .zip:
                let size = UInt64(clamping: delivered.fileSize ?? 0)
                let directory = ZipDirectory(size: size) { try delivered.look(at: $0, count: $1) }
                content = try ZipInput(delivered, member: try directory.onlyMember(), limits: limits)
            }
        } catch let fault as DeliveryFault {
            throw fault.of(name)
        }
    }

    /// The file as the user named it.
    var name: String { delivered.name }

    /// How many bytes of the file were read, as delivered.
    var size: Int64 { delivered.size }

    func read(into buffer: inout [UInt8], at offset: Int) throws -> Int { try content.read(into: &buffer, at: offset) }

    var anywhere: (any RandomAccessBytes)? { content === delivered && delivered.fileSize != nil ? delivered : nil }

    /// What the manifest says of the file as it was delivered, once it is read to its end.
    /// - Throws: when the file changed while it was read.
    func finish() throws -> FileRecord { try delivered.finish() }
}
