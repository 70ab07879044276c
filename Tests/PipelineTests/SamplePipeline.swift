import Testing

/// A pipeline of `pipelines/` with the sample it is run on.
struct SamplePipeline: Sendable, CustomTestStringConvertible {
    var name: String
    var parameters: [String: String] = [:]
    /// The folder of what is expected, in `samples/`.
    var expected: String

    var testDescription: String { expected }

    init(_ name: String) {
        self.name = name
        expected = name + "/expected"
    }

    init(sundhedsprofil wave: String) {
        name = "sundhedsprofil"
        parameters = ["wave": wave]
        expected = "sundhedsprofil/\(wave)/expected"
    }

    static let all = [
        SamplePipeline("dawa_kommuner"),
        SamplePipeline("noegletal"),
        SamplePipeline("sor"),
        SamplePipeline("ssi_kommuner"),
        SamplePipeline("statbank_folk1a"),
        SamplePipeline(sundhedsprofil: "2021"),
        SamplePipeline(sundhedsprofil: "2025"),
        SamplePipeline("sundhedsprofil_historik"),
    ]

    /// What it must publish and turn away, as `FolderContents.digests`.
    ///
    /// Files stand in the folder as they come, or in its list `files.txt`, with SHA-256, size and path: the files for
    /// each municipality would fill the repository.
    func expectedDigests() throws -> [String: String] {
        var contents = try FolderContents(Repository.path + "samples/" + expected)
        let list = String(decoding: contents.remove("files.txt") ?? [], as: UTF8.self)
        var digests = contents.digests
        for line in list.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3 else { throw BadList(line: String(line)) }
            digests[parts[2]] = parts[0] + "  " + parts[1]
        }
        return digests
    }

    struct BadList: Error {
        var line: String
    }
}
