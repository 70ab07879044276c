import FileGuessing
import PipelineEngine
import StageKit

/// The code lists that values are looked up in.
struct GuessLists {
    /// Those that could be read.
    private(set) var lists: [NamedCodeList] = []

    private static let largest = 16 << 20

    /// - Parameters:
    ///   - folder: as the user named it; files that are no code lists are left out.
    ///   - paths: how the pipeline names the files in it.
    init(folder: String, paths: GuessPaths) {
        for name in Host.names(in: folder) where name.hasSuffix(".csv") && !name.hasPrefix(".") {
            let file = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            guard let bytes = try? Host.read(file, limit: Self.largest) else { continue }
            let scope = OptionScope { path, place throws(Mistakes) in
                Resource(
                    name: path,
                    bytes: bytes,
                    parsed: { () throws(Mistakes) in throw Mistakes("no YAML", at: place) },
                    scope: { .withoutFiles }
                )
            }
            let node = OptionNode(.scalar(file), at: SourcePlace(file: file, line: 1, column: 1))
            guard let list = try? CodeList(option: node, in: scope) else { continue }
            lists.append(NamedCodeList(path: paths.path(to: file), list: list))
        }
    }
}
