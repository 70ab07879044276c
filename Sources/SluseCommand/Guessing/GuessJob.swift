import ByteKernels
import FileGuessing
import PipelineEngine
import PipelineSpec
import StageKit

/// Looks at the files of a `guess` command line, and tries what it guessed.
struct GuessJob {
    /// What goes to the streams.
    struct Found {
        var text: String
        var json: String
        var evidence: String
        /// Why the guess could not be tried to the end.
        var failure: GuessFailure?
    }

    private let command: GuessCommand
    private let tool: Tool
    private let paths: GuessPaths
    private let language: Language
    private let today: Int64

    private static let headBytes = 64 << 20
    private static let mostBytes = 1 << 30

    init(_ command: GuessCommand, tool: Tool) {
        self.command = command
        self.tool = tool
        paths = GuessPaths(pipeline: command.for)
        language = command.language.language
        today = (command.clock?.nanoseconds ?? Host.now).clockDay
    }

    func guess() async throws(GuessFailure) -> Found {
        var guess = PipelineGuess(name: name, publish: publish, inputs: try await inputs(), language: language)
        if Host.kind(of: paths.file("pipeline.schema.json")) == .file { guess.schema = "pipeline.schema.json" }
        var failure: GuessFailure?
        do throws(GuessFailure) {
            try await lookAtColumns(&guess)
            guess.joinFields()
            guess.remarks = try await tried(guess)
        } catch {
            failure = error
            for place in guess.inputs.indices { guess.inputs[place].columns = [] }
            guess.remarks = [
                Phrase(
                    "The files could not be read so: \(error.message)",
                    da: "Filerne kunne ikke læses sådan: \(error.message)"
                )
            ]
        }
        guess.remarks = firstRemarks(guess) + guess.remarks + lastRemarks
        return Found(text: guess.text, json: guess.json, evidence: guess.table, failure: failure)
    }

    private var name: String {
        GuessPaths.identifier(GuessPaths.stem(command.for ?? command.files.first ?? ""))
    }

    private var publish: String {
        let out = paths.folder == "pipelines" ? "../out/" : "out/"
        return out + name
    }

    // MARK: Files

    /// The files by their shape, in the order in which they were named.
    private func inputs() async throws(GuessFailure) -> [InputGuess] {
        var groups: [(reader: ReaderGuess, files: [String])] = []
        for file in command.files {
            let reader = try await reader(for: file)
            let place = groups.firstIndex { group in
                group.reader.joined(reader) != nil && GuessPaths.pattern(group.files + [file]) != nil
            }
            if let place, let both = groups[place].reader.joined(reader) {
                groups[place] = (both, groups[place].files + [file])
            } else {
                groups.append((reader, [file]))
            }
        }
        var names: Set<String> = []
        return groups.map { reader, files in
            var name = GuessPaths.identifier(GuessPaths.stem(files[0]))
            while !names.insert(name).inserted { name += "_2" }
            let path = paths.path(to: GuessPaths.pattern(files) ?? files[0])
            return InputGuess(name: name, path: path, files: files, reader: reader)
        }
    }

    private func reader(for file: String) async throws(GuessFailure) -> ReaderGuess {
        switch Host.kind(of: file) {
        case .file: break
        case .folder:
            throw GuessFailure(message: "'\(file)' is a folder", hint: "name files: \(file)/*", code: ExitStatus.usage)
        case .other: throw GuessFailure(message: "'\(file)' is no regular file", code: ExitStatus.usage)
        case nil: throw GuessFailure(message: "there is no file '\(file)'", code: ExitStatus.usage)
        }
        do {
            let head = try DeliveryHead.read(file, limit: command.all ? Self.mostBytes : Self.headBytes)
            let sample = FileSample(name: file, bytes: head.bytes, isWhole: head.isWhole)
            let reader = try FileGuess.reader(for: sample, stages: Set(tool.stages.names))
            return reader.stage == "read.xlsx" ? await table(of: sample) ?? reader : reader
        } catch let failure as RunFailure {
            throw GuessFailure(failure, language: language)
        } catch let unrecognized as UnrecognizedFile {
            throw GuessFailure(unrecognized, file: file, language: language)
        } catch {
            throw GuessFailure(place: file, message: "\(error)")
        }
    }

    /// How the table of a workbook is read; nil when its cells cannot be, and the reader says why.
    private func table(of sample: FileSample) async -> ReaderGuess? {
        let sheets = sample.isWhole ? WorkbookSheets(sample.bytes).names : []
        var first: ReaderGuess?
        for sheet in sheets.count > 1 ? sheets.prefix(Self.mostSheets).map(Optional.some) : [nil] {
            guard let guess = await guess(sheet, of: sheets, in: sample.name) else { continue }
            if guess.hasRecords { return guess.reader }
            first = first ?? guess.reader
        }
        return first
    }

    private func guess(_ sheet: String?, of sheets: [String], in file: String) async -> SheetGuess? {
        let columns = Self.mostColumns
        let reader = ReaderGuess.wholeSheet(sheet, columns: columns)
        let input = InputGuess(name: "ark", path: paths.path(to: file), files: [file], reader: reader)
        let alone = PipelineGuess(name: name, publish: publish, inputs: [input], language: language)
        guard let plan = try? plan(alone.readersOnly) else { return nil }
        var rows: [[String]] = []
        var isCut = false
        let result = try? await RecordScan(plan, input: 0, point: .delivered, limit: limit).run { batch, schema in
            var buffer = OutputBuffer()
            for row in 0..<batch.rowCount {
                if rows.count == Self.mostRows { isCut = true; return }
                var cells: [String] = []
                for (column, field) in schema.fields.enumerated() where batch.column(field.slot).isPresent(row) {
                    buffer.removeAll()
                    batch.appendText(of: field, row: row, to: &buffer)
                    if buffer.count == 0 { continue }
                    cells += repeatElement("", count: column - cells.count)
                    cells.append(String(decoding: buffer.bytes, as: UTF8.self))
                }
                rows.append(cells)
            }
        }
        guard let result, !rows.contains(where: { $0.count == columns }) else { return nil }
        return SheetGuess(rows, sheet: sheet, sheets: sheets, isWhole: result.isWhole && !isCut)
    }

    private static let mostSheets = 20
    private static let mostColumns = 500
    private static let mostRows = 5000

    // MARK: Records

    /// Reads the records as the guessed readers deliver them.
    private func lookAtColumns(_ guess: inout PipelineGuess) async throws(GuessFailure) {
        let folder = command.codeLists ?? paths.file("code_lists")
        let lists = GuessLists(folder: folder, paths: paths).lists
        for place in guess.inputs.indices {
            var alone = guess
            alone.inputs = [guess.inputs[place]]
            let plan = try plan(alone.readersOnly)
            var profile = TableProfile()
            let scan = RecordScan(plan, input: 0, point: .delivered, limit: limit)
            do throws(RunFailure) {
                let result = try await scan.run { profile.add($0, $1) }
                guess.inputs[place].isWhole = result.isWhole
            } catch {
                throw GuessFailure(error, language: language)
            }
            guess.inputs[place].records = profile.records
            guess.inputs[place].columns = profile.guesses(
                lists,
                reader: guess.inputs[place].reader.stage,
                today: today
            )
        }
    }

    private var limit: UInt64 { command.all ? .max : UInt64(Self.headBytes) }

    private func plan(_ text: String) throws(GuessFailure) -> Plan {
        let file = paths.file(name + ".yaml")
        let examined = PipelineLoader(tool: tool, today: today).examine(file, bytes: Array(text.utf8))
        if let plan = examined.plan { return plan }
        let first = examined.diagnostics.first { $0.severity == .error }
        throw GuessFailure(message: first?.message ?? "the guess is no pipeline", hint: first?.hint)
    }

    /// Takes the records through the whole pipeline.
    private func tried(_ guess: PipelineGuess) async throws(GuessFailure) -> [Phrase] {
        let plan = try plan(guess.text)
        var phrases: [Phrase] = []
        for place in guess.inputs.indices {
            do throws(RunFailure) {
                let result = try await RecordScan(plan, input: place, point: .processed, limit: limit).run { _, _ in }
                phrases.append(guess.trial(result.read, result.rejected, isWhole: result.isWhole, input: place))
                phrases += result.faults.prefix(8).map { fault in
                    let field = fault.field.map { "\($0): " } ?? ""
                    let reason = { (language: Language) in
                        "  \(field)\(fault.rejection.reason(in: language)) [\(fault.rejection.rule)]: "
                    }
                    return Phrase("\(reason(.english))\(fault.count)", da: "\(reason(.danish))\(fault.count)")
                }
            } catch {
                throw GuessFailure(error, language: language)
            }
        }
        return phrases
    }

    // MARK: Words

    private func firstRemarks(_ guess: PipelineGuess) -> [Phrase] {
        let files = command.files.map(Paths.shown)
        let list = files.prefix(4).joined(separator: ", ") + (files.count > 4 ? ", …" : "")
        return [Phrase("Guessed by 'sluse guess' from \(list).", da: "Gættet af 'sluse guess' ud fra \(list).")]
    }

    private var lastRemarks: [Phrase] {
        let file = paths.file(name + ".yaml")
        return [
            Phrase(
                "A run guesses nothing: read this through, mend what the sender says otherwise, and save it "
                    + "as \(command.for ?? file).",
                da:
                    "En kørsel gætter intet: læs det igennem, ret det, afsenderen siger er anderledes, og gem "
                    + "det som \(command.for ?? file)."
            )
        ]
    }
}
