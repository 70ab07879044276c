/// The names of a document by number, in the order in which they are first seen: a reader looks at each name once.
package struct XMLElementNames: Sendable {
    /// A name with its namespace.
    package struct Name: Sendable, Equatable {
        /// Without prefix.
        package let local: String
        /// The URI of the namespace; empty for none.
        package let namespace: String
    }

    /// The names so far; the number of a name is its place here.
    package private(set) var all: [Name] = []
    private var table = XMLNameTable()

    /// The number of a name by the addresses at which libxml2 keeps it.
    @inline(__always)
    func find(_ local: UInt, _ uri: UInt) -> Int? { table.find(local, uri) }

    mutating func insert(_ local: UInt, _ uri: UInt, _ name: Name) -> Int {
        all.append(name)
        table.insert(local, uri, all.count - 1)
        return all.count - 1
    }
}
