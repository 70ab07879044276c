/// A worker or a decider that needs something beside it for as long as there are batches, such as another program.
public protocol Attended: AnyObject {
    /// Carries out `batches`; what they need is there from before the first until after the last.
    ///
    /// Nobody else uses the worker before `batches` begins and after it has ended.
    /// - Throws: what `batches` throws, or `StageFailure` as a better account of it, or for what went wrong beside.
    func attend(_ batches: () async throws -> Void) async throws
}
