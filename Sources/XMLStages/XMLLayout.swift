/// Where the records of a document are and where their fields are, as the pipeline file says it.
struct XMLLayout: Sendable, Equatable {
    /// A column and its path, seen from the record.
    struct Field: Sendable, Equatable {
        var name: String
        var path: String

        init(_ name: String, _ path: String) {
            self.name = name
            self.path = path
        }
    }

    /// Paths of elements: `profil/observation` from the root element, or `//enhed` anywhere, inside itself too.
    var records: [String]
    /// `navn`, `ci/@fra`, `@aar`, `.` for text that stands directly in the record, `../@region` and `../../navn`
    /// for what the elements around it have given so far, `ancestor::region/@navn` for the nearest one of that name.
    var fields: [Field]
    /// The URI of each prefix that paths use; a name without prefix matches whatever its namespace.
    var namespaces: [String: String] = [:]
    var repeated = RepeatedValue.fault
    /// Whether white space around the text of an element is left out; attributes are taken as they are.
    var trimsText = true
    /// Whether a DOCTYPE is let through; even then no entity is expanded and no other file is read.
    var allowsDoctype = false
    var limits = XMLLimits()
}
