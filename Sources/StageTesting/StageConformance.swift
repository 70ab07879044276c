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
/// begin nor on how texts arrive; missing values break no rule; and no message holds a value of the data.
public struct StageConformance {
    let type: any Stage.Type
    let files: FileReading

    /// The promises as they apply to one stage.
    /// - Parameter files: the files that the example may name, by their paths as written there.
    public init(_ type: any Stage.Type, files: FileReading = .none) {
        self.type = type
        self.files = files
    }

    /// The promises as they apply to one stage.
    /// - Parameter texts: the files that the example names, by their paths as written there, with what is in them.
    public init(_ type: any Stage.Type, texts: [String: String]) {
        self.init(type, files: .texts(texts))
    }

    /// Every promise that the stage breaks, in a sentence each; empty when it keeps them all.
    public var breaches: [String] {
        breachesOfNaming + breachesOfOptions + breachesOfRules + ExampleRun(type, files: files).breaches
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
        let declaration = type.declaration
        var found: [String] = []
        let verbs =
            if type is any Reader.Type {
                ["read"]
            } else if type is any Writer.Type {
                ["write"]
            } else {
                ["normalize", "validate", "lookup", "filter"]
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
        let rules = type.declaration.rules
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
