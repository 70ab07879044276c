/// How much may come out of a packed delivery: a few bytes can be made to stand for more than any disk holds.
public struct UnpackingLimits: Sendable, Equatable {
    /// How many times the size of the packed file may come out, once more than `freeBytes` did.
    public var maxRatio: UInt64 = 200
    /// The most bytes that come out.
    public var maxUnpacked: UInt64 = 1 << 40
    /// So much may come out whatever the ratio: long runs of one value pack well.
    public static let freeBytes: UInt64 = 64 << 20

    /// The usual limits.
    public init() {}
}
