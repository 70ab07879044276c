import PipelineSpec
import StageKit

/// The example of a stage, run as its users would, and held to what a run must keep.
struct ExampleRun {
    let kind: StageKind
    let files: FileReading

    /// Stands for a value that nobody but the owner of the data may see.
    static let secret = "HEMMELIG7"

    init(_ kind: StageKind, files: FileReading) {
        self.kind = kind
        self.files = files
    }

    /// What a stage in Swift breaks.
    func breaches() async -> [String] {
        do {
            let stage = try Self.configured(kind, files: files)
            return switch stage {
            case let stage as any Reader: try await breaches(of: stage)
            case let stage as any TransformStage: try await breaches(of: stage)
            case let stage as any Writer: try await breaches(of: stage)
            default: ["it is neither a reader nor a writer nor a stage between them"]
            }
        } catch {
            return ["the example does not run: \(Self.text(error))"]
        }
    }

    /// The stage with the options of its example.
    static func configured(_ kind: StageKind, files: FileReading) throws -> any ConfiguredStage {
        let text = kind.declaration.example
        let place = SourcePlace(file: "example.yaml", line: 1, column: 1)
        let isBlank = text.allSatisfy { $0.isWhitespace || $0.isNewline }
        let node =
            isBlank
            ? OptionNode(.map([]), at: place) : try YAMLReader.read(file: "example.yaml", bytes: Array(text.utf8))
        return try kind.configured(by: node, in: ResourceLoader(files: files).scope(of: "example.yaml"))
    }

    // MARK: Stages between a reader and a writer

    private func breaches(of stage: some TransformStage) async throws -> [String] {
        let table = try exampleTable(for: stage)
        var found: [String] = []
        let result = try await stage.result(on: table)
        if !result.output.contains("\n") { found.append("the example lets no row through") }
        _ = try await stage.result(on: table.withoutRows())
        let invalid = try await stage.result(on: table.withoutValues(for: .invalid))
        if !(invalid.rejects + invalid.flags).isEmpty {
            found.append("a value that is invalid already is found faulty again")
        }
        if try await stage.holdsInSilence(table) {
            found.append("it decides by what it has seen before, and tells of no bytes that it holds (heldBytes)")
        }
        found += await breachesWithOddTexts(in: table) { _ = try await stage.result(on: $0) }
        for field in table.schema.fields where field.type == .text {
            let table = table.replacing(valuesOf: field, with: Self.secret)
            for onFail in [OnFail.reject, .flag] {
                found += await leaks { try await stage.result(on: table, onFail: onFail).faults }
            }
        }
        return found
    }

    /// The table that the stage declares, else one with the fields that its options name.
    func exampleTable(for stage: some Stage) throws -> TestTable {
        if let text = kind.declaration.exampleTable { return try TestTable(text) }
        var names: [String] = []
        var header: [String] = []
        var row: [String] = []
        for reference in stage.fieldReferences where !names.contains(reference.name) {
            let type = reference.types.isEmpty || reference.types.contains(.text) ? .text : reference.types[0]
            names.append(reference.name)
            header.append("\(reference.name):\(type.rawValue)")
            row.append(type == .date ? "2021-05-31" : type == .boolean ? "true" : "1")
        }
        if names.isEmpty { (header, row) = (["kommune:text", "procent:number"], ["0101", "12.5"]) }
        return try TestTable(header.joined(separator: " | ") + "\n" + row.joined(separator: " | "))
    }

    // MARK: Readers

    private func breaches(of stage: some Reader) async throws -> [String] {
        guard let bytes = try delivery(of: stage) else {
            return ["there is no delivery for the example: \(stage.path.text)"]
        }
        // Small pieces find most, but each costs a run.
        let result = try stage.run(on: bytes, chunks: bytes.count < 10_000 ? [1, 2, 3, 7, 64] : [1_000])
        guard result.output.contains("\n") else { return ["the example reads no record"] }
        var found: [String] = []
        // The first line holds names, in most formats; those may be spoken of.
        let start = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
        for place in stride(from: start, to: bytes.count, by: max(1, bytes.count / (bytes.count < 10_000 ? 50 : 4))) {
            let torn = Array(bytes[..<place]) + Array(Self.secret.utf8)
            for delivery in [torn, torn + Array(bytes[place...])] {
                found += await leaks {
                    let result = try stage.run(on: delivery, chunks: [])
                    return result.faults
                }
            }
        }
        return Array(Set(found)).sorted()
    }

    /// The first delivery of the example; nil when there is none.
    func delivery(of stage: some Reader) throws -> [UInt8]? {
        guard let path = firstFile(matching: stage.path.text) else { return nil }
        return try files.read(path, 1 << 24)
    }

    /// The first file that a path fits, which may have one `*` in each of its parts.
    private func firstFile(matching pattern: String) -> String? {
        var paths = [""]
        for part in pattern.split(separator: "/").map(String.init) {
            guard part.contains("*") else {
                paths = paths.map { $0.isEmpty ? part : "\($0)/\(part)" }
                continue
            }
            let ends = part.split(separator: "*", omittingEmptySubsequences: false)
            paths = paths.flatMap { folder in
                files.list(folder).filter { $0.hasPrefix(ends[0]) && $0.hasSuffix(ends[ends.count - 1]) }
                    .map { "\(folder)/\($0)" }
            }
        }
        return paths.min()
    }

    // MARK: Writers

    private func breaches(of stage: some Writer) async throws -> [String] {
        let table = try exampleTable(for: stage)
        var found: [String] = []
        if try stage.run(on: table).isEmpty { found.append("the example writes nothing") }
        _ = try stage.run(on: table.withoutRows())
        found += await breachesWithOddTexts(in: table) { table in
            // A format may have no place for a sign, but then it must be said where that stands.
            do { _ = try stage.run(on: table) } catch let fault as DeliveryFault where fault.line != nil {}
        }
        for field in table.schema.fields where field.type == .text {
            // A letter that no code page has.
            let table = table.replacing(valuesOf: field, with: Self.secret + "\u{1F512}")
            found += await leaks {
                _ = try stage.run(on: table)
                return []
            }
        }
        return found
    }

    // MARK: Texts

    /// Texts that need care where values are cut, quoted, compared or copied sixteen bytes at a time.
    static let oddTexts = [
        "", " ", "\"", "\"a\" b", "a;b,c|d", "a\tb", "a\nb", "a\r\nb", "\\", "\u{1}", "\u{A0}", "=1+1", "-", "Æ",
        "A\u{30A}",
        "0123456789abcdefghijklmnopqrstuvwxyzæøå;\"",
    ]

    /// What breaks when each text field in turn has an odd text in each row, or in the first alone.
    private func breachesWithOddTexts(
        in table: TestTable,
        run: (TestTable) async throws -> Void
    ) async -> [String] {
        var found: [String] = []
        for field in table.schema.fields where field.type == .text {
            for text in Self.oddTexts {
                for rows in [table.rows, 0..<min(1, table.rows.count)] {
                    do {
                        try await run(table.replacing(valuesOf: field, with: text, in: rows))
                    } catch {
                        found.append("'\(field.name)' with the text \(text.debugDescription): \(Self.text(error))")
                    }
                }
            }
        }
        return found
    }

    // MARK: What is said

    /// Looks for the secret in what a run says, whether it ends well or not.
    private func leaks(_ run: () async throws -> [String]) async -> [String] {
        do {
            let said = try await run()
            return said.filter { $0.contains(Self.secret) }.map { "a message holds a value of the data: \($0)" }
        } catch let fault as TestTableFault {
            return [fault.description]
        } catch {
            let text = Self.text(error)
            return text.contains(Self.secret) ? ["a message holds a value of the data: \(text)"] : []
        }
    }

    static func text(_ error: any Error) -> String {
        if let failure = error as? StageFailure {
            return failure.english + (failure.hint.map { " (\($0))" } ?? "")
        }
        guard let mistakes = error as? Mistakes else { return "\(error)" }
        return mistakes.diagnostics.map { "\($0.message)\($0.hint.map { " (\($0))" } ?? "")" }
            .joined(separator: "; ")
    }
}

extension StageResult {
    /// All that a stage has to say of a table.
    var faults: [String] { rejects + flags + tableFaults }
}
