import StageKit

/// The first bytes of a delivery, unpacked where its name says that it is packed: for those who look before a pipeline
/// is written.
public struct DeliveryHead: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// Whether that is all.
    public var isWhole: Bool
    /// The size of the file as delivered.
    public var fileSize: Int64

    /// Reads at most so many bytes of a regular file.
    /// - Throws: `RunFailure`, as a run would.
    public static func read(_ path: String, limit: Int) throws(RunFailure) -> DeliveryHead {
        do {
            let file = try InputFile(path: path, name: path, limits: UnpackingLimits(), isHashed: false)
            var bytes = [UInt8](repeating: 0, count: 256 << 10)
            var count = 0
            while count <= limit {
                let more = try file.read(into: &bytes, at: count)
                if more == 0 { break }
                count += more
                if count == bytes.count { bytes += [UInt8](repeating: 0, count: min(bytes.count, 64 << 20)) }
            }
            bytes.removeLast(bytes.count - min(count, limit))
            let size = try System.status(of: path)?.size ?? 0
            return DeliveryHead(bytes: bytes, isWhole: count <= limit, fileSize: size)
        } catch let fault as DeliveryFault {
            throw RunFailure.delivery(fault.of(path))
        } catch let fault as InputFault {
            throw RunFailure.delivery(fault.deliveryFault)
        } catch let fault as SystemFault {
            throw RunFailure.output(fault, hint: nil)
        } catch {
            throw RunFailure.delivery(DeliveryFault("file.read", en: "\(error)", da: "\(error)").of(path))
        }
    }
}
