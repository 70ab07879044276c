/// Bytes on their way to a file.
public struct OutputBuffer {
    /// What was appended.
    public private(set) var bytes: [UInt8] = []

    /// An empty buffer.
    public init() {}
}
