/// The one file of a zip archive, as its directory describes it.
public struct ZipMember: Sendable, Equatable {
    /// Where its packed bytes begin.
    var dataOffset: UInt64
    var packedSize: UInt64
    var size: UInt64
    var checksum: UInt32
    /// Else it is stored as it is.
    var isDeflated: Bool
}
