/// A layout whose paths are understood: what the parsers of all files share.
package struct XMLPlan: Sendable {
    /// Where a column's value comes from.
    struct Source: Sendable {
        let levelsUp: Int
        /// The number of the name of the element around the record that the path begins at.
        let ancestor: Int?
        /// Numbers of names, as in `tests`.
        let steps: [Int]
        let end: End

        /// Whether the value stands before the record, in an element around it.
        var looksOutwards: Bool { levelsUp > 0 || ancestor != nil }
    }

    enum End: Sendable, Equatable {
        case text
        case ownText
        case recordName
        case attribute(Int)
    }

    struct Record: Sendable {
        let isAnywhere: Bool
        let steps: [Int]
    }

    package let layout: XMLLayout
    let records: [Record]
    /// One for each column.
    let sources: [Source]
    /// The names of all paths.
    let tests: [XMLPath.Name]
    let names: XMLNameClasses

    /// Throws the first mistake in a path.
    package init(_ layout: XMLLayout) throws(XMLPathFault) {
        var tests: [XMLPath.Name] = []
        func number(_ name: XMLPath.Name) -> Int {
            if let known = tests.firstIndex(of: name) { return known }
            tests.append(name)
            return tests.count - 1
        }

        var records: [Record] = []
        for text in layout.records {
            let path = try XMLPath(record: text, namespaces: layout.namespaces)
            records.append(Record(isAnywhere: path.isAnywhere, steps: path.steps.map(number)))
        }
        guard let longest = records.map(\.steps.count).max() else {
            throw XMLPathFault(path: "", message: "is missing: at least one path of records is needed")
        }

        var sources: [Source] = []
        for field in layout.fields {
            let path = try XMLPath(field: field.path, namespaces: layout.namespaces)
            if path.levelsUp >= longest, !records.contains(where: \.isAnywhere) {
                throw XMLPathFault(path: field.path, message: "goes up beyond the root element")
            }
            if let ancestor = path.ancestor {
                let encloses = records.contains { record in
                    record.isAnywhere || record.steps.dropLast().contains { tests[$0].mayBe(ancestor) }
                }
                if !encloses {
                    throw XMLPathFault(path: field.path, message: "names an element that is around no record")
                }
            }
            let end: End =
                switch path.end {
                case .text: .text
                case .ownText: .ownText
                case .recordName: .recordName
                case .attribute(let name): .attribute(number(name))
                }
            sources.append(
                Source(
                    levelsUp: path.levelsUp,
                    ancestor: path.ancestor.map(number),
                    steps: path.steps.map(number),
                    end: end
                )
            )
        }
        self.layout = layout
        self.records = records
        self.sources = sources
        self.tests = tests
        names = XMLNameClasses(tests)
    }
}
