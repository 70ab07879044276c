import StageKit

/// Where a record of SDMX-CSV begins, and what may be wrong with it.
struct SDMXTablePlace {
    var line: UInt64 = 1
    var offset: UInt64 = 0

    mutating func pass(_ record: SDMXTableRecord) {
        line += record.lineFeeds + 1
        offset += UInt64(record.byteCount)
    }

    func tooLong(_ limit: Int) -> DeliveryFault {
        refusal(
            "sdmx.limit.record",
            "a record has more than \(limit) bytes",
            "en post fylder mere end \(limit) bytes",
            hint: "if such records are right, give max_record a larger number"
        )
    }

    func refusal(_ rule: StaticString, _ english: String, _ danish: String, hint: String? = nil) -> DeliveryFault {
        DeliveryFault(rule, en: english, da: danish, line: line, byteOffset: offset, hint: hint)
    }
}

extension SDMXTableRecord {
    /// Takes a record; false when the bytes end before it does.
    mutating func next(
        _ bytes: Span<UInt8>,
        _ start: inout Int,
        _ end: Int,
        isLast: Bool,
        _ options: SDMXTableOptions,
        at place: SDMXTablePlace
    ) throws(DeliveryFault) -> Bool {
        let outcome = take(bytes, &start, end)
        guard byteCount <= options.maxRecord else { throw place.tooLong(options.maxRecord) }
        switch outcome {
        case .ended: break
        case .needsMore:
            if !isLast { return false }
            if isInsideQuotes {
                throw place.refusal(
                    "sdmx.torn",
                    "the file ends inside quotes that began in this record",
                    "filen slutter inde i anførselstegn, der begyndte i denne post",
                    hint: "the file may have been cut off on its way; ask for it again"
                )
            }
            if !finish() { return false }
        case .wrong:
            throw place.refusal(
                "sdmx.quotes",
                "a quote or a carriage return stands where SDMX-CSV has none",
                "et anførselstegn eller en vognretur står, hvor SDMX-CSV ingen har",
                hint: "a cell with quotes is written in quotes, and those inside are doubled"
            )
        }
        guard isSound else {
            throw place.refusal(
                "sdmx.encoding",
                "bytes that are not UTF-8, or a zero byte",
                "bytes, der ikke er UTF-8, eller en nulbyte"
            )
        }
        return true
    }
}
