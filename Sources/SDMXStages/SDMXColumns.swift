/// Which column a concept of the delivery belongs in; while fields are being looked for, concepts get one as they come.
struct SDMXColumns {
    /// What the message says a concept is. Structure-specific messages call both attributes of XML: keys, here.
    enum Kind {
        case key
        case attribute
    }

    enum Place: Equatable {
        case column(Int)
        /// Left out, as asked for.
        case ignored
        /// A dimension that nobody expects.
        case unknown
        /// The concepts are more than allowed.
        case tooMany
    }

    /// The concepts by column.
    private(set) var concepts: [String]
    private var places: [String: Int]
    private let isOpen: Bool
    private let attributes: SDMXAttributes
    private let limit: Int

    /// The columns of a plan.
    init(_ concepts: [String], attributes: SDMXAttributes = .none) {
        self.concepts = concepts
        self.attributes = attributes
        places = Dictionary(concepts.enumerated().map { ($1, $0) }) { first, _ in first }
        isOpen = false
        limit = .max
    }

    /// No columns yet: those that a delivery has will be found.
    init(discovering attributes: SDMXAttributes, limit: Int) {
        concepts = []
        places = [:]
        self.attributes = attributes
        isOpen = true
        self.limit = limit
    }

    mutating func place(of concept: String, _ kind: Kind) -> Place {
        if let known = places[concept] { return .column(known) }
        let isWanted = kind == .key || attributes.includes(concept)
        guard isOpen else { return isWanted ? .unknown : .ignored }
        guard isWanted else { return .ignored }
        guard concepts.count < limit else { return .tooMany }
        concepts.append(concept)
        places[concept] = concepts.count - 1
        return .column(concepts.count - 1)
    }
}
