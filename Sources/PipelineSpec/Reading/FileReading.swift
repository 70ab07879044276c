/// How the files that belong to a pipeline are reached; the engine hands it in, so that it alone opens files.
public struct FileReading: Sendable {
    /// Why a file cannot be read.
    public enum Failure: Error, Sendable {
        /// There is no such file.
        case missing
        /// It is a folder, a pipe, a device.
        case notRegular
        /// It has more bytes than were asked for at most.
        case tooLarge
        /// What the system says, in plain words.
        case other(String)
    }

    /// Reads a whole regular file of at most `limit` bytes; the path is relative to the working folder.
    public var read: @Sendable (_ path: String, _ limit: Int) throws(Failure) -> [UInt8]
    /// The names in a folder, for suggestions; empty when it cannot be listed.
    public var list: @Sendable (_ folder: String) -> [String]

    /// The two ways to reach files.
    public init(
        read: @escaping @Sendable (_ path: String, _ limit: Int) throws(Failure) -> [UInt8],
        list: @escaping @Sendable (_ folder: String) -> [String]
    ) {
        self.read = read
        self.list = list
    }

    /// No files: for pipelines that name none.
    public static let none = FileReading(read: { _, _ throws(Failure) in throw .missing }, list: { _ in [] })

    /// Files that are nowhere but here, by path: for tests.
    public static func texts(_ texts: [String: String]) -> FileReading {
        FileReading(
            read: { path, limit throws(Failure) in
                guard let text = texts[path] else { throw .missing }
                guard text.utf8.count <= limit else { throw .tooLarge }
                return Array(text.utf8)
            },
            list: { folder in
                texts.keys.filter { FilePath.folder(of: $0) == folder }.map { String($0.dropFirst(folder.count + 1)) }
                    .sorted()
            }
        )
    }
}
