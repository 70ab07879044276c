import StageKit

/// The type of a field that the program changes.
enum ChangedType: OptionValue {
    case same
    case type(FieldType)

    static var shape: OptionShape { .choice(["same"] + FieldType.allCases.map(\.rawValue)) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if node.text == "same" {
            self = .same
        } else {
            do throws(Mistakes) {
                self = .type(try FieldType(option: node, in: scope))
            } catch {
                throw Mistakes(
                    "expected same or a type, found \(node.kind)",
                    at: node.place,
                    hint: node.text.flatMap {
                        Spelling.suggestion(for: $0, among: ["same"] + FieldType.allCases.map(\.rawValue))
                    } ?? "types: " + FieldType.allCases.map(\.rawValue).joined(separator: ", ")
                )
            }
        }
    }
    var optionText: String? { nil }
}
