/// A code list and a pipeline line that uses it.
enum CodeListTemplate {
    static func files(name: String) -> [NewFiles.File] {
        [NewFiles.File(path: "code_lists/\(name).csv", text: list.filled([:]))]
    }

    // Aliases are parted by |; a code without dates holds always.
    private static let list = Template(
        """
        code,name,aliases,valid_from,valid_to
        A1,Første kode,første|1. kode,2007-01-01,
        A2,Anden kode,anden|2. kode,2007-01-01,2021-12-31
        """
    )
}
