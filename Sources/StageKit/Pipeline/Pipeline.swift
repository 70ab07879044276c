/// A pipeline as its file describes it: stages with their options, before any field has been looked up.
///
/// Made by `PipelineSpec` from YAML, or in code; prepared and run by `PipelineEngine`.
public struct Pipeline: Sendable {
    /// `name:`; names run folders and locks.
    public var name: String
    /// `summary:`, a sentence for lists.
    public var summary = ""
    /// The language of rejects and reports.
    public var language = Language.english
    /// The file it came from, as the user named it; empty for one made in code.
    public var file = ""
    /// The folder that paths are relative to.
    public var folder = "."
    /// The parameters with their values, in the order declared: for the manifest.
    public var parameters: [Setting] = []
    /// The environment variables that were filled in, with their values: for the manifest.
    public var variables: [Setting] = []
    /// The senders, in order; a simple pipeline has one, named after its pipeline.
    public var inputs: [PipelineInput]
    /// What all records pass through.
    public var stages: [PipelineStep] = []
    /// The folder to publish.
    public var publish: PublishTarget
    /// What is written.
    public var outputs: [PipelineOutput]
    /// When nothing is published.
    public var gate = Gate()
    /// Gates of single inputs, by name of the input.
    public var inputGates: [String: Gate] = [:]
    /// What the data package beside the outputs says; nil when none was asked for.
    public var dataPackage: DataPackage?
    /// Lists, schemas and tables that were read.
    public var resources: [Resource] = []

    /// One name with its value.
    public struct Setting: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value as text.
        public var value: String

        /// A name with its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A pipeline with the given ends.
    public init(name: String, inputs: [PipelineInput], publish: PublishTarget, outputs: [PipelineOutput]) {
        self.name = name
        self.inputs = inputs
        self.publish = publish
        self.outputs = outputs
    }
}

/// Where and how a pipeline publishes.
public struct PublishTarget: Sendable {
    /// The folder that is replaced whole, relative to the pipeline's folder or absolute.
    public var path: String
    /// Where it was written.
    public var place: SourcePlace
    /// The folder for run reports; nil is `runs` beside the published folder.
    public var runs: String?
    /// The number of run folders that are kept.
    public var keepRuns = 30
    /// Permission bits of published files; folders get the execute bits that go with the read bits.
    public var fileMode: UInt32 = 0o640
    /// The greatest number of files that one output may make.
    public var maxFiles = 1_000

    /// A folder with the usual settings.
    public init(path: String, place: SourcePlace) {
        self.path = path
        self.place = place
    }
}

/// A sender: a reader, and the stages that settle its notation.
public struct PipelineInput: Sendable {
    /// The key below `inputs:`.
    public var name: String
    /// The reader.
    public var reader: PipelineStep
    /// The stages of this input alone.
    public var stages: [PipelineStep]
    /// What happens when no file matches.
    public var ifMissing = IfMissing.stop
    /// Whether an input with no record left is fine.
    public var allowEmpty = false
    /// How much may come out of packed files.
    public var unpacking = UnpackingLimits()
    /// Where it was written.
    public var place: SourcePlace

    /// What happens when no file matches the path of a reader.
    public enum IfMissing: String, OptionChoice {
        case stop
        case skip
    }

    /// A sender.
    public init(name: String, reader: PipelineStep, stages: [PipelineStep], place: SourcePlace) {
        self.name = name
        self.reader = reader
        self.stages = stages
        self.place = place
    }
}

/// One stage of a pipeline file.
public struct PipelineStep: Sendable {
    /// The stage with its options.
    public var stage: any ConfiguredStage
    /// `id:`, by which commands name it; the name of the stage unless given.
    public var id: String
    /// `label:`, for reports.
    public var label: String?
    /// `on_fail:`, nil unless given.
    public var onFail: OnFail?
    /// Where the name of the stage was written.
    public var place: SourcePlace
    /// Whether some of its options could not be read and are left at their defaults: it can be checked, not run.
    public var isPartial = false

    /// A stage at a place of a pipeline file.
    public init(_ stage: any ConfiguredStage, at place: SourcePlace) {
        self.stage = stage
        self.place = place
        id = stage.declaration.name
    }

    /// What breaking a rule of the stage does: as the pipeline file says, else as the stage does.
    public var effectiveOnFail: OnFail { onFail ?? stage.declaration.defaultOnFail }

    /// `normalize.number`.
    public var name: String { (stage as? UnreadStage)?.name ?? stage.declaration.name }
}

/// An output: stages that reshape, and a writer.
public struct PipelineOutput: Sendable {
    /// The key below `outputs:`.
    public var name: String
    /// The stages of this output alone; they may drop and reshape but not reject.
    public var stages: [PipelineStep]
    /// The writer.
    public var writer: PipelineStep

    /// An output.
    public init(name: String, stages: [PipelineStep], writer: PipelineStep) {
        self.name = name
        self.stages = stages
        self.writer = writer
    }
}

/// When nothing is published although every record could be read.
public struct Gate: Sendable, Equatable {
    /// The greatest share of rejected records, from 0 to 1; nil for no limit.
    public var maxShare: Share?
    /// The greatest number of rejected records; nil for no limit.
    public var maxCount: Int?
    /// The number of records from which the share counts.
    public var after = 0

    /// No limit.
    public init() {}
}

/// A share as it was written: exact, so that 1 of 100 is not above `1%`.
public struct Share: Sendable, Equatable, OptionValue {
    /// Parts of a million.
    public var millionths: Int
    /// As written.
    public var text: String

    /// A share in parts of a million.
    public init(millionths: Int, text: String) {
        self.millionths = millionths
        self.text = text
    }

    /// Whether `part` of `whole` is more than the share; exact.
    public func isExceeded(by part: UInt64, of whole: UInt64) -> Bool {
        let found = part.multipliedFullWidth(by: 1_000_000)
        let allowed = whole.multipliedFullWidth(by: UInt64(max(0, millionths)))
        return (found.high, found.low) > (allowed.high, allowed.low)
    }

    public static var shape: OptionShape { .share }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, text.last == "%", let value = Self.millionths(ofPercent: text.dropLast()) else {
            throw Mistakes("expected a share such as 1%, found \(node.kind)", at: node.place)
        }
        self.init(millionths: value, text: text)
    }
    public var optionText: String? { text }

    private static func millionths(ofPercent text: Substring) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.count <= 3 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : "0"
        guard (1...4).contains(decimals.count), (whole + decimals).utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        let padded = decimals + String(repeating: "0", count: 4 - decimals.count)
        guard let hundreds = Int(whole), let rest = Int(padded), hundreds * 10_000 + rest <= 1_000_000 else {
            return nil
        }
        return hundreds * 10_000 + rest
    }
}
