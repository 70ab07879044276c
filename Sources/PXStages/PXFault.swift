import StageKit

/// What is wrong with a PX file, with English and Danish words.
enum PXFault {
    /// The place of a fault.
    struct Place {
        var line: UInt64
        var offset: UInt64
    }

    static func syntax(_ en: String, _ da: String, at place: Place) -> DeliveryFault {
        DeliveryFault("px.syntax", en: en, da: da, line: place.line, byteOffset: place.offset)
    }

    static func incomplete(_ en: String, _ da: String, at place: Place) -> DeliveryFault {
        DeliveryFault(
            "px.incomplete",
            en: en,
            da: da,
            line: place.line,
            byteOffset: place.offset,
            hint: "the file was cut short: ask for it again"
        )
    }

    static func tooFew(_ en: String, _ da: String, at place: Place) -> DeliveryFault {
        metadata(
            "px.too_few_values",
            en,
            da,
            at: place,
            hint: "the file was cut short, or its dimensions are not those of its data"
        )
    }

    static func noSemicolon(at place: Place) -> DeliveryFault {
        incomplete("the ';' after the last value is missing", "';' efter den sidste værdi mangler", at: place)
    }

    static func limit(_ option: String, _ limit: Int, _ en: String, _ da: String, at place: Place?) -> DeliveryFault {
        var fault = DeliveryFault(
            "px.limit",
            en: "\(en) than \(option) (\(limit))",
            da: "\(da) end \(option) (\(limit))",
            line: place?.line,
            byteOffset: place?.offset,
            hint: "raise \(option) if the sender means it"
        )
        fault.rule = "px." + option
        return fault
    }

    static func twice(_ keyword: String, at place: Place) -> DeliveryFault {
        DeliveryFault(
            "px.keyword_twice",
            en: "\(keyword) is given twice",
            da: "\(keyword) er angivet to gange",
            line: place.line,
            byteOffset: place.offset
        )
    }

    static func metadata(
        _ rule: StaticString,
        _ en: String,
        _ da: String,
        at place: Place? = nil,
        hint: String? = nil
    ) -> DeliveryFault {
        DeliveryFault(rule, en: en, da: da, line: place?.line, byteOffset: place?.offset, hint: hint)
    }
}
