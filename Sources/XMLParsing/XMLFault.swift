/// Why a document is refused, and where. The message holds no value of the data, at most the name of an element.
package struct XMLFault: Error, Equatable {
    package enum Reason: String {
        case malformed = "xml.malformed"
        case namespace = "xml.namespace"
        case encoding = "xml.encoding"
        case doctype = "xml.doctype"
        case entity = "xml.entity"
        case empty = "xml.empty"
        case torn = "xml.torn"
        case trailing = "xml.trailing"
        case depth = "xml.limit.depth"
        case attributes = "xml.limit.attributes"
        case names = "xml.limit.names"
        case value = "xml.limit.value"
        case record = "xml.limit.record"
        case batch = "xml.limit.batch"
        case markup = "xml.limit.markup"
        case memory = "xml.memory"
    }

    /// Counted from 1 by line feeds.
    package let line: UInt32
    /// In the delivered file, byte order mark included.
    package let byteOffset: UInt64
    package let reason: Reason
    /// English, lower case, without a full stop.
    package let message: String
}
