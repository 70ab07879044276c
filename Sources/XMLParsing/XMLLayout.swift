/// Where the records of a document are and where their fields are, as the pipeline file says it.
package struct XMLLayout: Sendable, Equatable {
    /// A column and its path, seen from the record.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var path: String

        package init(_ name: String, _ path: String) {
            self.name = name
            self.path = path
        }
    }

    /// Paths of elements: `profil/observation` from the root element, or `//enhed` anywhere, inside itself too.
    package var records: [String]
    /// `navn`, `ci/@fra`, `@aar`, `.` for text that stands directly in the record, `name()` for its name, `../@region` and `../../navn`
    /// for what the elements around it have given so far, `ancestor::region/@navn` for the nearest one of that name.
    package var fields: [Field]
    /// The URI of each prefix that paths use; a name without prefix matches whatever its namespace.
    package var namespaces: [String: String] = [:]
    package var repeated: RepeatedValue
    /// Whether white space around the text of an element is left out; attributes are taken as they are.
    package var trimsText = true
    /// Whether a DOCTYPE is let through; even then no entity is expanded and no other file is read.
    package var allowsDoctype = false
    package var limits = XMLLimits()

    /// A layout with the usual choices for all that is not given here.
    package init(
        records: [String],
        fields: [Field],
        namespaces: [String: String] = [:],
        repeated: RepeatedValue = .fault
    ) {
        self.records = records
        self.fields = fields
        self.namespaces = namespaces
        self.repeated = repeated
    }
}
