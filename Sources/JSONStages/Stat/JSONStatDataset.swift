import StageKit

/// One dataset: its dimensions, checked, and where its values are.
struct JSONStatDataset: Sendable {
    let document: JSONDocument
    private(set) var dimensions: [CubeDimension] = []
    private(set) var cellCount = 0
    let value: Int
    let status: Int?
    /// How many dimensions have several categories in the order of their labels alone.
    private(set) var labelOrders = 0

    init(_ document: JSONDocument, node: Int, plan: JSONStatPlan) throws(DeliveryFault) {
        self.document = document
        guard let value = document.member("value", of: node),
            let dimension = document.member("dimension", of: node), document.kind(dimension) == .object
        else {
            throw JSONStatFault.at(
                document.tree.nodes[node].start,
                in: document,
                "json_stat.member_missing",
                "the dataset lacks 'value' or 'dimension'",
                "datasættet mangler 'value' eller 'dimension'"
            )
        }
        self.value = value
        let status = document.member("status", of: node)
        // Eurostat has put what the signs mean beside them.
        let inner = status.flatMap { document.member("value", of: $0) } ?? status
        self.status = inner.flatMap { document.kind($0) == .null ? nil : $0 }
        // Version 2 has them beside the dimensions, version 1 among them.
        let owner = document.member("id", of: node) == nil ? dimension : node
        guard let id = document.member("id", of: owner), let size = document.member("size", of: owner) else {
            throw JSONStatFault.at(
                document.tree.nodes[owner].start,
                in: document,
                "json_stat.member_missing",
                "the dataset lacks 'id' or 'size'",
                "datasættet mangler 'id' eller 'size'"
            )
        }
        let ids = try names(id)
        let sizes = try sizes(size)
        guard ids.count == sizes.count else {
            throw at(
                size,
                "json_stat.size",
                "'size' has \(sizes.count) numbers and 'id' \(ids.count)",
                "'size' har \(sizes.count) tal og 'id' \(ids.count)"
            )
        }
        guard Set(ids).count == ids.count else {
            throw at(id, "json_stat.dimension", "'id' names a dimension twice", "'id' nævner en dimension to gange")
        }
        guard let cellCount = CubeDimension.cellCount(of: sizes, limit: plan.maxCells) else {
            var fault = JSONStatFault.limit("max_cells", plan.maxCells, "more cells", "flere celler")
            fault.line = document.line(at: Int(document.tree.nodes[size].start))
            fault.byteOffset = UInt64(document.tree.nodes[size].start)
            throw fault
        }
        self.cellCount = cellCount
        for (name, count) in zip(ids, sizes) {
            guard let node = document.member(name, of: dimension), document.kind(node) == .object else {
                throw at(
                    dimension,
                    "json_stat.dimension",
                    "there is no dimension '\(name)'",
                    "der er ingen dimension '\(name)'"
                )
            }
            dimensions.append(try self.dimension(name, node, count, plan))
            if count > 1, document.member("category", of: node).flatMap({ document.member("index", of: $0) }) == nil {
                labelOrders += 1
            }
        }
    }

    private func names(_ node: Int) throws(DeliveryFault) -> [String] {
        guard let elements = document.plainElements(node), elements.allSatisfy({ $0.kind == .string }) else {
            throw at(node, "json_stat.dimension", "'id' is no array of texts", "'id' er ikke en liste af tekster")
        }
        return elements.map { String(decoding: document.text($0) ?? [], as: UTF8.self) }
    }

    private func sizes(_ node: Int) throws(DeliveryFault) -> [Int] {
        var sizes: [Int] = []
        for element in document.plainElements(node) ?? [] {
            guard element.kind == .number, let size = JSONDocument.index(document.text(element) ?? []) else { break }
            sizes.append(size)
        }
        guard document.kind(node) == .plainArray, sizes.count == Int(document.tree.nodes[node].count) else {
            throw at(
                node,
                "json_stat.size",
                "'size' is no array of whole numbers",
                "'size' er ikke en liste af hele tal"
            )
        }
        return sizes
    }

    // MARK: Dimensions

    private func dimension(
        _ name: String,
        _ node: Int,
        _ size: Int,
        _ plan: JSONStatPlan
    ) throws(DeliveryFault) -> CubeDimension {
        let label = document.member("label", of: node).flatMap(document.string)
        guard let category = document.member("category", of: node), document.kind(category) == .object else {
            throw at(
                node,
                "json_stat.category",
                "the dimension '\(name)' has no categories",
                "dimensionen '\(name)' har ingen kategorier"
            )
        }
        let labels = document.member("label", of: category).flatMap { document.kind($0) == .null ? nil : $0 }
        if let labels, document.kind(labels) != .object {
            throw at(
                labels,
                "json_stat.category",
                "the labels of '\(name)' are no object",
                "etiketterne i '\(name)' er ikke et objekt"
            )
        }
        let codes = try self.codes(name, category, labels, size, plan)
        guard codes.count == size else {
            throw at(
                category,
                "json_stat.size",
                "the dimension '\(name)' has \(codes.count) categories and size \(size)",
                "dimensionen '\(name)' har \(codes.count) kategorier og størrelsen \(size)"
            )
        }
        let child = plan.takesParents ? document.member("child", of: category) : nil
        return CubeDimension(
            id: name,
            label: label ?? name,
            codes: try checked(codes, of: category, plan),
            labels: try checked(self.labels(of: codes, name, labels), of: category, plan),
            parents: try child.map { (node) throws(DeliveryFault) in try parents(of: codes, name, node) } ?? []
        )
    }

    /// The category that each belongs to, by `child`, which lists those that belong to each.
    private func parents(of codes: [[UInt8]], _ name: String, _ child: Int) throws(DeliveryFault) -> [[UInt8]] {
        let places = Dictionary(zip(codes, codes.indices), uniquingKeysWith: { first, _ in first })
        let wrong = at(
            child,
            "json_stat.child",
            "'child' of '\(name)' is not one tree of its categories",
            "'child' i '\(name)' er ikke ét træ af dens kategorier"
        )
        var parents = codes.map { _ in [UInt8]() }
        for member in document.members(child) {
            let parent = document.key(member)
            guard places[parent] != nil, let children = document.plainElements(member) else { throw wrong }
            for element in children {
                guard let code = document.text(element), let place = places[code], parents[place].isEmpty,
                    code != parent
                else { throw wrong }
                parents[place] = parent
            }
        }
        return parents
    }

    private func checked(_ texts: [[UInt8]], of node: Int, _ plan: JSONStatPlan) throws(DeliveryFault) -> [[UInt8]] {
        guard texts.contains(where: { $0.count > plan.maxValue }) else { return texts }
        var fault = JSONStatFault.limit("max_value", plan.maxValue, "a longer text", "en længere tekst")
        fault.line = document.line(at: Int(document.tree.nodes[node].start))
        fault.byteOffset = UInt64(document.tree.nodes[node].start)
        throw fault
    }

    private func codes(
        _ name: String,
        _ category: Int,
        _ labels: Int?,
        _ size: Int,
        _ plan: JSONStatPlan
    ) throws(DeliveryFault) -> [[UInt8]] {
        let index = document.member("index", of: category).flatMap { document.kind($0) == .null ? nil : $0 }
        guard let index else {
            let members = labels.map(document.members) ?? []
            // The members of an object have no order: only one category can do without an index.
            guard members.count == 1 || plan.takesLabelOrder && !members.isEmpty else {
                throw JSONStatFault.at(
                    document.tree.nodes[category].start,
                    in: document,
                    "json_stat.index",
                    "the categories of '\(name)' have no index that orders them",
                    "kategorierne i '\(name)' har intet index, der ordner dem",
                    hint: members.isEmpty ? nil : "'unindexed: label_order' takes them in the order of their labels"
                )
            }
            return members.map(document.key)
        }
        let wrong = at(
            index,
            "json_stat.index",
            "the positions of the categories of '\(name)' are not 0 to \(size - 1)",
            "placeringerne af kategorierne i '\(name)' er ikke 0 til \(size - 1)"
        )
        switch document.kind(index) {
        case .plainArray:
            var codes: [[UInt8]] = []
            for element in document.plainElements(index) ?? [] {
                guard let code = document.text(element) else { throw wrong }
                codes.append(code)
            }
            guard Set(codes).count == codes.count else {
                throw at(
                    index,
                    "json_stat.index",
                    "a category of '\(name)' is there twice",
                    "en kategori i '\(name)' er der to gange"
                )
            }
            return codes
        case .object:
            let members = document.members(index)
            var codes = [[UInt8]?](repeating: nil, count: members.count)
            for member in members {
                guard document.kind(member) == .number, let place = JSONDocument.index(document.text(member) ?? []),
                    codes.indices.contains(place), codes[place] == nil
                else { throw wrong }
                codes[place] = document.key(member)
            }
            return codes.compactMap(\.self)
        default: throw wrong
        }
    }

    private func labels(of codes: [[UInt8]], _ name: String, _ labels: Int?) throws(DeliveryFault) -> [[UInt8]] {
        guard let labels else { return codes }
        var texts: [[UInt8]: [UInt8]] = [:]
        for member in document.members(labels) {
            switch document.kind(member) {
            case .string: texts[document.key(member)] = document.text(member)
            case .null: continue
            default:
                throw at(
                    member,
                    "json_stat.category",
                    "a label of '\(name)' is no text",
                    "en etiket i '\(name)' er ikke en tekst"
                )
            }
        }
        return codes.map { texts[$0] ?? $0 }
    }

    private func at(_ node: Int, _ rule: StaticString, _ en: String, _ da: String) -> DeliveryFault {
        JSONStatFault.at(document.tree.nodes[node].start, in: document, rule, en, da)
    }
}
