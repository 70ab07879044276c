import StageKit

/// How much may come out of a packed file: a few bytes can be made to stand for more than any disk holds.
public struct UnpackingLimits: Sendable, Equatable {
    /// The most bytes that come out for each that went in, on the average.
    public var maxRatio: UInt64 = 200
    /// The most bytes that come out.
    public var maxUnpacked: UInt64 = 1 << 40
    /// So much may come out whatever the ratio: long runs of one value pack well.
    public static let freeBytes: UInt64 = 64 << 20

    /// The usual limits.
    public init() {}

    func check(unpacked: UInt64, packed: UInt64) throws(DeliveryFault) {
        if unpacked > maxUnpacked {
            throw DeliveryFault(
                "packed.size",
                en: "more than \(maxUnpacked) bytes come out of the packed file (max_unpacked)",
                da: "der kommer mere end \(maxUnpacked) byte ud af den pakkede fil (max_unpacked)",
                byteOffset: packed
            )
        }
        guard unpacked > Self.freeBytes else { return }
        let (most, overflows) = max(packed, 1).multipliedReportingOverflow(by: maxRatio)
        guard !overflows, unpacked > most else { return }
        throw DeliveryFault(
            "packed.ratio",
            en: "the packed file unpacks to more than \(maxRatio) times its size (max_ratio)",
            da: "den pakkede fil fylder mere end \(maxRatio) gange så meget pakket ud (max_ratio)",
            byteOffset: packed,
            hint: "ask the sender what it is"
        )
    }
}
