extension XMLPlan {
    /// A plan without records, for documents that are read element by element; messages may mention these names.
    init(mentioning elements: [String], limits: XMLLimits) {
        var layout = XMLLayout(records: [], fields: [])
        layout.limits = limits
        self.layout = layout
        records = []
        sources = []
        names = XMLNameClasses(elements.map { XMLPath.Name(local: Array($0.utf8), uri: nil) })
    }
}
