/// Why JSON was turned down. The raw value is the name of the rule in rejects and messages, and stays what it is.
enum JSONReason: String, Error, Sendable, CaseIterable {
    /// Something that the grammar of RFC 8259 does not have at this place.
    case syntax = "json.syntax"
    /// The text ended inside a value.
    case incomplete = "json.incomplete"
    /// More text after the value was complete.
    case trailing = "json.trailing"
    /// A backslash with a letter that is no escape, or `\u` without four hexadecimal digits.
    case escape = "json.escape"
    /// A character below U+0020 written raw in a string; often the end of a line after a forgotten quote.
    case controlCharacter = "json.control_character"
    /// Half a surrogate pair, which is no character.
    case surrogate = "json.surrogate"
    /// Bytes in a string that are not UTF-8.
    case utf8 = "json.utf8"
    /// A number that RFC 8259 does not allow: `01`, `1.`, `+1`, `NaN`.
    case number = "json.number"
    /// The same key twice in one object.
    case duplicateKey = "json.duplicate_key"
    /// More brackets open at once than the limit.
    case depth = "json.depth"
    /// A record that is no object.
    case record = "json.record"
    /// An object or array where the options ask for a plain value.
    case nested = "json.nested"
    /// Something else than an array where one is to be exploded.
    case explode = "json.explode"
    /// An empty or absent array to be exploded, where the options turn that down.
    case noElements = "json.no_elements"
    /// The rows made of one record are too long together.
    case explodedSize = "json.exploded_size"
    /// A record whose text does not fit into one batch.
    case size = "json.size"
    /// A byte order mark where the options refuse it.
    case byteOrderMark = "json.bom"
    /// UTF-16, known by its zero bytes or its mark.
    case utf16 = "json.utf16"
    /// UTF-32, known by its zero bytes or its mark.
    case utf32 = "json.utf32"
    /// Nothing stands at the path where the records should be.
    case pathMissing = "json.path_missing"
    /// What stands at the path, or on the way to it, is of another type.
    case pathType = "json.path_type"
    /// The path leads to two places, because a key is repeated.
    case pathRepeated = "json.path_repeated"

    /// Whether the end of a record with this fault is still where its brackets and quotes say.
    ///
    /// A record in an array that has such a fault can be rejected alone; any other fault puts the rest of the file
    /// in doubt.
    var leavesEndCertain: Bool {
        switch self {
        case .surrogate, .utf8, .number, .duplicateKey, .depth, .record, .nested, .explode, .noElements,
            .explodedSize, .size:
            true
        default: false
        }
    }
}
