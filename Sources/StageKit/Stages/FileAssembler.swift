public import ByteKernels

/// The ordered half of a writer whose files are more than their records one after another: a packed container, a sum at
/// the end, a document that needs all records at once. There is one for each file.
///
/// The bytes of the file must not depend on how the records are shared out among the calls of `take`.
public protocol FileAssembler: AnyObject {
    /// Appends the beginning of the file.
    func begin(into file: inout OutputBuffer) throws
    /// Takes what an encoder made of the next records, in the order of the file, and appends what is settled of it;
    /// `rowCount` says how many records they are, and is never 0.
    /// - Throws: `DeliveryFault` when the file cannot hold them.
    func take(_ records: Span<UInt8>, rowCount: Int, into file: inout OutputBuffer) throws
    /// Appends the rest; called once, for a file without records too.
    func finish(into file: inout OutputBuffer) throws
}

extension FileAssembler {
    public func begin(into file: inout OutputBuffer) throws {}
}

/// Whether a file is written alone or beside many others.
public enum AssemblyScope: Sendable {
    /// The only file of the output.
    case single
    /// One of perhaps a thousand that are written at the same time: each must make do with little memory.
    case many
}
