/// A path of a layout, taken apart: `../adresse/@by` is one level up, then `adresse`, ending in the attribute `by`.
///
/// `ancestor::region/leder/navn` begins at the nearest `region` around the record.
struct XMLPath: Equatable {
    /// A name of a path with its namespace, or with none when any will do.
    struct Name: Hashable {
        let local: [UInt8]
        let uri: [UInt8]?

        /// Whether one element can have both names.
        func mayBe(_ other: Name) -> Bool {
            local == other.local && (uri == nil || other.uri == nil || uri == other.uri)
        }
    }

    enum End: Equatable {
        case text
        case ownText
        /// The name of the record's element.
        case recordName
        case attribute(Name)
    }

    var isAnywhere = false
    var levelsUp = 0
    /// The nearest element of this name around the record, from where the path goes on.
    var ancestor: Name?
    var steps: [Name] = []
    var end = End.text

    /// Reads the path of a record.
    init(record text: String, namespaces: [String: String]) throws(XMLPathFault) {
        var rest = Substring(text)
        if rest.hasPrefix("//") {
            isAnywhere = true
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("/") {
            rest = rest.dropFirst()
        }
        for part in rest.split(separator: "/", omittingEmptySubsequences: false) {
            steps.append(try Self.name(part, of: text, namespaces))
        }
    }

    /// Reads the path of a field, seen from the record.
    init(field text: String, namespaces: [String: String]) throws(XMLPathFault) {
        if text == "." {
            end = .ownText
            return
        }
        if text == "name()" {
            end = .recordName
            return
        }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        while parts.first == ".." {
            levelsUp += 1
            parts = parts.dropFirst()
        }
        if let first = parts.first, first.hasPrefix("ancestor::") {
            ancestor = try Self.name(first.dropFirst(10), of: text, namespaces)
            parts = parts.dropFirst()
        }
        if let last = parts.last, last.hasPrefix("@") {
            end = .attribute(try Self.name(last.dropFirst(), of: text, namespaces))
            parts = parts.dropLast()
        } else if parts.isEmpty {
            throw XMLPathFault(path: text, message: "must go on to an element or an attribute, such as ../@region")
        }
        for part in parts {
            steps.append(try Self.name(part, of: text, namespaces))
        }
    }

    private static func name(
        _ part: Substring,
        of path: String,
        _ namespaces: [String: String]
    ) throws(XMLPathFault) -> Name {
        func fault(_ message: String) -> XMLPathFault { XMLPathFault(path: path, message: message) }

        if part.isEmpty { throw fault("has an empty name; names stand between single slashes") }
        if part == ".." || part == "." { throw fault("may have '..' only at its beginning, and '.' only alone") }
        if part.hasPrefix("@") { throw fault("may have an attribute only at its end, and only for a field") }
        let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
        guard pieces.count <= 2, pieces.allSatisfy({ !$0.isEmpty }) else {
            throw fault("has a name that is neither 'name' nor 'prefix:name'")
        }
        if part.contains(where: { " \t\r\n*[](){}'\"=<>&|,;!@".contains($0) }) {
            throw fault(
                "has a sign that no name has; only names, '/', '//', '@', '.', '..', 'ancestor::' and 'name()' are known"
            )
        }
        guard pieces.count == 2 else { return Name(local: Array(part.utf8), uri: nil) }
        guard let uri = namespaces[String(pieces[0])] else {
            throw fault("uses the prefix '\(pieces[0])', which is not in 'namespaces'")
        }
        return Name(local: Array(pieces[1].utf8), uri: Array(uri.utf8))
    }
}
