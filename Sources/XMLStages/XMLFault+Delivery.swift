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
            hint: reason.hint
        )
        fault.rule = reason.rawValue
        return fault
    }
}

extension XMLFault.Reason {
    fileprivate var hint: String? {
        switch self {
        case .doctype: "if the sender's files have one for good reason, write doctype: allow"
        case .entity: "ask the sender to write the characters themselves"
        case .encoding: "ask the sender for UTF-8, or for a declaration that is true"
        case .empty, .torn: "the file may have been cut off on its way; ask for it again"
        case .depth: "if such files are right, give max_depth a larger number"
        case .value: "if such values are right, give max_value, and perhaps max_record, a larger number"
        case .record: "if such records are right, give max_record a larger number"
        case .batch: "values of elements around a record are repeated in each record: ask for fewer of them"
        case .malformed, .namespace, .trailing, .attributes, .names, .markup, .memory: nil
        }
    }
}
