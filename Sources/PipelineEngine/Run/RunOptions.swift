/// How a plan is run.
public struct RunOptions: Sendable {
    /// The number of batches worked on at once: as many as there are processors, up to eight, unless told.
    public var workers = min(8, System.processorCount())
    /// The most records that are read of each input; nothing is published then.
    public var limit: Int?
    /// Everything but the publishing.
    public var isDryRun = false
    /// About how many bytes a batch takes; results do not depend on it.
    public var batchBytes = 256 * 1024
    /// The clock of the run in nanoseconds since 1970-01-01 UTC; the time of day unless given.
    public var clock: Int64?
    /// The version of the program, for the manifest.
    public var version = ""
    /// The number of rejected fields that the result names one by one; all are counted and listed.
    public var messages = 20
    /// Whether the hashes of files are taken, for a manifest.
    var takesHashes = true
    /// Called now and then with the bytes read so far and the bytes there are, for a progress bar.
    public var onProgress: (@Sendable (_ done: Int64, _ total: Int64) -> Void)?

    /// The usual way.
    public init() {}
}
