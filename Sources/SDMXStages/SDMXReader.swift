public import StageKit
import XMLParsing

/// Reads SDMX: every observation is a record, and its dimensions and its value are its fields.
public struct SDMXReader: Reader {
    public static let declaration = StageDeclaration(
        "read.sdmx",
        "Reads observations of statistical agencies: SDMX-ML, generic or structure-specific, and SDMX-CSV.",
        example: """
            path: ../samples/doedelighed/doedelighed.xml
            fields: { amt: REF_AREA, koen: SEX, aar: TIME_PERIOD, doede: OBS_VALUE }
            """,
        rules: [.sdmxRepeated, .sdmxDelete, .sdmxCells]
    )

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    @Option("The form of the files: ml, or csv.")
    public var format = SDMXFormat.ml

    @Option("Concepts, or names with concepts; else the dimensions and the value of the first file, as they come.")
    public var fields: FieldList<SDMXFieldSource>?

    @Option(
        """
        Attributes that become fields where no fields are listed: none, all, or a list. Structure-specific messages \
        and CSV do not tell attributes from dimensions: there they are fields anyway. Those of groups elsewhere in the \
        file are not read.
        """
    )
    public var attributes = SDMXAttributes.none

    @Option("The field of the observations' values where no fields are listed; else OBS_VALUE.")
    public var value: String?

    @Option(
        "Dimensions that are not among the fields: ignore, the default where fields are listed, or refuse the file."
    )
    public var extra: SDMXExtra?

    @Option("Fields that nothing in a file has: refuse the file, the default where fields are listed, or allow.")
    public var absent: SDMXAbsent?

    @Option("The number of the only data set that is read, from 1; else all are, one after another.")
    public var dataSet: Int?

    @Option("The dimension that observations in series have, for messages that do not say it.")
    public var observation: String?

    @Option("Messages whose footer says that something went wrong: refuse, or allow.")
    public var notices = SDMXFooter.refuse

    @Option("CSV: what is taken of cells such as DK: Danmark: none, if they are codes alone; code, or label.")
    public var labels = SDMXLabels.none

    @Option("CSV: the sign between cells; tab for a tabulator.")
    public var delimiter = ","

    @Option("The most elements that may be inside each other.")
    public var maxDepth = 256

    @Option("The most bytes that the values of an observation may have.")
    public var maxRecord = 1 << 20

    @Option("The most fields that are looked for where none are listed.")
    public var maxFields = 1000

    @Option("The bytes of the first file that are looked through for fields where none are listed.")
    public var maxSearch = 64 << 20

    public init() {}

    public func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        check(&context.stage)
        guard !context.stage.hasErrors, let delimiter = delimiterByte else { return nil }
        let refusesExtra = (extra ?? (fields == nil ? .refuse : .ignore)) == .refuse
        var message = SDMXMessageOptions(
            refusesExtra: refusesExtra,
            refusesAbsent: (absent ?? (fields == nil ? .allow : .refuse)) == .refuse,
            dataSet: dataSet,
            observation: observation,
            allowsFooter: notices == .allow,
            wantsAttributes: wantsAttributes,
            maxDepth: maxDepth,
            maxRecord: maxRecord,
            maxFields: maxFields
        )
        var table = SDMXTableOptions(
            delimiter: delimiter,
            labels: labels,
            refusesExtra: refusesExtra,
            // Tables of one kind have one header.
            refusesAbsent: absent != .allow,
            maxRecord: maxRecord
        )
        guard let concepts = settleFields(&context, message, table) else { return nil }
        message.repeated = context.stage.rule(.sdmxRepeated)
        table.deleted = context.stage.rule(.sdmxDelete)
        table.cells = context.stage.rule(.sdmxCells)
        let names = concepts
        if format == .csv {
            let plan = SDMXTablePlan(options: table, fields: concepts, names: names)
            return PreparedReader(
                makeSource: { SDMXTableSource(plan) },
                makeParser: { SDMXTableParser(plan) }
            )
        }
        let columns = SDMXColumns(concepts, attributes: fields == nil ? attributes : .none)
        let plan = SDMXMessagePlan(options: message, columns: columns, names: names)
        return PreparedReader(
            makeSource: { SDMXMessageSource(plan) },
            makeParser: { SDMXPartParser(plan) }
        )
    }

    private var wantsAttributes: Bool {
        if case .none = attributes { return fields != nil }
        return true
    }

    private var delimiterByte: UInt8? {
        if delimiter == "tab" || delimiter == "\t" { return UInt8(ascii: "\t") }
        guard delimiter.utf8.count == 1, let byte = delimiter.utf8.first, byte > 0x20, byte != UInt8(ascii: "\"")
        else { return nil }
        return byte
    }

    /// Fills the schema; nil when a mistake was reported.
    private func settleFields(
        _ context: inout ReaderContext,
        _ message: SDMXMessageOptions,
        _ table: SDMXTableOptions
    ) -> [String]? {
        if let fields {
            for entry in fields.entries {
                context.stage.schema.add(entry.name, type: .text, deliveredName: entry.source.text)
            }
            return fields.entries.map(\.source.text)
        }
        let discovery = SDMXFieldDiscovery(
            options: message,
            attributes: attributes,
            table: table,
            format: format,
            bytes: maxSearch
        )
        guard let concepts = discovery.concepts(&context) else { return nil }
        let valueName = value ?? SDMXConcept.value
        if valueName != SDMXConcept.value, concepts.contains(valueName) {
            context.stage.mistake("there is a dimension named '\(valueName)' already", at: $value.place)
            return nil
        }
        for concept in concepts {
            let name = concept == SDMXConcept.value ? valueName : concept
            context.stage.schema.add(name, type: .text, deliveredName: concept)
        }
        return concepts
    }

    private func check(_ context: inout StageContext) {
        func check(_ name: String, _ value: Int, _ greatest: Int, _ place: SourcePlace?) {
            if value < 1 || value > greatest { context.mistake("\(name) is not from 1 to \(greatest)", at: place) }
        }
        check("max_depth", maxDepth, XMLLimits.greatestDepth, $maxDepth.place)
        check("max_record", maxRecord, XMLLimits.greatestRecordBytes, $maxRecord.place)
        check("max_fields", maxFields, 10_000, $maxFields.place)
        check("max_search", maxSearch, Int(Int32.max), $maxSearch.place)
        if let dataSet { check("data_set", dataSet, Int(Int32.max), $dataSet.place) }
        if fields != nil {
            let hint = "fields names what is read; leave one of them out"
            if $attributes.isGiven {
                context.mistake("attributes and fields are given", at: $attributes.place, hint: hint)
            }
            if $value.isGiven { context.mistake("value and fields are given", at: $value.place, hint: hint) }
        }
        if value == "" { context.mistake("the field of the values has no name", at: $value.place) }
        if delimiterByte == nil {
            context.mistake("the delimiter is not one sign", at: $delimiter.place, hint: "write ',', ';' or tab")
        }
        let given: [(String, Bool, SourcePlace?)] =
            format == .ml
            ? [("labels", $labels.isGiven, $labels.place), ("delimiter", $delimiter.isGiven, $delimiter.place)]
            : [
                ("data_set", $dataSet.isGiven, $dataSet.place), ("notices", $notices.isGiven, $notices.place),
                ("observation", $observation.isGiven, $observation.place),
                ("attributes", $attributes.isGiven, $attributes.place),
            ]
        for (name, isGiven, place) in given where isGiven {
            context.mistake("\(name) is given, and the format is \(format.rawValue)", at: place)
        }
    }
}
