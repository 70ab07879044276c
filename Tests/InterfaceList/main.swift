import Foundation

// Prints the public interface of a module, a declaration to a line, from the symbol graph that the compiler gives:
//
//     InterfaceList StageKit.symbols.json
//
// `.ci/interface` compares what it prints with the lists beside this file, so that no change of what stage authors build
// on goes unseen.

struct SymbolGraph: Decodable {
    struct Symbol: Decodable {
        struct Fragment: Decodable {
            var spelling: String
        }
        var pathComponents: [String]
        var declarationFragments: [Fragment]

        /// `Column.Form.integers: case integers`, on one line.
        var line: String {
            let declaration = declarationFragments.map(\.spelling).joined()
            let words = declaration.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return pathComponents.joined(separator: ".") + ": " + words
        }
    }
    var symbols: [Symbol]
}

let arguments = CommandLine.arguments.dropFirst()
guard !arguments.isEmpty else {
    FileHandle.standardError.write(Data("name the symbol graphs to list\n".utf8))
    exit(64)
}
var lines: [String] = []
for path in arguments {
    let graph = try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: URL(filePath: path)))
    lines += graph.symbols.map(\.line)
}
print(Set(lines).sorted().joined(separator: "\n"))
