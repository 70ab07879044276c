/// A field of the records at one point of a pipeline.
public struct Field: Hashable, Sendable {
    /// Its name at this point.
    public var name: String
    /// What its values are.
    public var type: FieldType
    /// Where its column stands in a batch. Renaming and selecting change the schema alone, so slots do not move.
    public let slot: Int
    /// The name under which the sender delivered it, for reject files.
    public var deliveredName: String
    /// Whether its values are about a person and must be masked in reports.
    public var isPersonal: Bool

    init(name: String, type: FieldType, slot: Int, deliveredName: String, isPersonal: Bool = false) {
        self.name = name
        self.type = type
        self.slot = slot
        self.deliveredName = deliveredName
        self.isPersonal = isPersonal
    }
}

/// The fields of the records at one point of a pipeline, in order.
public struct Schema: Hashable, Sendable {
    /// In the order in which a writer writes them.
    public private(set) var fields: [Field]
    /// The number of columns of a batch here, columns of fields that were left out included.
    public private(set) var slotCount: Int
    /// Where the first field of each name stands, since pipelines of many thousand fields look each up by its name.
    private var places: [String: Int] = [:]

    /// No fields.
    public init() {
        fields = []
        slotCount = 0
    }

    /// Text fields as a reader delivers them: field 0 is column 0.
    public init(textFields names: [String]) {
        self.init()
        for name in names { add(name, type: .text) }
    }

    /// The names in order.
    public var names: [String] { fields.map(\.name) }

    /// The field with a name.
    public subscript(_ name: String) -> Field? { places[name].map { fields[$0] } }

    /// Adds a field at the end, with a column of its own.
    @discardableResult
    public mutating func add(_ name: String, type: FieldType, deliveredName: String? = nil) -> Field {
        let field = Field(name: name, type: type, slot: slotCount, deliveredName: deliveredName ?? name)
        if places[name] == nil { places[name] = fields.count }
        fields.append(field)
        slotCount += 1
        return field
    }

    /// Changes the type of the field with the name.
    public mutating func retype(_ name: String, to type: FieldType) {
        change(name) { $0.type = type }
    }

    /// Marks the field with the name as being about a person.
    public mutating func markPersonal(_ name: String) {
        change(name) { $0.isPersonal = true }
    }

    /// Gives fields new names, all at once, so that two can change theirs for each other's; the names under which they
    /// were delivered stay.
    public mutating func rename(_ newNames: [String: String]) {
        for index in fields.indices { fields[index].name = newNames[fields[index].name] ?? fields[index].name }
        findPlaces()
    }

    /// Keeps the named fields, in the order of the names.
    public mutating func select(_ names: [String]) {
        fields = names.compactMap { self[$0] }
        findPlaces()
    }

    /// Moves every column to the slot of its place: what a batch looks like after `RecordBatch.arrange(by:)`.
    public func arranged() -> Schema {
        var result = Schema()
        for field in fields {
            result.add(field.name, type: field.type, deliveredName: field.deliveredName)
            if field.isPersonal { result.markPersonal(field.name) }
        }
        return result
    }

    private mutating func change(_ name: String, _ body: (inout Field) -> Void) {
        guard let index = places[name] else { return }
        body(&fields[index])
    }

    private mutating func findPlaces() {
        places = Dictionary(fields.indices.map { (fields[$0].name, $0) }) { first, _ in first }
    }
}
