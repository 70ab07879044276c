public import StageKit
import _StringProcessing

/// Turns down texts that a regular expression does not match from their first to their last character.
///
/// A pattern is tried once for each distinct text of a batch. Texts above a length are turned down unseen, because a
/// pattern with a repetition inside a repetition may take a time that doubles with every character.
public struct PatternValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.pattern",
        "Turns down texts that a regular expression does not match as a whole.",
        example: """
            fields: [postnr]
            pattern: "[0-9]{4}"
            """,
        exampleTable: """
            postnr | by
            4000   | Roskilde
            0999   | ∅
            """,
        rules: [.patternMismatch, .patternTooLong]
    )

    @Option("Fields of text.")
    public var fields: [TextField]

    @Option("The regular expression that the whole text must match; \\d, \\s and \\w mean ASCII.")
    public var pattern: String

    @Option("The most bytes of a text that the pattern is tried on.")
    public var maxLength = 10_000

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        if maxLength < 1 { context.mistake("no text could pass", at: $maxLength.place) }
        if pattern.isEmpty { context.mistake("the pattern is empty", at: $pattern.place) }
        do {
            _ = try Regex(pattern)
        } catch {
            context.mistake("no regular expression: \(error)", at: $pattern.place)
        }
        if hasNestedRepetition(pattern) {
            context.warn(
                "a repetition inside a repetition may take very long on some texts",
                at: $pattern.place,
                hint: "write it without, or lower max_length"
            )
        }
        let mismatch = context.rule(.patternMismatch)
        let tooLong = context.rule(.patternTooLong)
        guard !context.hasErrors else { return nil }
        let (pattern, maxLength) = (pattern, maxLength)
        return .free {
            PatternWorker(
                slots: fields.map(\.slot),
                pattern: pattern,
                maxLength: maxLength,
                mismatch: mismatch,
                tooLong: tooLong
            )
        }
    }
}

extension Rejection {
    static let patternMismatch = Rejection(
        "pattern.mismatch",
        en: "not of the form that is wanted here",
        da: "har ikke den form, der ventes her"
    )
    static let patternTooLong = Rejection(
        "pattern.too_long",
        en: "too long for its form to be checked",
        da: "for lang til, at formen kan efterprøves"
    )
}

/// Whether a group that repeats without end stands in another one, as in `(a+)+`: the matcher may try every way to
/// share a text among them.
private func hasNestedRepetition(_ pattern: String) -> Bool {
    let letters = Array(pattern)
    // For each open group whether something in it repeats without end.
    var groups = [false]
    var closed = false
    var isInClass = false
    var index = 0
    while index < letters.count {
        let letter = letters[index]
        let wasClosed = closed
        closed = false
        switch letter {
        case "\\": index += 1
        case "[" where !isInClass: isInClass = true
        case "]": isInClass = false
        case _ where isInClass: break
        case "(": groups.append(false)
        case ")" where groups.count > 1:
            closed = groups.removeLast()
            if closed { groups[groups.count - 1] = true }
        case "*", "+",
            "{" where isEndless(letters[index...]):
            if wasClosed { return true }
            groups[groups.count - 1] = true
        default: break
        }
        index += 1
    }
    return false
}

/// Whether a repetition such as `{2,}` that begins here has no upper bound.
private func isEndless(_ rest: ArraySlice<Character>) -> Bool {
    guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else { return false }
    return rest[end - 1] == ","
}

private final class PatternWorker: BatchWorker {
    private let slots: [Int]
    private let pattern: String
    private let maxLength: Int
    private let mismatch: RuleHandle
    private let tooLong: RuleHandle
    private let judge = TextJudge()
    /// Made by each worker for itself: a compiled pattern cannot be sent to another task.
    private var regex: Regex<AnyRegexOutput>?

    init(slots: [Int], pattern: String, maxLength: Int, mismatch: RuleHandle, tooLong: RuleHandle) {
        self.slots = slots
        self.pattern = pattern
        self.maxLength = maxLength
        self.mismatch = mismatch
        self.tooLong = tooLong
    }

    func process(_ batch: RecordBatch) throws {
        let regex = try regex ?? Regex(pattern).asciiOnlyDigits().asciiOnlyWhitespace().asciiOnlyWordCharacters()
        self.regex = regex
        for slot in slots {
            try judge.judge(slot, of: batch) { text in
                if text.count > maxLength { return tooLong }
                return try regex.wholeMatch(in: makeString(text)) == nil ? mismatch : nil
            }
        }
    }
}
