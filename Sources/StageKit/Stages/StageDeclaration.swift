/// What a stage says of itself: name, purpose, example and rules. Reference and help are printed from it.
public struct StageDeclaration: Sendable {
    /// `verb.noun`: `normalize.number`.
    public let name: String
    /// One sentence: what it does.
    public let summary: String
    /// Options as they would stand below the name in a pipeline file; a complete example that runs.
    public let example: String
    /// A small table that the example runs on, as the test kit reads them: cells between ` | `, `∅` for a missing value,
    /// `procent:number` for a field that is typed. Where there is none, the fields that the example names will do.
    public let exampleTable: String?
    /// The rules with which it turns records down.
    public let rules: [Rejection]
    /// What breaking a rule does where the pipeline file has no `on_fail`: `stop` for rules on a whole table.
    public let defaultOnFail: OnFail

    /// Declares a stage.
    public init(
        _ name: StaticString,
        _ summary: StaticString,
        example: String,
        exampleTable: String? = nil,
        rules: [Rejection] = [],
        defaultOnFail: OnFail = .reject
    ) {
        self.init(
            declared: "\(name)",
            summary: "\(summary)",
            example: example,
            exampleTable: exampleTable,
            rules: rules,
            defaultOnFail: defaultOnFail
        )
    }

    /// A stage whose words stand in a file that belongs to the pipeline.
    public init(
        declared name: String,
        summary: String,
        example: String,
        exampleTable: String?,
        rules: [Rejection],
        defaultOnFail: OnFail = .reject
    ) {
        self.name = name
        self.summary = summary
        self.example = example
        self.exampleTable = exampleTable
        self.rules = rules
        self.defaultOnFail = defaultOnFail
    }
}

/// A step of a pipeline with its options, as the engine sees it; every `Stage` is one.
public protocol ConfiguredStage: Sendable {
    /// What the stage says of itself.
    var declaration: StageDeclaration { get }
}

/// A step of a pipeline: a value whose options came from the pipeline file.
///
/// Conform to one of the forms, not to this: `Normalizer`, `Validator`, `BytesValidator`, `RowValidator`,
/// `RowNormalizer`, `TransformStage`, `Reader`, `Writer`.
public protocol Stage: OptionGroup, ConfiguredStage {
    /// What the stage says of itself.
    static var declaration: StageDeclaration { get }
}

extension Stage {
    public var declaration: StageDeclaration { Self.declaration }
}
