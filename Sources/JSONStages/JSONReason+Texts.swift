import StageKit

extension JSONReason {
    /// The rule with its reasons.
    var rejection: Rejection {
        switch self {
        case .syntax:
            Rejection(
                "json.syntax",
                en: "not JSON: a character stands where it may not stand",
                da: "ikke JSON: et tegn står, hvor det ikke må stå"
            )
        case .incomplete:
            Rejection("json.incomplete", en: "cut short inside a value", da: "afbrudt midt i en værdi")
        case .trailing:
            Rejection(
                "json.trailing",
                en: "more text after the end of the value",
                da: "mere tekst efter værdiens slutning"
            )
        case .escape:
            Rejection(
                "json.escape",
                en: "a backslash in a text with no meaning in JSON",
                da: "en omvendt skråstreg i en tekst uden betydning i JSON"
            )
        case .controlCharacter:
            Rejection(
                "json.control_character",
                en: "a control character in a text, often a line end after a forgotten quote",
                da: "et styretegn i en tekst, ofte et linjeskift efter et glemt anførselstegn"
            )
        case .surrogate:
            Rejection(
                "json.surrogate",
                en: "half a surrogate pair, which is no character",
                da: "et halvt surrogatpar, som ikke er et tegn"
            )
        case .utf8: Rejection("json.utf8", en: "bytes that are not UTF-8", da: "bytes, der ikke er UTF-8")
        case .number:
            Rejection("json.number", en: "a number that JSON does not allow", da: "et tal, som JSON ikke tillader")
        case .duplicateKey:
            Rejection(
                "json.duplicate_key",
                en: "the same key twice in one object",
                da: "samme nøgle to gange i et objekt"
            )
        case .depth:
            Rejection("json.depth", en: "nested deeper than max_depth", da: "indlejret dybere end max_depth")
        case .record: Rejection("json.record", en: "the record is no object", da: "posten er ikke et objekt")
        case .nested:
            Rejection(
                "json.nested",
                en: "an object or array in a field; nested: text takes it as text, nested: join joins plain values",
                da:
                    "et objekt eller en liste i et felt; nested: text tager det som tekst, nested: join samler enkle værdier"
            )
        case .explode:
            Rejection(
                "json.explode",
                en: "what stands where 'explode' leads is no array",
                da: "det, som 'explode' fører til, er ikke en liste"
            )
        case .noElements:
            Rejection(
                "json.no_elements",
                en: "the array that 'explode' names is empty or absent",
                da: "listen, som 'explode' nævner, er tom eller mangler"
            )
        case .explodedSize:
            Rejection(
                "json.exploded_size",
                en: "the records that 'explode' makes of one are together longer than max_record",
                da: "de poster, som 'explode' laver af én, er tilsammen længere end max_record"
            )
        case .size: Rejection("json.size", en: "a record longer than max_record", da: "en post længere end max_record")
        case .byteOrderMark: Rejection("json.bom", en: "a byte order mark", da: "et byte order mark")
        case .utf16: Rejection("json.utf16", en: "the file is UTF-16, not UTF-8", da: "filen er UTF-16, ikke UTF-8")
        case .utf32: Rejection("json.utf32", en: "the file is UTF-32, not UTF-8", da: "filen er UTF-32, ikke UTF-8")
        case .pathMissing:
            Rejection(
                "json.path_missing",
                en: "nothing stands where the records should be",
                da: "der står intet, hvor posterne skulle være"
            )
        case .pathType:
            Rejection(
                "json.path_type",
                en: "there is no array where the records should be",
                da: "der er ingen liste, hvor posterne skulle være"
            )
        case .pathRepeated:
            Rejection(
                "json.path_repeated",
                en: "the path of the records leads to two places",
                da: "stien til posterne fører to steder hen"
            )
        }
    }

    /// What to do about it, where that is more than asking the sender.
    private var hint: String? {
        switch self {
        case .utf16, .utf32: "JSON is UTF-8: recode the file before it is read"
        case .pathMissing, .pathType:
            "'record:' is the way to the array, keys with / between them; 'single: true' takes one object as one record"
        default: nil
        }
    }

    /// The rules that turn down single records of an array, where record ends must stay certain.
    static let rulesOfElements = allCases.filter(\.leavesEndCertain)

    /// The rules that turn down single lines: a line ends where it ends, whatever is in it.
    static let rulesOfLines: [JSONReason] =
        [.syntax, .incomplete, .trailing, .escape, .controlCharacter] + rulesOfElements

    /// Why a file is refused, with the limit that was passed.
    func refusal(line: UInt64, byteOffset: UInt64, limit: Int? = nil) -> DeliveryFault {
        let texts = rejection
        var fault = DeliveryFault("json", en: "", da: "", line: line, byteOffset: byteOffset, hint: hint)
        let suffix = limit.map { " (\($0))" } ?? ""
        fault.rule = rawValue
        fault.message = texts.english + suffix
        fault.danish = texts.danish + suffix
        return fault
    }
}
