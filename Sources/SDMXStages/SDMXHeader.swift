/// What the header of a message says of its data sets.
struct SDMXHeader {
    /// The dimension at the observations, by the structure's ID.
    private var dimensions: [(structure: String, dimension: String)] = []
    /// The action of data sets that give none.
    var action = ""

    /// A header names a few structures; more are as good as none.
    private static let most = 1000

    mutating func add(structure: String, dimension: String) {
        if dimensions.count < Self.most { dimensions.append((structure, dimension)) }
    }

    /// The dimension at the observations of a data set; a reference to nothing means the only structure there is.
    func dimension(of structure: String?) -> String? {
        if let structure, let found = dimensions.first(where: { $0.structure == structure }) { return found.dimension }
        return dimensions.count == 1 ? dimensions[0].dimension : nil
    }
}
