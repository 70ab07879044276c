extension XMLFault.Reason {
    /// What was found, in Danish, for every format made of XML.
    package func danish(_ limits: XMLLimits) -> String {
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
        case .names: "der er mere end \(limits.names) forskellige navne på elementer og attributter"
        case .value: "en værdi fylder mere end \(limits.valueBytes) bytes"
        case .record: "en post fylder mere end \(limits.recordBytes) bytes"
        case .batch: "posterne i et stykke af filen fylder mere end \(limits.batchBytes) bytes"
        case .markup: "et tag, en kommentar, en CDATA-sektion eller en instruktion fylder mere end 10 MB"
        case .memory: "der er ikke hukommelse nok"
        }
    }
}
