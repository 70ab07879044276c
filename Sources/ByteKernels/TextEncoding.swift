/// How the bytes of a delivered text stand for characters; a stage sees UTF-8 whatever it is.
@frozen
public enum TextEncoding: Sendable {
    /// UTF-8, which is checked when it is copied.
    case utf8
    /// ISO-8859-1, in which every byte is a character.
    case latin1
    /// Windows-1252, in which five bytes are none.
    case windows1252
}
