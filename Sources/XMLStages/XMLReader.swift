public import StageKit
import XMLParsing

/// Reads XML: every element of a path is a record, paths seen from there are its fields.
public struct XMLReader: Reader {
    public static let declaration = StageDeclaration(
        "read.xml",
        "Reads XML files; an element is a record, and the elements and attributes in and around it are its fields.",
        example: """
            path: ../samples/sundhedsprofil/2021/sjaelland.xml
            record: profil/observation
            fields: { aar: "@aar", kommune: kommune/@kode, procent: andel, ci_lav: ci/@fra, sender: "../@sender" }
            """,
        rules: [.repeatedValue]
    )

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    @Option("The elements that are records: profil/observation from the root element, //enhed wherever it is.")
    public var record: XMLRecordPaths

    @Option(
        """
        Names with their paths seen from the record: navn, ci/@fra, @aar; . is text directly in the record, name() the \
        name of its element; ../@region and ancestor::region/navn are what stands before it in elements around it.
        """
    )
    public var fields: NamedValues<XMLPathOption>

    @Option("Prefixes with their URIs, for names in paths; a name without prefix fits every namespace.")
    public var namespaces = NamedValues<String>()

    @Option(
        "Whether a record is rejected when a field has several values, or the first or last is taken, or all joined."
    )
    public var repeated = Repeated.reject

    @Option("The text between two values that are joined.")
    public var separator = ","

    @Option("Whether blanks and line ends around the text of an element are left out; attributes stay as they are.")
    public var trim = true

    @Option("Whether a document with a DOCTYPE is refused; entities are never expanded, and no other file is read.")
    public var doctype = Doctype.refuse

    @Option("The most elements that may be inside each other.")
    public var maxDepth = 256

    @Option("The most bytes that a value may have.")
    public var maxValue = 16 << 20

    @Option("The most bytes that the values of a record may have.")
    public var maxRecord = 16 << 20

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        let mistakes = context.stage.diagnostics.count
        var layout = XMLLayout(
            records: record.paths.map(\.text),
            fields: fields.entries.map { XMLLayout.Field($0.name, $0.value.text) }
        )
        layout.namespaces = checkedNamespaces(&context.stage)
        layout.repeated = repeatedValue(&context.stage)
        layout.trimsText = trim
        layout.allowsDoctype = doctype == .allow
        layout.limits = checkedLimits(&context.stage)
        checkPaths(layout, &context.stage)
        guard context.stage.diagnostics.count == mistakes, let plan = try? XMLPlan(layout) else { return nil }
        for field in layout.fields { context.stage.schema.add(field.name, type: .text, deliveredName: field.path) }
        let reading = XMLReading(
            plan: plan,
            deliveredNames: layout.fields.map(\.path),
            repeatedValue: context.stage.rule(.repeatedValue)
        )
        return PreparedReader(makeSource: { XMLSource(reading) }, makeParser: { XMLPartParser(reading) })
    }

    private func checkPaths(_ layout: XMLLayout, _ context: inout StageContext) {
        let mistakes = context.diagnostics.count
        var part = layout
        part.fields = []
        for path in record.paths {
            part.records = [path.text]
            check(part, path, &context)
        }
        // With a record that is not understood, nothing can be said of what is around it.
        part.records = context.diagnostics.count == mistakes ? layout.records : ["//record"]
        if fields.entries.isEmpty { context.mistake("fields names no field", at: $fields.place) }
        for entry in fields.entries {
            if entry.name.isEmpty { context.mistake("a field has no name", at: entry.place) }
            part.fields = [XMLLayout.Field(entry.name, entry.value.text)]
            check(part, entry.value, &context)
        }
    }

    private func check(_ layout: XMLLayout, _ path: XMLPathOption, _ context: inout StageContext) {
        do throws(XMLPathFault) {
            _ = try XMLPlan(layout)
        } catch {
            context.mistake("the path '\(error.path)' \(error.message)", at: path.place)
        }
    }

    private func checkedNamespaces(_ context: inout StageContext) -> [String: String] {
        // What XML itself binds, for xml:lang and xml:id.
        var known = ["xml": "http://www.w3.org/XML/1998/namespace"]
        for entry in namespaces.entries {
            if entry.value.isEmpty { context.mistake("the prefix '\(entry.name)' has no URI", at: entry.place) }
            known[entry.name] = entry.value
        }
        return known
    }

    private func repeatedValue(_ context: inout StageContext) -> RepeatedValue {
        if $separator.isGiven, repeated != .join {
            context.mistake(
                "a separator is given, but values are not joined",
                at: $separator.place,
                hint: "write repeated: join, or leave separator out"
            )
        }
        return switch repeated {
        case .reject: .fault
        case .first: .first
        case .last: .last
        case .join: .join(separator: separator)
        }
    }

    private func checkedLimits(_ context: inout StageContext) -> XMLLimits {
        func check(_ name: String, _ value: Int, _ greatest: Int, _ place: SourcePlace?) {
            if value < 1 || value > greatest { context.mistake("\(name) is not from 1 to \(greatest)", at: place) }
        }
        check("max_depth", maxDepth, XMLLimits.greatestDepth, $maxDepth.place)
        check("max_value", maxValue, XMLLimits.greatestRecordBytes, $maxValue.place)
        check("max_record", maxRecord, XMLLimits.greatestRecordBytes, $maxRecord.place)
        if $maxValue.isGiven, maxValue > maxRecord {
            context.mistake(
                "max_value is above max_record, which is \(maxRecord)",
                at: $maxValue.place,
                hint: "give max_record a larger number too"
            )
        }
        var limits = XMLLimits()
        limits.depth = maxDepth
        limits.valueBytes = min(maxValue, maxRecord)
        limits.recordBytes = maxRecord
        return limits
    }
}

extension Rejection {
    static let repeatedValue = Rejection(
        "xml.repeated",
        en: "there are several values in the record, where one is expected",
        da: "der er flere værdier i posten, hvor der ventes én"
    )
}
