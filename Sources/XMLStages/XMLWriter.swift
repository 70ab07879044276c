public import StageKit

/// Writes XML: an element for each record, with its fields as elements and attributes inside.
public struct XMLWriter: Writer {
    public static let declaration = StageDeclaration(
        "write.xml",
        "Writes XML in UTF-8, an element for each record; numbers keep their digits, and dates are written 2021-05-31.",
        example: """
            path: kommuner.xml
            root: kommuner
            record: kommune
            fields: { kode: "@kode", ci_lav: ci/@fra, ci_hoej: ci/@til }
            """,
        exampleTable: """
            kode | navn  | procent:number | ci_lav:number | ci_hoej:number
            0147 | Læsø  | 12.5           | 11            | 14
            0101 | Samsø | ∅suppressed    | ∅             | ∅
            """
    )

    @Option("Name of the file in the published folder; ${row.field} makes a file for each value of a field.")
    public var path: OutputPath

    @Option("Name of the element around all records.")
    public var root = "records"

    @Option("Name of the element of a record.")
    public var record = "record"

    @Option(
        """
        Where fields are written, seen from the record: @kode, andel, ci/@fra, kommune/navn, or . for its own text; \
        the others are elements of their own names.
        """
    )
    public var fields = NamedValues<XMLPathOption>()

    @Option("The URI of the namespace of all elements; none if it is not given.")
    public var namespace = ""

    @Option("What stands for a missing value: nothing at all (omit), an empty element or attribute, or xsi:nil.")
    public var missing = XMLMissing.omit

    @Option("Blanks for each level of elements; with 0, each record is a line.")
    public var indent = 0

    @Option("Whether the file begins with <?xml version=\"1.0\" encoding=\"UTF-8\"?>.")
    public var declaration = true

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedWriter? {
        let mistakes = context.diagnostics.count
        checkName(root, at: $root.place, &context)
        checkName(record, at: $record.place, &context)
        if !(0...8).contains(indent) { context.mistake("indent is not from 0 to 8", at: $indent.place) }
        checkNamespace(&context)
        var element = XMLElementPlan(record)
        for field in context.schema.fields { place(field, in: &element, &context) }
        for entry in fields.entries where context.schema[entry.name] == nil {
            let hint = Spelling.suggestion(for: entry.name, among: context.schema.names)
            context.mistake("no field named '\(entry.name)' reaches the writer", at: entry.place, hint: hint)
        }
        guard context.diagnostics.count == mistakes else { return nil }
        let plan = XMLWritingPlan(element: element, missing: missing, indent: indent)
        return PreparedWriter(
            description: FileDescription(format: "xml", mediaType: "application/xml"),
            prefix: Array(head.utf8),
            suffix: Array("</\(root)>\n".utf8),
            makeEncoder: { XMLRecordEncoder(plan) }
        )
    }

    private var head: String {
        var text = declaration ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
        text += "<\(root)"
        if !namespace.isEmpty {
            let uri = namespace.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == "\"" ? "&quot;" : String($0) }
            text += " xmlns=\"\(uri.joined())\""
        }
        if missing == .nil { text += " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" }
        return text + ">\n"
    }

    private func checkName(_ name: String, at place: SourcePlace?, _ context: inout StageContext) {
        guard let mistake = XMLName.mistake(in: name) else { return }
        context.mistake(
            "the name '\(name)' \(mistake)",
            at: place,
            hint: "'\(XMLName.suggestion(for: name))' would be one"
        )
    }

    private func checkNamespace(_ context: inout StageContext) {
        let isText = namespace.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }
        if !isText { context.mistake("the namespace has a blank or a control character", at: $namespace.place) }
    }

    /// Gives a field its place in the element of a record.
    private func place(_ field: Field, in element: inout XMLElementPlan, _ context: inout StageContext) {
        guard let entry = fields.entries.first(where: { $0.name == field.name }) else {
            if let mistake = XMLName.mistake(in: field.name) {
                context.mistake(
                    "the field '\(field.name)' cannot be an element: its name \(mistake)",
                    at: $fields.place ?? $path.place,
                    hint: "write fields: { '\(field.name)': \(XMLName.suggestion(for: field.name)) }"
                )
            } else if let mistake = element.place(field, at: [Substring(field.name)]) {
                context.mistake(
                    "the field '\(field.name)' cannot be the element '\(field.name)': it \(mistake)",
                    at: $fields.place ?? $path.place,
                    hint: "give it a path of its own under fields:"
                )
            }
            return
        }
        let path = entry.value
        let steps = path.text == "." ? [] : path.text.split(separator: "/", omittingEmptySubsequences: false)
        for (index, step) in steps.enumerated() {
            let isAttribute = step.hasPrefix("@")
            let name = isAttribute ? String(step.dropFirst()) : String(step)
            if isAttribute, index < steps.count - 1 {
                context.mistake("the path '\(path.text)' goes on behind an attribute", at: path.place)
                return
            }
            if let mistake = XMLName.mistake(in: name) {
                context.mistake("the path '\(path.text)' has the name '\(name)', which \(mistake)", at: path.place)
                return
            }
        }
        if let mistake = element.place(field, at: steps[...]) {
            context.mistake("the path '\(path.text)' \(mistake)", at: path.place)
        }
    }
}
