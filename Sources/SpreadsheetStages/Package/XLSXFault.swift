import StageKit
import XMLParsing

/// Why a workbook is refused; lines are rows of the sheet.
enum XLSXFault {
    static func kind(_ english: String, _ danish: String, hint: String? = nil) -> DeliveryFault {
        DeliveryFault(
            "xlsx.file_kind",
            en: "the file is \(english), not an Excel workbook (.xlsx)",
            da: "filen er \(danish), ikke en Excel-projektmappe (.xlsx)",
            byteOffset: 0,
            hint: hint
        )
    }

    static func held(_ limit: Int) -> DeliveryFault {
        DeliveryFault(
            "xlsx.limit.file",
            en: "the workbook has more than \(limit) bytes, and a stream is held in memory (max_file)",
            da: "projektmappen fylder mere end \(limit) byte, og en strøm holdes i hukommelsen (max_file)",
            byteOffset: UInt64(clamping: limit),
            hint: "read it from a plain file, or give max_file a larger number"
        )
    }

    static func missingPart(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "xlsx.part",
            en: "the workbook has no part '\(name)', which it refers to",
            da: "projektmappen mangler delen '\(name)', som den henviser til",
            hint: fetchAgain
        )
    }

    static func relation(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "xlsx.relation",
            en: "the part '\(name)' refers to something outside the workbook",
            da: "delen '\(name)' henviser til noget uden for projektmappen",
            hint: "such workbooks are made to do harm; ask the sender what it is"
        )
    }

    static func layout(_ name: String, _ english: String, _ danish: String, row: UInt64? = nil) -> DeliveryFault {
        DeliveryFault(
            "xlsx.layout",
            en: "the part '\(name)' \(english)",
            da: "delen '\(name)' \(danish)",
            line: row,
            hint: fetchAgain
        )
    }

    static func xml(_ fault: XMLFault, part name: String, row: UInt64? = nil) -> DeliveryFault {
        var result = DeliveryFault(
            "xml.malformed",
            en: "the part '\(name)', line \(fault.line): \(fault.message)",
            da: "delen '\(name)', linje \(fault.line): er ikke velformet XML, eller bryder en grænse",
            line: row,
            hint: fault.reason == .doctype || fault.reason == .entity
                ? "such workbooks are made to do harm; ask the sender what it is" : fetchAgain
        )
        result.rule = fault.reason.rawValue
        return result
    }

    /// What there can be too much of in a part.
    enum Excess {
        case cell
        case row
        case rows
        case strings
        case blankRows
        case merged
    }

    /// - Parameter option: the option that sets the limit.
    static func limit(
        _ excess: Excess,
        _ limit: Int,
        _ option: String,
        part name: String,
        row: UInt64? = nil
    ) -> DeliveryFault {
        let (english, danish) =
            switch excess {
            case .cell: ("a text of more than \(limit) bytes", "en tekst på mere end \(limit) byte")
            case .row: ("a row of more than \(limit) bytes", "en række på mere end \(limit) byte")
            case .rows:
                (
                    "rows of more than \(limit) bytes in a few bytes of the file",
                    "rækker på mere end \(limit) byte i få byte af filen"
                )
            case .strings: ("shared strings of more than \(limit) bytes", "fælles tekster på mere end \(limit) byte")
            case .blankRows: ("more than \(limit) blank rows together", "mere end \(limit) tomme rækker i træk")
            case .merged: ("more than \(limit) merged ranges", "mere end \(limit) flettede områder")
            }
        var result = DeliveryFault(
            "xlsx.limit",
            en: "the part '\(name)' has \(english) (\(option))",
            da: "delen '\(name)' har \(danish) (\(option))",
            line: row,
            hint: "if such workbooks are right, give \(option) a larger number"
        )
        result.rule = "xlsx.limit." + option.dropFirst(4)
        return result
    }

    private static let fetchAgain = "fetch the file again, or ask the sender to save it again in Excel"
}
