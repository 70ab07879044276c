/// The mistakes found in a file that belongs to the pipeline.
struct ListMistakes {
    private var diagnostics: [Diagnostic] = []

    mutating func add(_ message: String, at place: SourcePlace, hint: String? = nil) {
        diagnostics.append(Diagnostic(message, at: place, hint: hint))
    }

    /// Throws all mistakes in the order of the file, if there are any.
    func throwAny() throws(Mistakes) {
        guard !diagnostics.isEmpty else { return }
        throw Mistakes(diagnostics.enumerated().sorted { order($0) < order($1) }.map(\.element))
    }

    private func order(_ found: (offset: Int, element: Diagnostic)) -> (Int, Int, Int) {
        (found.element.place?.line ?? 0, found.element.place?.column ?? 0, found.offset)
    }
}
