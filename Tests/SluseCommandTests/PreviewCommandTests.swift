import Foundation
import Testing

@Suite(.serialized) struct PreviewCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("in/tal.csv", "kommune;procent\nEbeltoft;12,5\nNibe;1x5\nÆrø;..\nMarstal;7,0\n")
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            inputs:
              nord:
                - read.csv: { path: in/tal.csv, delimiter: ";", fields: [kommune, procent] }
                - normalize.missing: { values: { "..": suppressed } }
                - normalize.number: { fields: [procent], decimal_mark: comma }
            stages:
              - validate.unique: { fields: [kommune] }
              - normalize.rename: { fields: { procent: andel } }
                id: navne
            publish: out/tal
            outputs:
              alle:
                - normalize.select: { fields: [andel] }
                - write.csv: { path: alle.csv }
            """
        )
    }

    @Test func showsTheRecordsBehindAnyStageAndWritesNothing() throws {
        let reader = try Command.run(["preview", "tal.yaml", "--after", "read.csv", "--rows", "2"], in: folder)
        #expect(reader.output == "kommune   procent\nEbeltoft  12,5\nNibe      1x5\n")
        let missing = try Command.run(["preview", "tal.yaml", "--after", "2"], in: folder)
        #expect(missing.outputLines[3] == "Ærø       ∅suppressed")
        let last = try Command.run(["preview", "tal.yaml"], in: folder)
        #expect(last.output == "kommune   andel\nEbeltoft  12.5\nÆrø       ∅suppressed\nMarstal   7.0\n".aligned)
        #expect(last.errorLines == ["in/tal.csv:3: rejected: procent: not a number with this decimal mark [number.format]"])
        let named = try Command.run(["preview", "tal.yaml", "--after", "navne"], in: folder)
        #expect(named.output == last.output)
        let output = try Command.run(["preview", "tal.yaml", "--after", "normalize.select", "--rows", "1"], in: folder)
        #expect(output.output == "andel\n 12.5\n")
        #expect(folder.names() == ["in", "tal.yaml"])
    }

    @Test func namesTheRejectsBeforeTheLastRecordShownAlone() throws {
        let result = try Command.run(["preview", "tal.yaml", "--rows", "1"], in: folder)
        #expect(result.error == "")
    }

    @Test(arguments: [
        (["--after", "normalize.nubmer"], "hint: did you mean 'normalize.number'?"),
        (["--after", "99"], "hint: stages are numbered from 1 to 7"), (["--input", "nrod"], "hint: did you mean 'nord'?"),
        (["--rows", "0"], "--rows is a number from 1 to 10000"),
    ] as [([String], String)])
    func saysWhatIsWrong(_ arguments: [String], _ message: String) throws {
        let result = try Command.run(["preview", "tal.yaml"] + arguments, in: folder)
        #expect(result.code == 64)
        #expect(result.error.contains(message))
    }
}

extension String {
    /// Numbers stand at the right of their column.
    fileprivate var aligned: String {
        replacingOccurrences(of: "andel\n", with: "      andel\n")
            .replacingOccurrences(of: "12.5", with: "       12.5")
            .replacingOccurrences(of: "7.0", with: "        7.0")
    }
}
