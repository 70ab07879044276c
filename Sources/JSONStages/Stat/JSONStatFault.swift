import StageKit

/// What is wrong with a JSON-stat document, with English and Danish words.
enum JSONStatFault {
    static func limit(_ option: String, _ limit: Int, _ en: String, _ da: String) -> DeliveryFault {
        var fault = DeliveryFault(
            "json_stat.limit",
            en: "\(en) than \(option) (\(limit))",
            da: "\(da) end \(option) (\(limit))",
            hint: "raise \(option) if the sender means it"
        )
        fault.rule = "json_stat." + option
        return fault
    }

    static func at(
        _ offset: UInt32,
        in document: JSONDocument,
        _ rule: StaticString,
        _ en: String,
        _ da: String,
        hint: String? = nil
    ) -> DeliveryFault {
        DeliveryFault(
            rule,
            en: en,
            da: da,
            line: document.line(at: Int(offset)),
            byteOffset: UInt64(offset),
            hint: hint
        )
    }
}
