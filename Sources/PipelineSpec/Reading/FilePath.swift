/// Paths as text. `..` is left to the system, which knows where links lead.
enum FilePath {
    /// `a/b` of `a/b/c`, `.` of `c`.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `c` of `a/b/c`.
    static func last(of path: String) -> String {
        String(path.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
    }

    /// A path that was written in a file of the folder.
    static func joined(_ folder: String, _ path: String) -> String {
        var path = Substring(path)
        while path.hasPrefix("./"), path.count > 2 { path = path.dropFirst(2) }
        if path.hasPrefix("/") || folder == "." { return String(path) }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
