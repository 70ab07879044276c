import StageKit

/// `datapackage.json`: what the published files are, for programs that know the Data Package and the Table Schema of
/// Frictionless, version 1 (https://specs.frictionlessdata.io). It holds no time: the same outputs give the same bytes.
enum DataPackageFile {
    static let name = "datapackage.json"

    static func rendered(_ package: DataPackage, plan: Plan, outputs: [RunResult.OutputCounts]) -> [UInt8] {
        let pipeline = plan.pipeline
        let summary = pipeline.summary.isEmpty ? nil : pipeline.summary
        var entries: [(String, JSONText)] = [
            ("profile", .text("data-package")),
            ("name", .text(slug(pipeline.name))),
            ("title", .text(package.title)),
        ]
        if let text = package.description ?? summary { entries.append(("description", .text(text))) }
        if let homepage = package.homepage { entries.append(("homepage", .text(homepage))) }
        if let license = package.license {
            entries.append(("licenses", .list([.object([("name", .text(license))])])))
        }
        let resources = zip(plan.outputs, outputs).flatMap { plan, counts in
            counts.files.map { resource($0, of: plan, isOnly: counts.files.count == 1) }
        }
        entries.append(("resources", .list(resources)))
        return JSONText.object(entries).rendered()
    }

    private static func resource(_ file: FileRecord, of output: OutputPlan, isOnly: Bool) -> JSONText {
        let form = output.writer.description
        let isPacked = file.path.hasSuffix(".gz")
        // Of an output by value each file is a resource: its path tells them apart.
        let name = isOnly ? output.name : file.path.split(separator: "/").joined(separator: "-")
        var entries: [(String, JSONText)] = [
            ("name", .text(slug(name))),
            ("path", .text(file.path)),
            ("profile", .text(form.dialect == nil ? "data-resource" : "tabular-data-resource")),
            ("format", .text(form.format)),
            ("mediatype", .text(form.mediaType)),
            ("encoding", .text(form.encoding)),
            ("bytes", .number(file.size)),
            ("hash", .text("sha256:" + file.sha256)),
        ]
        if isPacked { entries.append(("compression", .text("gz"))) }
        if let dialect = form.dialect { entries.append(("dialect", dialect)) }
        return .object(entries + [("schema", schema(output.schema, form))])
    }

    private static func schema(_ schema: Schema, _ form: FileDescription) -> JSONText {
        var entries: [(String, JSONText)] = [("fields", .list(schema.fields.map { field($0, form) }))]
        if let texts = form.missingValues { entries.append(("missingValues", .list(texts.map { .text($0) }))) }
        return .object(entries)
    }

    private static func field(_ field: Field, _ form: FileDescription) -> JSONText {
        let type =
            switch field.type {
            case .text: "string"
            case .integer: "integer"
            case .number, .decimal: "number"
            case .boolean: "boolean"
            case .date: "date"
            }
        var entries: [(String, JSONText)] = [("name", .text(field.name)), ("type", .text(type))]
        if type == "number", form.decimalMark != "." { entries.append(("decimalChar", .text(form.decimalMark))) }
        return .object(entries)
    }

    /// Names of packages and resources: small letters of ASCII, digits, and `.`, `-`, `_`.
    private static func slug(_ name: String) -> String {
        let letters: [Character: String] = ["æ": "ae", "ø": "oe", "å": "aa"]
        return name.lowercased().map { letter in
            if letter.isASCII, letter.isLetter || letter.isNumber || ".-_".contains(letter) { return String(letter) }
            return letters[letter] ?? "-"
        }.joined()
    }
}
