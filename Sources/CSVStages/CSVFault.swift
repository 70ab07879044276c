import StageKit

/// What makes a delimited file unreadable.
enum CSVFault {
    static func openQuote(line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.open_quote",
            en: "a quote that is opened in the record beginning here is never closed",
            da: "et anførselstegn, der åbnes i posten, som begynder her, bliver aldrig lukket",
            line: line,
            hint: "the file may be cut off; if its quotes mean nothing, write quote: none"
        )
    }

    static func recordTooLong(_ limit: Int, line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.record_too_long",
            en: "the record beginning here is longer than max_record: \(limit) bytes",
            da: "posten, der begynder her, er længere end max_record: \(limit) bytes",
            line: line,
            hint: "a quote may be open; if such records are right, give max_record a larger number"
        )
    }

    static func openEnd(line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.open_end",
            en: "the last line has no line end, so the file may be cut off",
            da: "den sidste linje har ingen linjeafslutning, så filen kan være afbrudt",
            line: line,
            hint: "ask for the file again, or write last_line: take if it is whole"
        )
    }

    static func tooManyColumns(_ count: Int, limit: Int) -> DeliveryFault {
        DeliveryFault(
            "csv.too_many_columns",
            en: "the header has \(count) cells, which is above max_columns: \(limit)",
            da: "overskriften har \(count) celler, hvilket er over max_columns: \(limit)",
            line: 1,
            hint: "if the file is right, give max_columns a larger number"
        )
    }

    static func mixedLineEnds(line: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.line_ends",
            en: "the lines before this one end in CR alone, and this one in LF",
            da: "linjerne før denne slutter med CR alene, og denne med LF",
            line: line,
            hint: "save the file with line ends LF or CRLF"
        )
    }

    static func escape(line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.escape",
            en: "the escape sign stands before a sign with a meaning, but not inside quotes",
            da: "escape-tegnet står før et tegn med en betydning, men ikke inde i anførselstegn",
            line: line,
            byteOffset: byteOffset,
            hint: "if it is an ordinary letter there, write quotes: lenient"
        )
    }

    static func unexpectedControl(line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.control",
            en: "a control character that cannot be read with this delimiter or comment sign",
            da: "et styretegn, som ikke kan læses med dette skilletegn eller kommentartegn",
            line: line,
            byteOffset: byteOffset
        )
    }

    static func encoding(line: UInt64, byteOffset: UInt64) -> DeliveryFault {
        DeliveryFault(
            "csv.encoding",
            en: "bytes that are no text in the encoding of the file",
            da: "bytes, der ikke er tekst i filens tegnsæt",
            line: line,
            byteOffset: byteOffset,
            hint: "give the encoding that the sender uses"
        )
    }
}
