public import ByteKernels

/// The encoding of a file, as it is written in a pipeline file.
public enum FileEncoding: String, OptionChoice {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
    /// Either byte order; a byte order mark tells which, else it is little-endian.
    case utf16 = "utf-16"

    /// The encoding of the cells of a batch: UTF-16 is recoded before records are cut.
    public var ofCells: TextEncoding {
        switch self {
        case .utf8, .utf16: .utf8
        case .latin1: .latin1
        case .windows1252: .windows1252
        }
    }
}
