import StageKit

/// Which parts a part refers to.
struct PartRelations {
    struct Relation {
        var id = ""
        /// The last word of its type: the namespaces of the transitional and the strict form differ before it.
        var kind = ""
        var target = ""
        var isExternal = false
    }

    let relations: [Relation]
    private let source: String

    /// Reads the relations of a part; none when it has no list of them.
    /// - Parameter part: empty for the workbook as a whole.
    init(of part: String, in package: SpreadsheetPackage) throws {
        source = part
        let list = Self.list(of: part)
        guard package.has(list) else {
            relations = []
            return
        }
        let handler = Handler()
        try package.read(
            list,
            elements: ["Relationship"],
            attributes: ["Id", "Type", "Target", "TargetMode"],
            handler: handler
        )
        relations = handler.relations
    }

    /// The part that a relation of a kind leads to; nil without one.
    func target(kind: String) throws -> String? { try relations.first { $0.kind == kind }.map(path) }

    /// The relation with an id.
    func relation(id: String) -> Relation? { relations.first { $0.id == id } }

    /// The name of the part that a relation leads to.
    func path(_ relation: Relation) throws -> String {
        let target = String(relation.target.map { $0 == "\\" ? "/" : $0 })
        guard !relation.isExternal, !target.contains("://") else { throw XLSXFault.relation(source) }
        var steps = target.hasPrefix("/") ? [] : source.split(separator: "/").dropLast().map(String.init)
        for step in target.split(separator: "/") where step != "." {
            if step == ".." {
                guard steps.popLast() != nil else { throw XLSXFault.relation(source) }
            } else {
                steps.append(String(step))
            }
        }
        return steps.joined(separator: "/")
    }

    private static func list(of part: String) -> String {
        var steps = part.split(separator: "/").map(String.init)
        let name = steps.popLast() ?? ""
        return (steps + ["_rels", name + ".rels"]).joined(separator: "/")
    }

    private final class Handler: PartHandler {
        var relations: [Relation] = []
        private var isInside = false

        func start(_ name: Int) {
            isInside = name == 0
            if isInside { relations.append(Relation()) }
        }

        func attribute(_ name: Int, _ value: Span<UInt8>) {
            guard isInside else { return }
            let text = value.attributeText
            let last = relations.count - 1
            switch name {
            case 0: relations[last].id = text
            case 1: relations[last].kind = text.split(separator: "/").last.map(String.init) ?? ""
            case 2: relations[last].target = text
            default: relations[last].isExternal = text == "External"
            }
        }

        func text(_ bytes: Span<UInt8>) {}
        func end(_ name: Int) { isInside = false }
    }
}
