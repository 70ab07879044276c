import StageKit

/// An element that is written for each record: what stands in it, by field.
struct XMLElementPlan: Sendable {
    struct Attribute: Sendable {
        var name: String
        var field: Field
    }

    let name: String
    var attributes: [Attribute] = []
    /// The field whose value is its text.
    var text: Field?
    var children: [XMLElementPlan] = []

    init(_ name: String) { self.name = name }

    /// All fields in it and below.
    var fields: [Field] { attributes.map(\.field) + (text.map { [$0] } ?? []) + children.flatMap(\.fields) }

    /// Gives a field its place; answers with what is wrong when it has none.
    mutating func place(_ field: Field, at steps: ArraySlice<Substring>) -> String? {
        guard let step = steps.first else {
            if text != nil { return "is where another field is" }
            text = field
            return nil
        }
        if step.hasPrefix("@") {
            let name = String(step.dropFirst())
            if attributes.contains(where: { $0.name == name }) { return "is where another field is" }
            attributes.append(Attribute(name: name, field: field))
            return nil
        }
        let index = children.firstIndex { $0.name == step } ?? children.count
        if index == children.count { children.append(XMLElementPlan(String(step))) }
        if let mistake = children[index].place(field, at: steps.dropFirst()) { return mistake }
        // Who reads the text would get that of the elements too.
        if children[index].text != nil, !children[index].children.isEmpty {
            return "would mix the text of '\(step)' with elements inside it"
        }
        return nil
    }
}
