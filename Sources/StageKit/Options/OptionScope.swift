/// What reading an option may need beside the text: the files that belong to the pipeline.
public struct OptionScope: Sendable {
    /// Reads a file named in the pipeline file; the path is relative to `file`, the file it was written in.
    ///
    /// Whoever hands it out caches what was read, so that an option can be read twice.
    public var loadResource: @Sendable (_ path: String, _ place: SourcePlace) throws(Mistakes) -> Resource

    /// A scope with the given way to reach files.
    public init(
        loadResource: @escaping @Sendable (_ path: String, _ place: SourcePlace) throws(Mistakes) -> Resource
    ) {
        self.loadResource = loadResource
    }

    /// A scope in which no file can be named: for tests and for options on a command line.
    public static let withoutFiles = OptionScope { path, place throws(Mistakes) in
        throw Mistakes("no file can be read here: '\(path)'", at: place)
    }
}

/// A small file that belongs to the pipeline: a code list, a schema, a table.
public struct Resource: Sendable {
    /// The path as the user named it.
    public var name: String
    /// The whole content.
    public var bytes: [UInt8]
    /// The content as option nodes, for files in YAML; reports their mistakes.
    public var parsed: @Sendable () throws(Mistakes) -> OptionNode
    /// A scope in which paths are relative to this file.
    public var scope: @Sendable () -> OptionScope

    /// A file that was read.
    public init(
        name: String,
        bytes: [UInt8],
        parsed: @escaping @Sendable () throws(Mistakes) -> OptionNode,
        scope: @escaping @Sendable () -> OptionScope
    ) {
        self.name = name
        self.bytes = bytes
        self.parsed = parsed
        self.scope = scope
    }
}
