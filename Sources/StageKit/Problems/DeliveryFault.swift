/// A delivery that cannot be read for certain: it is missing, torn, in another encoding, or lacks a field.
///
/// The whole file is refused, nothing is published, and the run ends with exit code 3.
public struct DeliveryFault: Error, Hashable, Sendable {
    /// The file, as the user named it; filled in by the engine when a reader leaves it empty.
    public var file: String
    /// The line as delivered, counted from 1, if known.
    public var line: UInt64?
    /// The byte as delivered, counted from 0, if known.
    public var byteOffset: UInt64?
    /// The stable name of what is wrong: `csv.open_quote`.
    public var rule: String
    /// What was found, in English; holds no value of the data.
    public var message: String
    /// What was found, in Danish.
    public var danish: String
    /// What to do about it.
    public var hint: String?

    /// Describes why the file is refused.
    public init(
        _ rule: StaticString,
        en message: String,
        da danish: String,
        line: UInt64? = nil,
        byteOffset: UInt64? = nil,
        hint: String? = nil
    ) {
        self.file = ""
        self.rule = "\(rule)"
        self.message = message
        self.danish = danish
        self.line = line
        self.byteOffset = byteOffset
        self.hint = hint
    }
}
