import Foundation
import Testing

/// What the documents show is what is built and run: code of articles stands in files that are compiled and tested.
@Suite struct DocumentationTests {
    private struct Block {
        var file: String
        var language: String
        var lines: [String]
    }

    private static func files(below folders: [String], ending: String) -> [URL] {
        folders.flatMap { folder -> [URL] in
            let root = Repository.folder.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
            return names.filter { $0.hasSuffix(ending) && !$0.contains(".build") }.sorted().map {
                root.appending(path: $0)
            }
        }
    }

    /// The fenced blocks of all articles and of the README.
    private static func blocks() throws -> [Block] {
        // The reference is generated, and its examples are run elsewhere.
        let written = files(below: ["Sources"], ending: ".md").filter { $0.lastPathComponent != "Stages.md" }
        let articles = written + [Repository.folder.appending(path: "README.md")]
        return try articles.flatMap { url -> [Block] in
            var blocks: [Block] = []
            var current: Block?
            for line in try String(contentsOf: url, encoding: .utf8).split(
                separator: "\n",
                omittingEmptySubsequences: false
            ) {
                if line.hasPrefix("```") {
                    if let block = current {
                        blocks.append(block)
                        current = nil
                    } else {
                        current = Block(file: url.lastPathComponent, language: String(line.dropFirst(3)), lines: [])
                    }
                } else if current != nil {
                    current?.lines.append(String(line))
                }
            }
            return blocks
        }
    }

    /// Lines without indentation, without comments behind two blanks, and without those that are empty.
    private static func plain(_ lines: [String]) -> String {
        lines.map { line in
            let end = line.range(of: "  #", options: .backwards)?.lowerBound ?? line.endIndex
            return line[..<end].trimmingCharacters(in: .whitespaces)
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("swift", ["Tests", "samples/stage-package"], ".swift"),
        ("yaml", ["pipelines", "samples"], ".yaml"),
        ("python", ["pipelines"], ".py"),
        ("sh", ["pipelines"], ".sh"),
    ])
    func blocksOfCodeStandInFilesThatAreRun(language: String, folders: [String], ending: String) throws {
        let sources = try Self.files(below: folders, ending: ending).map {
            Self.plain(try String(contentsOf: $0, encoding: .utf8).components(separatedBy: "\n"))
        }
        // The pipeline of the README is cut short, and says so.
        let blocks = try Self.blocks().filter {
            $0.language == language && (["swift", "python"].contains($0.language) || $0.file != "README.md")
        }
        #expect(!blocks.isEmpty)
        for block in blocks where !sources.contains(where: { $0.contains(Self.plain(block.lines)) }) {
            Issue.record("\(block.file): no tested file holds the block that begins '\(block.lines.first ?? "")'")
        }
    }
}
