import StageKit

/// A reader of lines whose ordered half breaks a promise: for tests of the promises themselves.
protocol QuirkyReader: Reader {
    /// The ordered half, with the one that keeps all promises inside.
    static func source(_ inner: any RecordSource) -> any RecordSource
}

extension QuirkyReader {
    func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        guard let inner = PlainReader().prepare(&context) else { return nil }
        return PreparedReader(makeSource: { Self.source(inner.makeSource()) }, makeParser: inner.makeParser)
    }
}

/// Reads each line as a text.
private struct PlainReader: LineReader {
    static let declaration = StageDeclaration("read.lines", "Reads lines.", example: "path: ind.txt")
    @Option("The files.")
    var path: InputPath

    var fieldNames: [String] { ["tekst"] }
    func read(_ line: String) throws(Rejection) -> [String?]? { [line] }
}

extension StageDeclaration {
    static func quirkyReader(_ name: StaticString) -> StageDeclaration {
        StageDeclaration(name, "Breaks a promise.", example: "path: ind.txt")
    }
}

/// Keeps what it reads.
struct KeepingReader: QuirkyReader {
    static let declaration = StageDeclaration.quirkyReader("read.keep")
    @Option("The files.")
    var path: InputPath

    static func source(_ inner: any RecordSource) -> any RecordSource { Source(inner) }

    private final class Source: RecordSource {
        private let inner: any RecordSource
        private var blocks: [[UInt8]] = []

        init(_ inner: any RecordSource) { self.inner = inner }

        func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
            guard try inner.fill(batch, from: input) else { return false }
            blocks.append(Array(batch.block[..<batch.blockCount]))
            return true
        }
    }
}

/// Takes every error for the end of the file.
struct SwallowingReader: QuirkyReader {
    static let declaration = StageDeclaration.quirkyReader("read.swallow")
    @Option("The files.")
    var path: InputPath

    static func source(_ inner: any RecordSource) -> any RecordSource { Source(inner) }

    private final class Source: RecordSource {
        private let inner: any RecordSource
        init(_ inner: any RecordSource) { self.inner = inner }

        func fill(_ batch: RecordBatch, from input: any ByteInput) -> Bool {
            (try? inner.fill(batch, from: input)) ?? false
        }
    }
}

/// Tries again when there is an error.
struct StubbornReader: QuirkyReader {
    static let declaration = StageDeclaration.quirkyReader("read.retry")
    @Option("The files.")
    var path: InputPath

    static func source(_ inner: any RecordSource) -> any RecordSource { Source(inner) }

    private final class Source: RecordSource {
        private let inner: any RecordSource
        init(_ inner: any RecordSource) { self.inner = inner }

        func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
            do {
                return try inner.fill(batch, from: input)
            } catch {
                return try inner.fill(batch, from: input)
            }
        }
    }
}

/// Takes every error for a fault of the delivery.
struct BlamingReader: QuirkyReader {
    static let declaration = StageDeclaration.quirkyReader("read.blame")
    @Option("The files.")
    var path: InputPath

    static func source(_ inner: any RecordSource) -> any RecordSource { Source(inner) }

    private final class Source: RecordSource {
        private let inner: any RecordSource
        init(_ inner: any RecordSource) { self.inner = inner }

        func fill(_ batch: RecordBatch, from input: any ByteInput) throws -> Bool {
            do {
                return try inner.fill(batch, from: input)
            } catch {
                throw DeliveryFault("blame.cut", en: "ends in the middle", da: "slutter midt i det hele")
            }
        }
    }
}
