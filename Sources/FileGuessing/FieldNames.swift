/// Names for values that are found by paths.
enum FieldNames {
    /// The last step of each path; all its steps where several end alike.
    static func names(_ paths: [[String]]) -> [String] {
        var ends: [String: Int] = [:]
        for path in paths { ends[path.last ?? "", default: 0] += 1 }
        var seen: Set<String> = []
        return paths.map { path in
            let last = path.last ?? ""
            var name = ends[last] == 1 ? last : path.joined(separator: "_")
            name.replace("${", with: "_")
            var number = 2
            while !seen.insert(name).inserted {
                name = "\(path.joined(separator: "_"))_\(number)"
                number += 1
            }
            return name
        }
    }
}
