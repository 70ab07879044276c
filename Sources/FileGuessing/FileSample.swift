/// The beginning of a delivery, or all of it: what a guess is made from.
public struct FileSample: Sendable {
    /// The file as the user named it.
    public var name: String
    /// The bytes, unpacked where the name says that the file is packed.
    public var bytes: [UInt8]
    /// Whether that is the whole file.
    public var isWhole: Bool

    /// The first bytes of a file.
    public init(name: String, bytes: [UInt8], isWhole: Bool) {
        self.name = name
        self.bytes = bytes
        self.isWhole = isWhole
    }
}
