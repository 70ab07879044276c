import Foundation

/// A case of the suites of cubes, PX and JSON-stat: the dimensions of a table and its values in the order of the file.
package struct CubeCase: Decodable {
    package struct Dimension: Decodable {
        /// As JSON-stat gives it; PX has none.
        package var id: String?
        package var name: String
        var labels: [String]
        var codes: [String]
    }

    package var id: String
    package var file: String
    /// `table`, `refuse`, or what else may come of it.
    package var expect: String
    var dimensions: [Dimension]?
    var values: [String?]?

    /// The cases of a suite.
    package static func all(in suite: SharedFolder) throws -> [CubeCase] {
        try JSONDecoder().decode([CubeCase].self, from: Data(suite.bytes("cases.json")))
    }

    /// The fields of the records when codes and labels are taken: two for each dimension, and the value.
    package func fieldNames(_ name: (Dimension) -> String) -> [String] {
        (dimensions ?? []).flatMap { [name($0), name($0) + "_label"] } + ["value"]
    }

    /// The records: one for each cell, the last dimension turning fastest.
    package var records: [[String?]] {
        (values ?? []).enumerated().map { index, value in
            var rest = index
            var cells: [String?] = [value]
            for dimension in (dimensions ?? []).reversed() {
                let place = rest % dimension.codes.count
                rest /= dimension.codes.count
                cells = [dimension.codes[place], dimension.labels[place]] + cells
            }
            return cells
        }
    }
}
