public import PipelineSpec
public import StageKit

/// The promises that every stage keeps, whatever it does: call it from a test with each stage that you write.
///
/// ```swift
/// @Test func keepsThePromisesOfStages() {
///     #expect(StageConformance(NumberNormalizer.self).breaches == [])
/// }
/// ```
/// A stage is well named and documented; its example runs; mistakes in its options are found and explained; its rules
/// have reasons in both languages; its columns are what its schema says; its results depend neither on where batches
/// begin, nor on which worker takes them, nor on how texts arrive; missing values break no rule; what an ordered stage
/// holds is told; it ends when its run is cancelled, and does not grow with the records that pass; and no message
/// holds a value of the data.
///
/// A stage that is another program is run on its example as `sluse stages verify` runs it.
public struct StageConformance: Sendable {
    let kind: StageKind
    let files: FileReading
    /// How long a stage may take to end when its run is cancelled.
    package var patience = Patience.usual

    /// One promise, and whether a stage keeps it.
    public struct Promise: Sendable {
        /// The promise, in a sentence.
        public let text: String
        /// How the stage breaks it, in a sentence each; empty when it keeps it.
        public let breaches: [String]
        /// The last words of a program that failed; they may hold values of the example.
        public let log: [UInt8]

        init(text: String, breaches: [String], log: [UInt8] = []) {
            self.text = text
            self.breaches = breaches
            self.log = log
        }

        /// Whether the stage keeps it.
        public var isKept: Bool { breaches.isEmpty }
    }

    /// The promises as they apply to one stage.
    /// - Parameter files: the files that the example may name, by their paths as written there.
    public init(_ type: any Stage.Type, files: FileReading = .none) { self.init(StageKind(type), files: files) }

    /// The promises as they apply to one stage.
    /// - Parameter texts: the files that the example names, by their paths as written there, with what is in them.
    public init(_ type: any Stage.Type, texts: [String: String]) { self.init(StageKind(type), texts: texts) }

    /// The promises as they apply to one stage, a Swift type or one that a file declares.
    /// - Parameter files: the files that the example may name, by their paths as written there.
    public init(_ kind: StageKind, files: FileReading = .none) {
        self.kind = kind
        self.files = files
    }

    /// The promises as they apply to one stage, as a catalog gives it.
    /// - Parameter texts: the files that the example names, by their paths as written there, with what is in them.
    public init(_ kind: StageKind, texts: [String: String]) { self.init(kind, files: .texts(texts)) }

    /// Every promise that the stage breaks, in a sentence each; empty when it keeps them all.
    public var breaches: [String] {
        do {
            return try CallingThread.wait { await promises() }.flatMap(\.breaches)
        } catch {
            return ["\(error)"]
        }
    }

    /// The promises one by one. Where the example does not run, those that need it are not tried.
    public func promises() async -> [Promise] {
        [
            Promise(text: "It is well named, and one sentence says what it does.", breaches: breachesOfNaming),
            Promise(
                text: "Its options are documented, and a misspelt one is refused with a suggestion.",
                breaches: breachesOfOptions
            ),
            Promise(text: "Its rules have reasons in English and in Danish.", breaches: breachesOfRules),
        ] + (await examplePromises())
    }

    private func examplePromises() async -> [Promise] {
        guard kind.type == nil else {
            let text = """
                Its example runs, whatever the batches and the workers, with odd and with missing values, and no \
                message holds a value of the data.
                """
            let example = ExampleRun(kind, files: files)
            let promise = Promise(text: text, breaches: await example.breaches())
            return promise.isKept ? [promise] + (await longRunPromises(example)) : [promise]
        }
        do {
            return try await ProgramExample(kind, files: files).promises()
        } catch {
            return [Promise(text: "The example runs on example_table.", breaches: [ExampleRun.text(error)])]
        }
    }

    /// What shows in runs that are cancelled, and in long ones.
    private func longRunPromises(_ example: ExampleRun) async -> [Promise] {
        func promise(_ text: String, _ breaches: () async throws -> [String]) async -> Promise {
            do {
                return Promise(text: text, breaches: try await breaches())
            } catch {
                return Promise(text: text, breaches: ["the example does not run again: \(ExampleRun.text(error))"])
            }
        }
        return [
            await promise("It ends soon when its run is cancelled, and says so with CancellationError.") {
                try await CancellationTrial(example: example, patience: patience).breaches()
            },
            await promise("It holds nothing of the records that have passed, but what it tells of.") {
                try await MemoryTrial(example: example).breaches()
            },
        ]
    }

    /// What stages together break: two of one name, or one rule with two reasons.
    public static func breaches(of catalog: StageCatalog) -> [String] {
        var names: Set<String> = []
        var reasons: [String: Rejection] = [:]
        var found: [String] = []
        for type in catalog.types {
            let declaration = type.declaration
            if !names.insert(declaration.name).inserted { found.append("two stages are named '\(declaration.name)'") }
            for rule in declaration.rules {
                if reasons[rule.rule, default: rule] != rule {
                    found.append("\(declaration.name): another stage gives '\(rule.rule)' other reasons")
                }
                reasons[rule.rule] = rule
            }
        }
        return found
    }

    // MARK: Name and summary

    private var breachesOfNaming: [String] {
        let declaration = kind.declaration
        var found: [String] = []
        let verbs =
            switch kind.role {
            case .reader: ["read"]
            case .writer: ["write"]
            case .transform: ["normalize", "validate", "lookup", "filter"]
            }
        if !Self.isDottedName(declaration.name) { found.append("the name is not verb.noun in lower case") }
        if !verbs.contains(String(declaration.name.prefix { $0 != "." })) {
            found.append("the verb is not one of \(verbs.joined(separator: ", "))")
        }
        if !Self.isSentence(declaration.summary) || declaration.summary.first?.isLowercase == true {
            found.append("the summary is not one sentence with a capital and a full stop")
        }
        return found
    }

    // MARK: Rules

    private var breachesOfRules: [String] {
        let rules = kind.declaration.rules
        var found: [String] = []
        if Set(rules.map(\.rule)).count != rules.count { found.append("a rule is declared twice") }
        for rule in rules {
            if !Self.isDottedName(rule.rule) { found.append("'\(rule.rule)' is not noun.problem in lower case") }
            for reason in [rule.english, rule.danish] where !Self.readsOn(reason) {
                found.append("'\(rule.rule)': '\(reason)' does not read on after the name of a field")
            }
            if rule.english == rule.danish { found.append("'\(rule.rule)' has the same reason in both languages") }
        }
        return found
    }

    // MARK: Texts

    /// `normalize.fill_down`: two parts of small letters, digits and underscores.
    private static func isDottedName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                part.first?.isLowercase == true && part.last != "_"
                    && part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
            }
    }

    /// One sentence: a full stop at the end, none before a capital.
    private static func isSentence(_ text: String) -> Bool {
        isClosed(text) && !text.contains(/\.\s+\p{Lu}/)
    }

    /// Ends with one full stop, and with no blank.
    static func isClosed(_ text: String) -> Bool {
        text.count > 1 && text.hasSuffix(".") && !text.hasSuffix("..") && text.first?.isWhitespace == false
    }

    private static func readsOn(_ reason: String) -> Bool {
        guard let first = reason.first, let last = reason.last else { return false }
        return !first.isUppercase && !first.isWhitespace && last != "." && !last.isWhitespace
    }
}
