public import StageKit

/// A delimiter: one sign of ASCII, written as it is, or `tab`.
public struct Delimiter: OptionValue, Hashable {
    /// The byte in the file.
    public var byte: UInt8

    /// The delimiter that is this byte.
    public init(_ byte: UInt8) { self.byte = byte }

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, let byte = Self.byte(text), Self.fits(byte) else {
            throw Mistakes(
                "expected a delimiter such as ';', ',', '|' or tab, found \(node.kind)",
                at: node.place,
                hint: "one sign of ASCII that is no letter, digit, quote or blank"
            )
        }
        self.byte = byte
    }
    public var optionText: String? { byte == UInt8(ascii: "\t") ? "tab" : String(Unicode.Scalar(byte)) }

    private static func byte(_ text: String) -> UInt8? {
        if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
        return text.utf8.count == 1 ? text.utf8.first : nil
    }

    private static func fits(_ byte: UInt8) -> Bool {
        let scalar = Unicode.Scalar(byte)
        if byte == UInt8(ascii: "\t") { return true }
        return byte > 0x20 && byte < 0x7F && scalar != "\"" && !scalar.properties.isAlphabetic
            && !(0x30...0x39).contains(byte)
    }
}

/// A mark of one sign that a file may do without: written as it is, or `none`.
public struct OptionalMark: OptionValue, Hashable {
    /// The byte in the file; nil for none.
    public var byte: UInt8?

    /// The mark that is this byte.
    public init(_ byte: UInt8?) { self.byte = byte }

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, text == "none" || text.utf8.count == 1, let byte = text.utf8.first,
            byte > 0x20, byte < 0x7F
        else {
            throw Mistakes("expected one sign of ASCII or none, found \(node.kind)", at: node.place)
        }
        self.byte = text == "none" ? nil : byte
    }
    public var optionText: String? { byte.map { String(Unicode.Scalar($0)) } ?? "none" }
}
