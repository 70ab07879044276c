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
        var guess = PipelineGuess(name: name, publish: publish, inputs: try inputs(), language: language)
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
    private func inputs() throws(GuessFailure) -> [InputGuess] {
        var groups: [(reader: ReaderGuess, files: [String])] = []
        for file in command.files {
            let reader = try reader(for: file)
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

    private func reader(for file: String) throws(GuessFailure) -> ReaderGuess {
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
            return try FileGuess.reader(for: sample, stages: Set(tool.stages.names))
        } catch let failure as RunFailure {
            throw GuessFailure(failure, language: language)
        } catch let unrecognized as UnrecognizedFile {
            throw GuessFailure(unrecognized, file: file, language: language)
        } catch {
            throw GuessFailure(place: file, message: "\(error)")
        }
    }

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
            guess.inputs[place].columns = profile.guesses(lists, today: today)
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
