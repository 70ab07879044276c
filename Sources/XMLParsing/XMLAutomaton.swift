/// Which paths an open element continues, as one number, so that an element costs one look-up however many paths
/// there are. States are made when a document first needs them; their number depends on the paths alone.
struct XMLAutomaton {
    /// What an element in this state is.
    struct Role: OptionSet {
        let rawValue: UInt8
        static let record = Role(rawValue: 1)
        /// Its text is the value of columns.
        static let text = Role(rawValue: 2)
        /// Its text is a value that records further in may ask for.
        static let outerText = Role(rawValue: 4)
        /// It is an element whose values records further in may ask for.
        static let outer = Role(rawValue: 8)
        /// Some of its attributes are wanted.
        static let attributes = Role(rawValue: 16)
    }

    /// A column, and for a value of an ancestor how many levels above this element that ancestor is.
    struct Target: Hashable {
        let column: Int
        let levelsUp: Int?
    }

    /// A path and how many of its names have been met.
    fileprivate struct Item: Hashable {
        enum Path: Hashable {
            case record(Int)
            case field(Int)
            case outerField(Int)
        }
        let path: Path
        let met: Int
    }

    struct State {
        fileprivate let items: Set<Item>
        let role: Role
        /// What its text is for, as places in `targets`.
        let text: Range<Int>
        /// The columns whose path begins at the nearest element of this kind around the record.
        let ancestorOf: [Int]
        /// The local name of the record that it is, if it is one.
        let recordName: [UInt8]
    }

    private let plan: XMLPlan
    private let classCount: Int
    private(set) var states: [State] = []
    private var known: [Set<Item>: Int] = [:]
    /// For each state and class of names the state of such a child, and its role in the last eight bits; -1 when not
    /// yet made.
    private var children: [Int] = []
    /// For each state and class of names what such an attribute is for, as places in `targets`.
    private var attributes: [Range<Int>] = []
    /// What texts and attributes are for, by column.
    private(set) var targets: [Target] = []
    /// Each state's role again, close together for the loop over elements.
    private(set) var roles: [Role] = []
    /// For each state the column of the record that alone asks for its text; -1 when there is none or another asks too.
    private(set) var onlyColumns: [Int] = []
    /// The fields that look outwards, by column.
    private let outerColumns: [Int]

    init(_ plan: XMLPlan) {
        self.plan = plan
        classCount = plan.names.count
        outerColumns = plan.sources.indices.filter { plan.sources[$0].looksOutwards }
        // The document itself: the state above the root element.
        _ = add(Set(plan.records.indices.map { Item(path: .record($0), met: 0) }), isDocument: true)
    }

    /// The names of children that may hold a value which records behind them ask for, in a state of an element.
    func namesOfSharedChildren(in state: Int) -> [XMLPath.Name] {
        var tests: Set<Int> = []
        for item in states[state].items {
            guard case .outerField = item.path else { continue }
            let steps = steps(of: item.path)
            if item.met < steps.count { tests.insert(steps[item.met]) }
        }
        return tests.sorted().map { plan.tests[$0] }
    }

    /// The state of a child whose name is of this class, and its role.
    @inline(__always)
    mutating func child(of state: Int, named nameClass: Int) -> (state: Int, role: Role) {
        var next = children[state &* classCount &+ nameClass]
        if next < 0 { next = makeChild(of: state, named: nameClass) }
        return (next >> 8, Role(rawValue: UInt8(truncatingIfNeeded: next)))
    }

    /// What an attribute is for whose name is of this class.
    @inline(__always)
    func attribute(_ nameClass: Int, in state: Int) -> Range<Int> {
        attributes[state &* classCount &+ nameClass]
    }

    @inline(never)
    private mutating func makeChild(of state: Int, named nameClass: Int) -> Int {
        let matches = plan.names.matches[nameClass]
        var items: Set<Item> = []
        for item in states[state].items {
            let steps = steps(of: item.path)
            if item.met < steps.count, matches.contains(steps[item.met]) {
                items.insert(Item(path: item.path, met: item.met + 1))
            }
            if case .record(let number) = item.path, item.met == 0, plan.records[number].isAnywhere {
                items.insert(item)
            }
        }
        if isRecord(items) {
            // What a record holds belongs to no record around it.
            items = items.filter { if case .field = $0.path { false } else { true } }
            for column in plan.sources.indices where !plan.sources[column].looksOutwards {
                items.insert(Item(path: .field(column), met: 0))
            }
        }
        for column in outerColumns where begins(column, matches, items) {
            items.insert(Item(path: .outerField(column), met: 0))
        }
        let next = known[items] ?? add(items)
        let entry = next << 8 | Int(roles[next].rawValue)
        children[state * classCount + nameClass] = entry
        return entry
    }

    private func steps(of path: Item.Path) -> [Int] {
        switch path {
        case .record(let number): plan.records[number].steps
        case .field(let column), .outerField(let column): plan.sources[column].steps
        }
    }

    private func isRecord(_ items: Set<Item>) -> Bool {
        plan.records.indices.contains { number in
            items.contains(Item(path: .record(number), met: plan.records[number].steps.count))
        }
    }

    /// The local name of the record that an item is, if it is one.
    private func recordName(_ item: Item) -> [UInt8]? {
        guard case .record(let number) = item.path, item.met == plan.records[number].steps.count else { return nil }
        return plan.records[number].steps.last.map { plan.tests[$0].local }
    }

    /// Whether the path of a column that looks outwards begins at such an element.
    private func begins(_ column: Int, _ matches: [Int], _ items: Set<Item>) -> Bool {
        guard let ancestor = plan.sources[column].ancestor else {
            return mayHold(items, recordsDown: plan.sources[column].levelsUp)
        }
        return matches.contains(ancestor)
            && items.contains { item in
                if case .record = item.path { item.met < steps(of: item.path).count } else { false }
            }
    }

    /// Whether a record may begin this many levels further in.
    private func mayHold(_ items: Set<Item>, recordsDown levels: Int) -> Bool {
        plan.records.indices.contains { number in
            let left = plan.records[number].steps.count - levels
            if left <= 0 { return plan.records[number].isAnywhere }
            return items.contains(Item(path: .record(number), met: left))
        }
    }

    private mutating func add(_ items: Set<Item>, isDocument: Bool = false) -> Int {
        var role: Role = !isDocument && isRecord(items) ? .record : []
        var text: [Target] = []
        var attributes: [Int: [Target]] = [:]
        var ancestorOf: [Int] = []
        for item in items {
            let target: Target
            switch item.path {
            case .record: continue
            case .field(let column): target = Target(column: column, levelsUp: nil)
            case .outerField(let column):
                target = Target(column: column, levelsUp: item.met)
                if item.met == 0 {
                    role.insert(.outer)
                    if plan.sources[column].ancestor != nil { ancestorOf.append(column) }
                }
            }
            guard item.met == steps(of: item.path).count else { continue }
            switch plan.sources[target.column].end {
            case .ownText, .recordName: break
            case .text:
                text.append(target)
                role.insert(target.levelsUp == nil ? .text : .outerText)
            case .attribute(let test):
                for nameClass in plan.names.matches.indices where plan.names.matches[nameClass].contains(test) {
                    attributes[nameClass, default: []].append(target)
                }
                role.insert(.attributes)
            }
        }
        let name = isDocument ? nil : items.compactMap(recordName).first
        states.append(
            State(items: items, role: role, text: addTargets(text), ancestorOf: ancestorOf, recordName: name ?? [])
        )
        roles.append(role)
        onlyColumns.append(text.count == 1 && text[0].levelsUp == nil ? text[0].column : -1)
        for nameClass in 0..<classCount { self.attributes.append(addTargets(attributes[nameClass] ?? [])) }
        children.append(contentsOf: repeatElement(-1, count: classCount))
        known[items] = states.count - 1
        return states.count - 1
    }

    /// Sets have no order; columns do.
    private mutating func addTargets(_ new: [Target]) -> Range<Int> {
        let start = targets.count
        targets.append(contentsOf: new.sorted { $0.column < $1.column })
        return start..<targets.count
    }
}
