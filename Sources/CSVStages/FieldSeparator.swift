public import StageKit

/// What stands between two fields of a delivered file: mostly one sign, written as it is, or `tab`.
public struct FieldSeparator: OptionValue, Hashable {
    /// The text in the file.
    public var text: String

    /// The separator that is this text.
    public init(_ text: String) { self.text = text }

    /// The byte in the file, if it is one of ASCII.
    var byte: UInt8? {
        guard text.utf8.count == 1 else { return nil }
        return text.utf8.first
    }

    public static var shape: OptionShape { .text }
    public init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, case let sign = text == "tab" || text == "\\t" ? "\t" : text,
            (1...8).contains(sign.utf8.count), sign.unicodeScalars.allSatisfy(Self.fits)
        else {
            throw Mistakes(
                "expected a delimiter such as ';', ',', '|' or tab, found \(node.kind)",
                at: node.place,
                hint: "one sign or a few, without letters, digits, quotes and line ends"
            )
        }
        self.text = sign
    }
    public var optionText: String? { text == "\t" ? "tab" : text }

    private static func fits(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) && !["\"", "\r", "\n", "\0"].contains(scalar)
    }
}
