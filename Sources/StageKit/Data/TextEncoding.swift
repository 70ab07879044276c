/// The encoding of a delivery. UTF-16 is recoded before records are cut; the others are decoded as text is copied.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"
}

extension TextEncoding: OptionChoice {}
