import StageKit
import StageTesting

@testable import CSVStages

extension CSVReader {
    /// The fault for which a file is refused.
    func fault(on bytes: [UInt8]) throws -> DeliveryFault? {
        do {
            _ = try run(on: bytes)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }

    func fault(on text: String) throws -> DeliveryFault? { try fault(on: Array(text.utf8)) }
}
