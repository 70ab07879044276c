import ByteKernels
import StageKit

/// The letters of a PX file: what CODEPAGE, CHARSET, a byte order mark and the option `encoding` say together.
struct PXCodePage: Sendable {
    private enum Scheme: Sendable {
        case checked(TextEncoding)
        case letters([Unicode.Scalar])
        /// A code page whose letters are not known here: ASCII is the same in all.
        case asciiOnly(String)
    }

    private let scheme: Scheme
    /// Whether the file says nothing and the default of the format was taken.
    let isDefault: Bool

    /// - Parameters:
    ///   - codePage: the value of CODEPAGE.
    ///   - isANSI: whether CHARSET says so.
    ///   - hasMark: whether the file begins with the byte order mark of UTF-8.
    init(
        option: FileEncoding?,
        codePage: (name: String, place: PXFault.Place)?,
        isANSI: Bool,
        hasMark: Bool
    ) throws(DeliveryFault) {
        var isDefault = false
        if let option {
            scheme = Self.scheme(option)
        } else if let codePage {
            scheme = Self.encoding(codePage.name).map(Self.scheme) ?? .asciiOnly(codePage.name)
        } else if hasMark {
            scheme = .checked(.utf8)
        } else {
            isDefault = true
            scheme = Self.scheme(isANSI ? .windows1252 : .cp850)
        }
        self.isDefault = isDefault
        guard hasMark else { return }
        if case .checked(.utf8) = scheme { return }
        throw PXFault.metadata(
            "px.codepage",
            "the file begins with the mark of UTF-8, and \(option == nil ? "CODEPAGE" : "encoding") says otherwise",
            "filen begynder med mærket for UTF-8, og \(option == nil ? "CODEPAGE" : "encoding") siger noget andet",
            at: option == nil ? codePage?.place : nil,
            hint: "write encoding: utf-8 if the mark is right"
        )
    }

    private static func scheme(_ encoding: FileEncoding) -> Scheme {
        switch encoding {
        case .utf8, .utf16, .utf32: .checked(.utf8)
        case .latin1: .checked(.latin1)
        case .windows1252: .checked(.windows1252)
        case .latin9, .cp850, .cp865, .macRoman: .letters(encoding.upperLetters ?? [])
        }
    }

    /// The encoding that a name in CODEPAGE stands for; nil for those whose letters are not known here.
    private static func encoding(_ name: String) -> FileEncoding? {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "65001", "cp65001": return .utf8
        case "iso88591", "latin1", "28591", "l1": return .latin1
        case "iso885915", "latin9", "28605", "l9": return .latin9
        case "windows1252", "cp1252", "1252", "win1252", "ansi": return .windows1252
        case "850", "cp850", "ibm850", "dos850", "windows850", "oem850": return .cp850
        case "865", "cp865", "ibm865", "dos865", "oem865": return .cp865
        case "macintosh", "macroman", "mac", "10000": return .macRoman
        default: return nil
        }
    }

    /// Appends the text as UTF-8.
    /// - Returns: the place of the first byte that is no letter of the code page; nil when all are.
    func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout OutputBuffer) -> Int? {
        switch scheme {
        case .checked(let encoding):
            let part = bytes.extracting(range)
            if let place = encoding.firstInvalid(in: part) { return range.lowerBound + place }
            _ = text.appendField(bytes, range, encoding: encoding)
        case .asciiOnly:
            let count = UTF8Check.asciiPrefix(of: bytes.extracting(range))
            guard count == range.count else { return range.lowerBound + count }
            text.append(bytes.extracting(range))
        case .letters(let letters):
            for place in range {
                let byte = bytes[place]
                if byte < 0x80 {
                    text.append(byte)
                } else {
                    let index = Int(byte) - 0x80
                    guard index < letters.count else { return place }
                    text.append(text: String(letters[index]))
                }
            }
        }
        return nil
    }

    /// Why a byte is refused.
    func fault(at place: PXFault.Place) -> DeliveryFault {
        if case .asciiOnly = scheme {
            return PXFault.metadata(
                "px.codepage",
                "the letters of this CODEPAGE are not known, and the file has others than ASCII",
                "bogstaverne i denne CODEPAGE kendes ikke, og filen har andre end ASCII",
                at: place,
                hint: "write encoding: with utf-8, windows-1252, iso-8859-1, iso-8859-15, cp850, cp865 or macintosh"
            )
        }
        return PXFault.metadata(
            "px.encoding",
            "bytes that are no letters in the encoding of the file",
            "byte, der ikke er bogstaver i filens tegnsæt",
            at: place,
            hint: "CODEPAGE is wrong or missing: write encoding: with the right one"
        )
    }
}
