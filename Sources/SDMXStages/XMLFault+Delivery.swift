import StageKit
import XMLParsing

extension XMLFault {
    /// The fault as the engine reports it, with a hint where an option or the sender can mend it.
    func deliveryFault(_ limits: XMLLimits) -> DeliveryFault {
        var fault = DeliveryFault(
            "xml.malformed",
            en: message,
            da: reason.danish(limits),
            line: UInt64(line),
            byteOffset: byteOffset,
            hint: reason == .malformed && byteOffset == 0 ? "for SDMX-CSV write format: csv" : reason.hint
        )
        fault.rule = reason.rawValue
        return fault
    }
}

extension XMLFault.Reason {
    fileprivate var hint: String? {
        switch self {
        case .doctype: "SDMX has none: it may be an error page that was saved as data"
        case .encoding: "ask the sender for UTF-8, or for a declaration that is true"
        case .empty, .torn: "the file may have been cut off on its way; ask for it again"
        case .depth: "if such files are right, give max_depth a larger number"
        case .value, .record: "if such values are right, give max_record a larger number"
        default: nil
        }
    }
}
