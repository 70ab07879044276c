/// How a file is packed, by the end of its name.
public enum Packing: String, Sendable, CaseIterable {
    case gzip = "gz"
    case zip

    /// Nil for a file that is not packed.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
    }

    /// The name of what is packed in a file: `tal.csv` for `tal.csv.gz`.
    public static func innerName(of fileName: String) -> String {
        guard let packing = Packing(fileName: fileName) else { return fileName }
        return String(fileName.dropLast(packing.rawValue.count + 1))
    }
}
