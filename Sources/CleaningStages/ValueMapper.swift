import ByteKernels
public import StageKit

/// Puts one text in place of another.
public struct ValueMapper: TransformStage {
    public static let declaration = StageDeclaration(
        "normalize.map",
        "Puts one text in place of another.",
        example: """
            fields: [koen]
            values: { M: mand, K: kvinde }
            unmatched: reject
            """,
        exampleTable: """
            koen
            M
            K
            """,
        rules: [.unmatched]
    )

    /// What happens to a text that is not among those to replace.
    public enum Unmatched: String, OptionChoice {
        case keep
        case reject
        case missing
    }

    @Option("Fields in which texts are replaced.")
    public var fields: [TextField]

    @Option("The texts as they are, each with the one to put in place; the whole text must be the same, sign by sign.")
    public var values: NamedValues<String>

    @Option("What happens to any other text: keep it, reject the record, or make the value missing.")
    public var unmatched = Unmatched.keep

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let slots = context.requiredFields(fields, $fields).map(\.slot)
        if values.entries.isEmpty { context.mistake("no texts to replace are given", at: $values.place) }
        let rule = context.rule(.unmatched)
        guard !context.hasErrors else { return nil }
        let rewriter = Mapping(values.entries.map { ($0.name, $0.value) }, unmatched: unmatched)
        return .free { RewriteWorker(slots: slots, rewriter: rewriter, rule: rule) }
    }
}

extension Rejection {
    fileprivate static let unmatched = Rejection(
        "map.unmatched",
        en: "not one of the values that are replaced",
        da: "ikke en af de værdier, der erstattes"
    )
}

private struct Mapping: TextRewriter {
    private let unmatched: ValueMapper.Unmatched
    private var keys = ByteDictionary()
    private var values: [[UInt8]] = []
    /// The bytes with which keys begin.
    private var begins = [Bool](repeating: false, count: 256)
    private var hasEmptyKey = false

    init(_ entries: [(key: String, value: String)], unmatched: ValueMapper.Unmatched) {
        self.unmatched = unmatched
        for entry in entries {
            let key = Array(entry.key.utf8)
            // Keys are few and differ, so each gets the next number.
            _ = try? keys.intern(key.span, from: 0, to: key.count)
            values.append(Array(entry.value.utf8))
            if let first = key.first { begins[Int(first)] = true } else { hasEmptyKey = true }
        }
        let hasOtherThanASCII = begins[0x80...].contains(true)
        // In another encoding than UTF-8 the key begins with another byte.
        if hasOtherThanASCII { for byte in 0x80...0xFF { begins[byte] = true } }
    }

    func mayChange(_ bytes: Span<UInt8>, from: Int, to: Int, encoding: TextEncoding) -> Bool {
        guard unmatched == .keep else { return true }
        return from < to ? begins[Int(bytes[from])] : hasEmptyKey
    }

    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into result: inout OutputBuffer) -> TextVerdict {
        guard let code = keys.find(bytes.span, from: range.lowerBound, to: range.upperBound) else {
            return switch unmatched {
            case .keep: .unchanged
            case .reject: .broken
            case .missing: .missing
            }
        }
        let value = values[Int(code)]
        result.append(value.span)
        return .changed
    }
}
