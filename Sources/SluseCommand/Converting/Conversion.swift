import FileGuessing
import PackedFiles
import PipelineEngine
import StageKit

/// The pipeline that a `convert` command line describes: a reader and a writer.
struct Conversion {
    private let command: ConvertCommand

    init(_ command: ConvertCommand) { self.command = command }

    /// What mistakes in the input are reported under.
    var inputName: String { command.in == "-" ? "stdin" : command.in }

    /// Checks the command line and the beginning of the input.
    func plan(_ tool: Tool) throws(Mistakes) -> Plan {
        let readsStandardInput = command.in == "-"
        if !readsStandardInput { try requireFile() }
        if Packing(fileName: command.out) == .zip {
            throw Mistakes(
                "zip archives are read, not written",
                at: place(command.out),
                hint: "end the name in .gz for a file packed with gzip"
            )
        }
        let from = try format(command.from, of: command.in, option: "--from")
        let to = try format(command.to, of: command.out, option: "--to")
        guard let writerName = to.writer else {
            throw Mistakes(
                "no stage writes \(to.rawValue)",
                at: place("--to"),
                hint: "write csv, tsv, json, jsonl, json_stat, xml or xlsx"
            )
        }
        var found: [Diagnostic] = []
        let reader = stage(from.reader, readerOptions(from), of: inputName, tool, &found)
        let writer = stage(writerName, writerOptions(to), of: command.out, tool, &found)
        guard let reader, let writer, found.isEmpty else { throw Mistakes(found) }
        var input = PipelineInput(name: "in", reader: reader, stages: [], place: place(inputName))
        if let ratio = command.maxRatio { input.unpacking.maxRatio = ratio }
        let pipeline = Pipeline(
            name: "convert",
            inputs: [input],
            publish: PublishTarget(path: "", place: place(command.out)),
            outputs: [PipelineOutput(name: "out", stages: [], writer: writer)]
        )
        let (plan, diagnostics) = Plan.examine(pipeline, today: 0, readsStandardInput: readsStandardInput)
        guard let plan else { throw Mistakes(diagnostics) }
        return plan
    }

    /// The rules for single records of the input.
    func rules(_ tool: Tool) -> [String] {
        guard let from else { return [] }
        return tool.stages[from.reader]?.declaration.rules.map(\.rule) ?? []
    }

    /// What a stage advises, in the words of a command line instead of those of a pipeline.
    /// - Parameter file: what is spoken of; advice on OUT is about options of the writer.
    func advice(_ hint: String?, of file: String, _ tool: Tool) -> String? {
        let writes = file == command.out || file.hasPrefix("--out-")
        let stage = writes ? (command.to ?? FileFormat(fileName: command.out))?.writer : from?.reader
        guard let hint, let options = stage.flatMap({ tool.stages[$0] })?.options,
            !options.contains(where: { $0.help == hint })
        else { return hint }
        return CommandLineHint(hint, options: options.map(\.name), prefix: writes ? "out_" : "").text
    }

    /// The format that IN is read as.
    var from: FileFormat? { command.from ?? FileFormat(fileName: command.in) }

    /// What IN looks like, when that is another format than the one its name tells.
    func otherFormat(_ tool: Tool) -> FileFormat? {
        guard command.from == nil, command.in != "-", let from,
            let head = try? DeliveryHead.read(command.in, limit: 1 << 20)
        else { return nil }
        let sample = FileSample(name: command.in, bytes: head.bytes, isWhole: head.isWhole)
        guard let stage = try? FileGuess.reader(for: sample, stages: Set(tool.stages.names)).stage,
            !["read.csv", "read.fixed_width", from.reader].contains(stage)
        else { return nil }
        return FileFormat.allCases.first { $0.reader == stage }
    }

    private func requireFile() throws(Mistakes) {
        switch Host.kind(of: command.in) {
        case .file: return
        case nil: throw Mistakes("there is no such file", at: place(inputName))
        case .folder: throw Mistakes("is a folder", at: place(inputName), hint: "name a file, or - for standard input")
        case .other:
            throw Mistakes("is no regular file", at: place(inputName), hint: "write - and < to read from it")
        }
    }

    private func format(_ given: FileFormat?, of name: String, option: String) throws(Mistakes) -> FileFormat {
        if let format = given ?? FileFormat(fileName: name) { return format }
        let known = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
        let what = name == "-" ? "'-' has no name that tells its format" : "the name '\(name)' tells no format"
        throw Mistakes(what, at: place(option), hint: "add \(option) with one of \(known)")
    }

    // MARK: Options

    private typealias Options = [(key: String, flag: String, value: OptionNode.Content)]

    private func readerOptions(_ format: FileFormat) -> Options {
        let reading = command.reading
        var options: Options = [("path", inputName, .scalar(inputName))]
        for (key, text) in reading.texts {
            if let text { options.append((key, Self.flag(key), .scalar(text))) }
        }
        for (key, text) in reading.lists {
            guard let text else { continue }
            let isWord = text == "none" || text == "all"
            let value = isWord ? OptionNode.Content.scalar(text) : names(Self.parts(text), Self.flag(key))
            options.append((key, Self.flag(key), value))
        }
        for (key, text) in reading.pairs {
            if let text { options.append((key, Self.flag(key), pairs(Self.parts(text), Self.flag(key)))) }
        }
        if format == .tsv, reading.delimiter == nil { options.append(("delimiter", "--from", .scalar("tab"))) }
        let isTable = format == .csv || format == .tsv || format == .xlsx
        // Nothing says here how many rows were skipped, so none are.
        if isTable, reading.blankRows == nil { options.append(("blank_rows", "--from", .scalar("keep"))) }
        // Values stay the text they are.
        if format == .xlsx, reading.errors == nil { options.append(("errors", "--from", .scalar("text"))) }
        if let fields = reading.fields {
            options.append(("fields", "--fields", fieldsNode(Self.parts(fields), format)))
            // Who names some fields wants those.
            if isTable, reading.headerRows != "0", reading.extra == nil {
                options.append(("extra", "--fields", .scalar("ignore")))
            }
        }
        return options
    }

    private func writerOptions(_ format: FileFormat) -> Options {
        // The engine puts the file where it belongs; the path must only be one.
        var options: Options = [("path", command.out, .scalar("out"))]
        for (key, text) in command.writing.texts {
            if let text { options.append((key, Self.flag("out_" + key), .scalar(text))) }
        }
        for (key, text) in command.writing.lists {
            let flag = Self.flag("out_" + key)
            if let text { options.append((key, flag, names(Self.parts(text), flag))) }
        }
        for (key, text) in command.writing.pairs {
            let flag = Self.flag("out_" + key)
            if let text { options.append((key, flag, pairs(Self.parts(text), flag))) }
        }
        for (key, text) in command.writing.groups {
            let flag = Self.flag("out_" + key)
            if let text { options.append((key, flag, groups(Self.parts(text), flag))) }
        }
        if format == .tsv, command.writing.outDelimiter == nil {
            options.append(("delimiter", "--to", .scalar("tab")))
        }
        return options
    }

    private static func flag(_ key: String) -> String {
        "--" + String(key.map { $0 == "_" ? "-" : $0 })
    }

    private static func parts(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

    private func fieldsNode(_ parts: [String], _ format: FileFormat) -> OptionNode.Content {
        switch format {
        case .csv, .tsv, .xlsx: names(parts, "--fields")
        case .json, .jsonl, .ndjson, .px, .jsonStat, .sdmx:
            parts.contains { $0.contains("=") } ? pairs(parts, "--fields") : names(parts, "--fields")
        case .xml, .fixed: pairs(parts, "--fields")
        }
    }

    private func names(_ parts: [String], _ flag: String) -> OptionNode.Content {
        .list(parts.map { OptionNode(.scalar($0), at: place(flag)) })
    }

    /// `name=value`, where a name may have several values: `time=aar,time=maaned`.
    private func groups(_ parts: [String], _ flag: String) -> OptionNode.Content {
        var values: [(name: String, values: [String])] = []
        for part in parts {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let name = String(part[..<equals])
            let value = String(part[equals...].dropFirst())
            if let known = values.firstIndex(where: { $0.name == name }) {
                values[known].values.append(value)
            } else {
                values.append((name, [value]))
            }
        }
        return .map(
            values.map { name, values in
                OptionEntry(key: name, keyPlace: place(flag), value: OptionNode(names(values, flag), at: place(flag)))
            }
        )
    }

    /// `name=value`, or a path whose last step is the name.
    private func pairs(_ parts: [String], _ flag: String) -> OptionNode.Content {
        .map(
            parts.map { part in
                let equals = part.firstIndex(of: "=")
                let value = equals.map { String(part[part.index(after: $0)...]) } ?? part
                let last = value.split(separator: "/").last.map(String.init) ?? value
                let name = equals.map { String(part[..<$0]) } ?? (last.hasPrefix("@") ? String(last.dropFirst()) : last)
                let node = OptionNode(.scalar(value), at: place(flag))
                return OptionEntry(key: name, keyPlace: place(flag), value: node)
            }
        )
    }

    /// Makes a stage; an option that the format does not have is a mistake of the command line.
    private func stage(
        _ name: String,
        _ options: Options,
        of file: String,
        _ tool: Tool,
        _ found: inout [Diagnostic]
    ) -> PipelineStep? {
        guard let kind = tool.stages[name] else {
            found.append(Diagnostic("this command has no stage '\(name)'"))
            return nil
        }
        let known = kind.options.map(\.name)
        for option in options where !known.contains(option.key) {
            found.append(Diagnostic("this format has no such option", at: place(option.flag)))
        }
        let entries = options.filter { known.contains($0.key) }.map { option in
            let place = place(option.flag)
            return OptionEntry(key: option.key, keyPlace: place, value: OptionNode(option.value, at: place))
        }
        for option in kind.options where option.isRequired && !entries.contains(where: { $0.key == option.name }) {
            let flag = Self.flag(file == command.out ? "out_" + option.name : option.name)
            found.append(Diagnostic("\(flag) is missing", hint: option.help))
        }
        do throws(Mistakes) {
            let stage = try kind.configured(by: OptionNode(.map(entries), at: place(file)), in: .withoutFiles)
            return PipelineStep(stage, at: place(file))
        } catch {
            // That an option is missing was said in the words of the command line.
            found += error.diagnostics.filter { $0.place != place(file) }
            return nil
        }
    }

    /// A command line has no lines: its places are its words.
    private func place(_ word: String) -> SourcePlace { SourcePlace(file: word, line: 1, column: 1) }
}
