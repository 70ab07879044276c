extension PipelineGuess {
    /// Gives all inputs the fields and types of all, as they must have where they meet: a field that one lacks is
    /// missing there, and one of different types stays text.
    public mutating func joinFields() {
        guard inputs.count > 1 else { return }
        var names: [String] = []
        var kinds: [String: ColumnKind] = [:]
        for input in inputs {
            for column in input.columns where !input.reader.dropped.contains(column.name) {
                if let known = kinds[column.name] {
                    kinds[column.name] = known.joined(column.kind)
                } else {
                    names.append(column.name)
                    kinds[column.name] = column.kind
                }
            }
        }
        for place in inputs.indices {
            let own = Set(inputs[place].columns.map(\.name)).subtracting(inputs[place].reader.dropped)
            let lacking = names.filter { !own.contains($0) }
            inputs[place].lacking = lacking
            for column in inputs[place].columns.indices {
                let name = inputs[place].columns[column].name
                guard let kind = kinds[name] else { continue }
                inputs[place].columns[column].settle(on: kind)
            }
            for name in lacking { inputs[place].columns.append(ColumnGuess(lacking: name, kind: kinds[name] ?? .text)) }
        }
    }
}
