import StageKit

extension UnpackingLimits {
    /// Refuses more than may come out.
    /// - Parameters:
    ///   - packed: how many bytes of the packed file that took.
    ///   - place: where it stands in the packed file, if not at so many bytes.
    func check(unpacked: UInt64, packed: UInt64, at place: UInt64? = nil) throws(DeliveryFault) {
        if unpacked > maxUnpacked {
            throw DeliveryFault(
                "packed.size",
                en: "more than \(maxUnpacked) bytes come out of the packed file (max_unpacked)",
                da: "der kommer mere end \(maxUnpacked) byte ud af den pakkede fil (max_unpacked)",
                byteOffset: place ?? packed
            )
        }
        guard unpacked > Self.freeBytes else { return }
        let (most, overflows) = max(packed, 1).multipliedReportingOverflow(by: maxRatio)
        guard !overflows, unpacked > most else { return }
        throw DeliveryFault(
            "packed.ratio",
            en: "the packed file unpacks to more than \(maxRatio) times its size (max_ratio)",
            da: "den pakkede fil fylder mere end \(maxRatio) gange så meget pakket ud (max_ratio)",
            byteOffset: place ?? packed,
            hint: "if the content is meant to be so uniform, write max_ratio beside the reader"
        )
    }
}
