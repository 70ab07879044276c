/// Sorts the names of a document by what the paths can tell apart; class 0 holds all names that no path mentions.
struct XMLNameClasses: Sendable {
    private var classes: [QualifiedName: Int] = [:]
    /// For each class the names of the paths that it matches, by number.
    private(set) var matches: [[Int]] = [[]]

    private struct QualifiedName: Hashable {
        let local: [UInt8]
        /// Nil stands for every namespace that no path mentions with this name.
        let uri: [UInt8]?
    }

    init(_ tests: [XMLPath.Name]) {
        for test in tests {
            let name = QualifiedName(local: test.local, uri: test.uri)
            if classes[name] != nil { continue }
            classes[name] = matches.count
            matches.append(
                tests.indices.filter { tests[$0].local == test.local && (tests[$0].uri ?? test.uri) == test.uri }
            )
        }
    }

    var count: Int { matches.count }

    /// Whether a path of the pipeline file has the name. Others stay out of messages: where markup is broken, what looks
    /// like a name may be a piece of a value.
    func isMentioned(_ name: String) -> Bool {
        let local = Array(name.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst())
        return classes.keys.contains { $0.local == (local.isEmpty ? Array(name.utf8) : local) }
    }

    /// The class of a name of the document.
    func find(local: [UInt8], uri: [UInt8]?) -> Int {
        if let uri, let exact = classes[QualifiedName(local: local, uri: uri)] { return exact }
        return classes[QualifiedName(local: local, uri: nil)] ?? 0
    }
}
