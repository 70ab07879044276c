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
    fileprivate func danish(_ limits: XMLLimits) -> String {
        switch self {
        case .malformed: "filen er ikke velformet XML på dette sted"
        case .namespace: "et navnerum eller et præfiks bruges forkert"
        case .encoding: "bytes eller en angivelse af tegnsæt, der ikke passer med filens tegnsæt"
        case .doctype: "filen har en DOCTYPE, og den afvises"
        case .entity: "der bruges en anden entitet end &amp; &lt; &gt; &quot; &apos;, og entiteter foldes ikke ud"
        case .empty: "filen indeholder ingen elementer"
        case .torn: "filen er afbrudt: den slutter, før dens første element er afsluttet"
        case .trailing: "der står noget efter filens første element"
        case .depth: "elementerne ligger mere end \(limits.depth) inden i hinanden"
        case .attributes: "et element har mere end \(limits.attributes) attributter"
        case .value: "en værdi fylder mere end \(limits.valueBytes) bytes"
        case .record: "en post fylder mere end \(limits.recordBytes) bytes"
        case .batch: "posterne i et stykke af filen fylder mere end \(limits.batchBytes) bytes"
        case .markup: "et tag, en kommentar, en CDATA-sektion eller en instruktion fylder mere end 10 MB"
        case .memory: "der er ikke hukommelse nok"
        }
    }

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
        case .malformed, .namespace, .trailing, .attributes, .markup, .memory: nil
        }
    }
}
