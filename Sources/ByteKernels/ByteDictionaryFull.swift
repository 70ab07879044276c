/// A `ByteDictionary` has as many strings as it can number, or was given one of 4 GiB or more.
public struct ByteDictionaryFull: Error, Equatable {
    /// Nothing to tell but that it happened.
    public init() {}
}
