import ByteKernels

/// Makes rows out of the beginnings, texts and ends of elements; knows nothing of libxml2.
struct XMLRecordExtractor: ~Copyable {
    /// A limit that the document goes beyond.
    struct Breach: Error {
        let reason: XMLFault.Reason
        let limit: Int

        var message: String {
            switch reason {
            case .depth: "elements are nested deeper than \(limit)"
            case .attributes: "an element has more than \(limit) attributes"
            case .names: "there are more than \(limit) different names of elements and attributes"
            case .value: "a value has more than \(limit) bytes"
            case .batch: "the records of one piece of the file have more than \(limit) bytes"
            default: "a record has more than \(limit) bytes"
            }
        }
    }

    // Not private, and neither is the next: Swift 6.3 makes a broken module of debug builds.
    struct Element {
        var state: Int32 = 0
        /// Who wants the text here.
        var wants: Wants = []
        /// Where the innermost wanted value begins in the record's text.
        var textStart = 0
    }

    struct Wants: OptionSet {
        let rawValue: UInt8
        /// Columns of the record around.
        static let record = Wants(rawValue: 1)
        /// The record itself, which this element is.
        static let own = Wants(rawValue: 2)
        /// Records further in.
        static let outer = Wants(rawValue: 4)
    }

    private let plan: XMLPlan
    private let limits: XMLLimits
    private let repeated: RepeatedValue
    private let trims: Bool
    private let ownTextColumns: [Int]
    private let nameColumns: [Int]
    private let outerColumns: [Int]

    private var automaton: XMLAutomaton
    /// The open elements, the document first; entries above `depth` are old.
    private var elements: Cells<Element>
    private(set) var depth = 0
    private var record: XMLRecordValues
    /// What the open elements have given.
    var outer: XMLOuterValues
    /// The bytes of the rows while the parser is fed.
    private var arena = ByteArena()
    var rows: XMLRows

    init(_ plan: XMLPlan) {
        self.plan = plan
        limits = plan.layout.limits
        repeated = plan.layout.repeated
        trims = plan.layout.trimsText
        ownTextColumns = plan.sources.indices.filter { plan.sources[$0].end == .ownText }
        nameColumns = plan.sources.indices.filter { plan.sources[$0].end == .recordName }
        outerColumns = plan.sources.indices.filter { plan.sources[$0].looksOutwards }
        automaton = XMLAutomaton(plan)
        elements = Cells(repeating: Element(), count: 16)
        record = XMLRecordValues(columns: plan.sources.count)
        outer = XMLOuterValues(columns: outerColumns, repeated: repeated)
        rows = XMLRows(columns: plan.sources.count)
    }

    /// Where the innermost open record begins.
    var recordPlace: (line: UInt32, offset: UInt64)? {
        record.level > 0 ? (record.line, record.offset) : nil
    }

    /// Whether the open element takes part in no record and no value: its children can be read without it.
    var isBetweenRecords: Bool { record.level == 0 && elements[depth].wants.isEmpty }

    /// The children that cannot, since records behind them ask for what they hold.
    var namesOfSharedChildren: [XMLPath.Name] {
        automaton.namesOfSharedChildren(in: Int(elements[depth].state))
    }

    var isInRecord: Bool { record.level > 0 }

    /// What the innermost open element is.
    @inline(__always)
    var role: XMLAutomaton.Role { automaton.roles[Int(elements[depth].state)] }

    /// An element begins. When its role says that it is a record, `beginRecord` must follow, then its attributes.
    @inline(__always)
    mutating func start(_ nameClass: Int) throws(Breach) -> XMLAutomaton.Role {
        let parent = elements[depth]
        let (state, role) = automaton.child(of: Int(parent.state), named: nameClass)
        depth &+= 1
        if depth > limits.depth { throw Breach(reason: .depth, limit: limits.depth) }
        if depth == elements.count { elements.append(repeating: Element(), count: depth) }
        var element = Element(state: Int32(truncatingIfNeeded: state), wants: parent.wants, textStart: parent.textStart)
        element.wants.remove(.own)
        if role.isDisjoint(with: [.record, .text, .outerText, .outer]) {
            elements[depth] = element
            return role
        }
        if role.contains(.text) {
            element.wants.insert(.record)
            element.textStart = record.text.count
        }
        if role.contains(.record) {
            element.wants.remove(.record)
            if !ownTextColumns.isEmpty { element.wants.insert(.own) }
        }
        if role.contains(.outer) { outer.begin(depth: depth) }
        if role.contains(.outerText) {
            element.wants.insert(.outer)
            for place in automaton.states[state].text {
                let target = automaton.targets[place]
                if let levels = target.levelsUp { outer.beginText(target.column, depth: depth - levels) }
            }
        }
        elements[depth] = element
        return role
    }

    mutating func beginRecord(line: UInt32, offset: UInt64) {
        record.begin(line: line, offset: offset)
        if !nameColumns.isEmpty {
            let name = automaton.states[Int(elements[depth].state)].recordName
            for column in nameColumns { record.add(column, name.span, repeated: repeated) }
        }
        for column in outerColumns {
            outer.copy(column, depth: outerDepth(of: column), to: &record)
        }
    }

    /// The depth of the element around the record that a column's path begins at; 0 when there is none.
    private func outerDepth(of column: Int) -> Int {
        if plan.sources[column].ancestor == nil { return depth - plan.sources[column].levelsUp }
        var outer = depth - 1
        while outer > 0, !automaton.states[Int(elements[outer].state)].ancestorOf.contains(column) { outer -= 1 }
        return outer
    }

    /// An attribute of the element that began last.
    mutating func attribute(_ nameClass: Int, _ value: Span<UInt8>) throws(Breach) {
        let places = automaton.attribute(nameClass, in: Int(elements[depth].state))
        if places.isEmpty { return }
        if value.count > limits.valueBytes { throw Breach(reason: .value, limit: limits.valueBytes) }
        for place in places {
            let target = automaton.targets[place]
            if let levels = target.levelsUp {
                outer.add(target.column, depth: depth - levels, value)
            } else {
                record.add(target.column, value, repeated: repeated)
            }
        }
        try checkSize()
    }

    /// Text, or a part of it, inside the element that is open.
    @inline(__always)
    mutating func text(_ bytes: Span<UInt8>) throws(Breach) {
        let element = elements[depth]
        if element.wants == .record {
            record.append(text: bytes)
            if record.text.count &- element.textStart > limits.valueBytes {
                throw Breach(reason: .value, limit: limits.valueBytes)
            }
            if record.byteCount > limits.recordBytes {
                throw Breach(reason: .record, limit: limits.recordBytes)
            }
        } else if !element.wants.isEmpty {
            try otherText(bytes, element)
        }
    }

    private mutating func otherText(_ bytes: Span<UInt8>, _ element: Element) throws(Breach) {
        if element.wants.contains(.record) {
            record.append(text: bytes)
            if record.text.count - element.textStart > limits.valueBytes {
                throw Breach(reason: .value, limit: limits.valueBytes)
            }
        }
        if element.wants.contains(.own) {
            record.append(ownText: bytes)
            if record.ownTextCount > limits.valueBytes {
                throw Breach(reason: .value, limit: limits.valueBytes)
            }
        }
        if element.wants.contains(.outer) { outer.append(bytes) }
        try checkSize()
    }

    /// The element ends that began last of those still open; a record needs to know where.
    @inline(__always)
    mutating func end(at place: UInt64) throws(Breach) {
        let element = elements[depth]
        let state = Int(element.state)
        let role = automaton.roles[state]
        if !role.isDisjoint(with: [.text, .outerText, .record, .outer]) {
            if !role.isDisjoint(with: [.text, .outerText]) { try endText(element, state) }
            if role.contains(.record) { try endRecord(at: place) }
            // What no record can ask for any more does not count as held.
            if role.contains(.outer) { outer.end(depth: depth) }
        }
        depth &-= 1
    }

    @inline(__always)
    private mutating func endText(_ element: Element, _ state: Int) throws(Breach) {
        let only = automaton.onlyColumns[state]
        if only >= 0 {
            try endText(of: only, from: element.textStart)
        } else {
            try endTexts(element, state)
        }
    }

    @inline(__always)
    private mutating func endText(of column: Int, from start: Int) throws(Breach) {
        if record.text.count &- start > limits.valueBytes {
            throw Breach(reason: .value, limit: limits.valueBytes)
        }
        record.add(column, textFrom: start, trims: trims, repeated: repeated)
        if record.byteCount > limits.recordBytes {
            throw Breach(reason: .record, limit: limits.recordBytes)
        }
    }

    @inline(never)
    private mutating func endTexts(_ element: Element, _ state: Int) throws(Breach) {
        for place in automaton.states[state].text {
            let target = automaton.targets[place]
            if target.levelsUp == nil {
                try endText(of: target.column, from: element.textStart)
            } else if outer.endText(trims: trims) > limits.valueBytes {
                throw Breach(reason: .value, limit: limits.valueBytes)
            }
        }
    }

    private mutating func endRecord(at end: UInt64) throws(Breach) {
        for column in ownTextColumns { record.addOwnText(column, trims: trims) }
        let room = min(limits.batchBytes, Int(XMLRows.placeMask)) - arena.count
        if record.rowBytes(repeated: repeated) > room {
            throw Breach(reason: .batch, limit: limits.batchBytes)
        }
        record.layOut(into: &rows, &arena, repeated: repeated, end: end)
    }

    /// Before feeding: the rows' bytes go on in the arena.
    mutating func lendBytes() {
        rows.lend(to: &arena)
    }

    /// After feeding: they go back.
    mutating func takeBackBytes() {
        rows.takeBack(from: &arena)
    }

    private func checkSize() throws(Breach) {
        if record.byteCount > limits.recordBytes || outer.byteCount > limits.recordBytes {
            throw Breach(reason: .record, limit: limits.recordBytes)
        }
    }
}
