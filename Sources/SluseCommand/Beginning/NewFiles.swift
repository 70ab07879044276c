import PipelineEngine

/// Files that a template makes: all of them, or none where one is there already.
struct NewFiles {
    /// A file, relative to the working folder.
    struct File {
        var path: String
        var text: String
        /// Whether it is a program that is started.
        var isProgram = false
    }

    var files: [File]

    /// Writes the files.
    /// No file that was there is touched.
    func write() throws(SystemFault) {
        for file in files { try Host.makeFile(file.path, file.text, isProgram: file.isProgram) }
    }

    /// Those that are there already.
    var taken: [String] { files.map(\.path).filter { Host.kind(of: $0) != nil } }
}

/// A text with `{{name}}` where something is filled in.
struct Template {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The text with the values in place, and a line end.
    func filled(_ values: [String: String]) -> String {
        var result = text
        for (name, value) in values { result = result.replacing("{{\(name)}}", with: value) }
        return result + "\n"
    }
}
