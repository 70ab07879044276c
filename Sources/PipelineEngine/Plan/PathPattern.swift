/// A path with `*` (any letters but `/`), `?` (one letter) and `**` (any folders), matched name by name.
struct PathPattern {
    let text: String

    var hasWildcards: Bool { text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

    /// The files that match, in the order of the bytes of their paths; the path itself when it has no wildcards.
    func files(below folder: String) throws(SystemFault) -> [String] {
        let path = Paths.join(folder, text)
        guard hasWildcards else {
            return try System.status(of: path) == nil ? [] : [path]
        }
        var found = [path.hasPrefix("/") ? "/" : "."]
        for part in path.split(separator: "/") where part != "." {
            var next: [String] = []
            for folder in found {
                let prefix = folder == "/" ? "/" : folder == "." ? "" : folder + "/"
                if part == "**" {
                    next += try Self.foldersBelow(folder)
                } else if part.utf8.contains(UInt8(ascii: "*")) || part.utf8.contains(UInt8(ascii: "?")) {
                    guard Self.isFolder(folder) else { continue }
                    for name in try System.names(in: folder) where Self.matches(name, String(part)) {
                        // Hidden files, editors' and half-delivered ones among them, are named, not matched.
                        if name.hasPrefix("."), !part.hasPrefix(".") { continue }
                        next.append(prefix + name)
                    }
                } else {
                    next.append(prefix + part)
                }
            }
            found = next
        }
        let files = found.filter { System.resolve($0) != nil && !Self.isFolder($0) }
        return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    private static func isFolder(_ path: String) -> Bool {
        guard let resolved = System.resolve(path) else { return false }
        return (try? System.status(of: resolved))??.kind == .folder
    }

    private static func foldersBelow(_ folder: String) throws(SystemFault) -> [String] {
        var found = [folder]
        for name in try System.names(in: folder) {
            let path = folder == "." ? name : folder + "/" + name
            // Links are not followed here, so that a loop of links cannot hold the run.
            if try System.status(of: path)?.kind == .folder { found += try foldersBelow(path) }
        }
        return found
    }

    /// Matches one name, with backtracking over the last star alone.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let name = Array(name.unicodeScalars)
        let pattern = Array(pattern.unicodeScalars)
        var n = 0
        var p = 0
        var star: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == "*" {
                star = (p, n)
                p += 1
            } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
                n += 1
                p += 1
            } else if let last = star {
                star = (last.p, last.n + 1)
                p = last.p + 1
                n = last.n + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }
}

/// Paths as text.
enum Paths {
    /// `path` below `folder`; `path` itself when it is absolute.
    static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty || folder == "." { return normalized(path) }
        return normalized(folder + "/" + path)
    }

    /// The path without `.`, doubled slashes, and `..` after a name.
    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// Everything before the last slash.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What follows the last slash.
    static func name(of path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }

    /// Whether one path is the other or lies in it; both resolved.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
