import PipelineEngine

/// Paths of deliveries as a pipeline names them: from its own folder.
struct GuessPaths {
    /// The folder of the pipeline, as the user would name it; `.` for the working folder.
    let folder: String

    init(pipeline: String?) {
        if let pipeline {
            let parts = pipeline.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            folder = parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
        } else {
            folder = Host.kind(of: "pipelines") == .folder ? "pipelines" : "."
        }
    }

    /// The path from the folder to a file that is named from the working folder.
    func path(to file: String) -> String {
        if file.hasPrefix("/") || folder == "." { return file }
        let steps = folder.split(separator: "/").filter { $0 != "." }
        if folder.hasPrefix("/") || steps.contains("..") { return (Host.workingFolder ?? "") + "/" + file }
        var rest = steps[...]
        var parts = file.split(separator: "/").filter { $0 != "." }[...]
        while let first = rest.first, parts.count > 1, parts.first == first {
            rest = rest.dropFirst()
            parts = parts.dropFirst()
        }
        return (Array(repeating: "..", count: rest.count) + parts.map(String.init)).joined(separator: "/")
    }

    /// A file in the folder of the pipeline, as the user would name it.
    func file(_ name: String) -> String { folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name }

    /// One path for several files: what differs becomes `*`; nil when their folders are not alike.
    static func pattern(_ files: [String]) -> String? {
        guard files.count > 1 else { return files.first }
        let split = files.map { $0.split(separator: "/", omittingEmptySubsequences: false).map(String.init) }
        guard let first = split.first, split.allSatisfy({ $0.count == first.count }) else { return nil }
        return first.indices.map { place in pattern(of: split.map { $0[place] }) }.joined(separator: "/")
    }

    private static func pattern(of names: [String]) -> String {
        guard let first = names.first, names.contains(where: { $0 != first }) else { return names.first ?? "" }
        let shortest = names.map(\.count).min() ?? 0
        var head = first
        while !names.allSatisfy({ $0.hasPrefix(head) }) { head.removeLast() }
        var tail = first
        while !names.allSatisfy({ $0.hasSuffix(tail) }) || head.count + tail.count > shortest { tail.removeFirst() }
        // Cut at the ends of words: a letter that two names share by chance says nothing.
        if let dot = tail.firstIndex(of: ".") { tail = String(tail[dot...]) } else { tail = "" }
        while let last = head.last, last.isLetter { head.removeLast() }
        return head + "*" + tail
    }

    /// A name for a pipeline or an input: small letters, digits and `_`.
    static func identifier(_ text: String) -> String {
        var result = ""
        for letter in text.lowercased().unicodeScalars {
            switch letter {
            case "a"..."z", "0"..."9": result.unicodeScalars.append(letter)
            case "æ": result += "ae"
            case "ø": result += "oe"
            case "å": result += "aa"
            default: if !result.isEmpty, result.last != "_" { result += "_" }
            }
        }
        while result.last == "_" { result.removeLast() }
        if result.isEmpty { return "leverance" }
        return result.first?.isNumber == true ? "l_" + result : result
    }

    /// The name of a file without folders and without what stands behind its first dot.
    static func stem(_ file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return String(name.split(separator: ".").first ?? "")
    }
}
