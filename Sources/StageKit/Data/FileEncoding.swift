public import ByteKernels

/// The encoding of a file, as it is written in a pipeline file.
public enum FileEncoding: String, OptionChoice {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
    /// ISO-8859-1 with the euro sign.
    case latin9 = "iso-8859-15"
    /// The code page of DOS in Western Europe.
    case cp850 = "cp850"
    /// The code page of DOS in Denmark and Norway.
    case cp865 = "cp865"
    /// The letters of the Macintosh before 2001.
    case macRoman = "macintosh"
    /// Either byte order; a byte order mark tells which, else it is little-endian.
    case utf16 = "utf-16"
    /// As UTF-16.
    case utf32 = "utf-32"

    /// The encoding of the cells of a batch: what is not checked as it is copied is recoded before records are cut.
    public var ofCells: TextEncoding {
        switch self {
        case .utf8, .utf16, .utf32, .latin9, .cp850, .cp865, .macRoman: .utf8
        case .latin1: .latin1
        case .windows1252: .windows1252
        }
    }
}
