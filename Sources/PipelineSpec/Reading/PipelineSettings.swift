import StageKit

/// The top level of a pipeline file: its keys, their types, defaults and help.
struct PipelineSettings: OptionGroup {
    @Option("Version of the pipeline language.")
    var version: LanguageVersion

    @Option("Name of the pipeline; names run folders and locks.")
    var name: NameOption

    @Option("What the pipeline is for, in a sentence.")
    var summary = ""

    @Option("Language of rejects and reports.")
    var language = Language.english

    @Option("Parameters, by name: their values are given with --param and used as ${param.NAME}.")
    var params: WrittenNode?

    @Option("A chain of stages for each sender, by name: a reader first, then the stages that settle its notation.")
    var inputs: WrittenNode?

    @Option("The stages that all records pass; without inputs a reader first, without outputs writers last.")
    var stages: WrittenNode?

    @Option("Folder that is replaced whole when a run succeeds.")
    var publish: FolderPath

    @Option("Folder for run reports; 'runs' beside the published folder when left out.")
    var runs: FolderPath?

    @Option("Number of run folders that are kept.")
    var keepRuns = Count(30)

    @Option("Permissions of published files, in octal digits.")
    var mode = FileMode(bits: 0o640)

    @Option("Greatest number of files that one output may make.")
    var maxFiles = Count(1_000)

    @Option("Files to write, by name: stages that drop or reshape, and a writer last.")
    var outputs: WrittenNode?

    @Option("When nothing is published although all deliveries could be read.")
    var gate: GateSettings?

    @Option("Asks for datapackage.json beside the outputs: files and fields in the words of Frictionless.")
    var dataPackage: DataPackageSettings?
}

/// `data_package:`.
struct DataPackageSettings: NestedOptions {
    @Option("What people call the data.")
    var title: String

    @Option("What the data are, in some sentences; the summary of the pipeline when left out.")
    var description: String?

    @Option("Name of the licence, such as CC-BY-4.0.")
    var license: String?

    @Option("Address of a page about the data.")
    var homepage: String?

    /// What the engine writes.
    var package: DataPackage {
        DataPackage(title: title, description: description, license: license, homepage: homepage)
    }
}

/// `gate:`, for all inputs together or for one.
struct GateSettings: NestedOptions {
    @Option("The limit for rejected records.")
    var rejected: RejectedGate

    /// What the engine judges by.
    var gate: Gate {
        var gate = Gate()
        gate.maxShare = rejected.max.share
        gate.maxCount = rejected.max.count
        gate.after = rejected.after.value
        return gate
    }
}

/// `rejected:` in a gate.
struct RejectedGate: NestedOptions {
    @Option("Above it nothing is published: a share such as 1%, or a number of records.")
    var max: GateLimit

    @Option("The number of records from which a share counts.")
    var after = Count(0)
}

/// An input written as a map instead of a list.
struct InputSettings: OptionGroup {
    @Option("A reader, then the stages of this input alone.")
    var stages: WrittenNode

    @Option("When nothing is published because of this input.")
    var gate: GateSettings?

    @Option("Whether an input with no record left is fine.")
    var allowEmpty: Bool?

    @Option("What happens when no file matches the path of the reader.")
    var ifMissing: PipelineInput.IfMissing?
}

/// What may stand beside the name of a stage between reader and writer.
struct StageSettings: OptionGroup {
    @Option("Name of the stage for commands; one for each stage.")
    var id: NameOption?

    @Option("Name of the stage in reports.")
    var label: String?

    @Option("What happens to a record that breaks a rule of the stage.")
    var onFail: OnFail?
}

/// What may stand beside the name of a reader.
struct ReaderSettings: OptionGroup {
    @Option("Name of the stage for commands; one for each stage.")
    var id: NameOption?

    @Option("Name of the stage in reports.")
    var label: String?

    @Option("What happens when no file matches the path.")
    var ifMissing: PipelineInput.IfMissing?

    @Option("Whether an input with no record left is fine.")
    var allowEmpty: Bool?

    @Option("How many times its size a packed file may unpack to, once 64 MiB came out; 200 when left out.")
    var maxRatio: Count?

    @Option("The most bytes that a packed file may unpack to; 1 TiB when left out.")
    var maxUnpacked: Count?
}

/// What may stand beside the name of a writer.
struct WriterSettings: OptionGroup {
    @Option("Name of the stage for commands; one for each stage.")
    var id: NameOption?

    @Option("Name of the stage in reports.")
    var label: String?
}
