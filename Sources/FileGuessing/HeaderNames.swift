/// The names of the columns, with names for those that have none or one that is there already.
struct HeaderNames {
    private(set) var names: [String] = []
    /// The names that were made, by the place of their cell from 1.
    private(set) var given: [(Int, String)] = []
    /// The places, from 0, of cells without a name.
    private(set) var blank: [Int] = []

    /// Names for a table without any.
    init(count: Int) {
        names = (0..<count).map { "kolonne_\($0 + 1)" }
    }

    /// The rows of a header, joined as `read.csv` does: an empty cell of an upper row continues the one to its left.
    init(_ rows: [[String]]) {
        let width = rows.map(\.count).max() ?? 0
        names = [String](repeating: "", count: width)
        for (number, row) in rows.enumerated() {
            var left = ""
            for column in 0..<width {
                var part = column < row.count ? row[column] : ""
                if part.isEmpty, number < rows.count - 1 { part = left }
                left = part
                if !part.isEmpty { names[column] += names[column].isEmpty ? part : " " + part }
            }
        }
        var seen: Set<String> = []
        for column in names.indices {
            // A key of YAML cannot hold what looks like a variable of a pipeline.
            let name = names[column].contains("${") ? "" : names[column]
            if names[column].isEmpty { blank.append(column) }
            guard name.isEmpty || seen.contains(name) else {
                seen.insert(name)
                continue
            }
            var made = name.isEmpty ? "kolonne_\(column + 1)" : "\(name)_2"
            var number = 2
            while seen.contains(made) || names.contains(made) {
                number += 1
                made = name.isEmpty ? "kolonne_\(column + 1)_\(number)" : "\(name)_\(number)"
            }
            names[column] = made
            seen.insert(made)
            given.append((column + 1, made))
        }
    }

    /// A name that no column has.
    func unused(_ name: String) -> String {
        var result = name
        var number = 2
        while names.contains(result) {
            result = "\(name)_\(number)"
            number += 1
        }
        return result
    }

    var evidence: Phrase {
        Phrase(
            "cells of the header that are empty or there twice; give them better names",
            da: "celler i overskriften, som er tomme eller står der to gange; giv dem bedre navne"
        )
    }
}
