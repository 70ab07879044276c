/// A stage that cannot go on, through no fault of a record: the run ends with exit code 5, nothing is published.
public struct StageFailure: Error, Sendable {
    /// What happened, in English; reads on after `stage 'validate.ci' failed:` and holds no value of the data.
    public var english: String
    /// What happened, in Danish.
    public var danish: String
    /// What to do about it, in English.
    public var hint: String?
    /// What a program of the stage wrote for its author. It may hold values, so it is kept in the run folder alone.
    public var log: [UInt8] = []
    /// The file in which the log is kept; filled in by the engine.
    public var logFile: String?

    /// Describes why the stage cannot go on.
    public init(en english: String, da danish: String, hint: String? = nil) {
        self.english = english
        self.danish = danish
        self.hint = hint
    }

    /// Another error as the failure of a stage.
    public init(_ error: any Error) {
        if let failure = error as? StageFailure {
            self = failure
        } else {
            self.init(en: String(describing: error), da: String(describing: error))
        }
    }
}
