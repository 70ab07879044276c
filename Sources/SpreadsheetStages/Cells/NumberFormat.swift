/// What a number format makes of a stored number: nothing but its looks, or a point in time.
enum NumberFormat: UInt8 {
    case number
    /// A day, perhaps with a time.
    case date
    /// A time of day.
    case time
    /// Hours that go on after 24.
    case duration

    /// The meaning of the formats that every workbook has without telling.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45, 47, 55, 56: self = .time
        case 46: self = .duration
        default: self = .number
        }
    }

    /// Reads the first section of a format code: what holds for positive numbers.
    init(code: String) {
        var hasDay = false
        var hasTime = false
        var hasMonthOrMinute = false
        var isElapsed = false
        var bytes = Array(code.utf8)[...]
        let lowered = bytes.prefix(8).map { $0 | 0x20 }
        // LibreOffice writes the word of the user's language in some files.
        if lowered.starts(with: "general".utf8) || lowered.starts(with: "standard".utf8) {
            self = .number
            return
        }
        while let byte = bytes.popFirst(), byte != UInt8(ascii: ";") {
            switch byte {
            case UInt8(ascii: "\""): bytes = bytes.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
            // The next sign is a letter, the width of a blank, or fills the cell.
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): bytes = bytes.dropFirst()
            case UInt8(ascii: "["):
                let inner = bytes.prefix { $0 != UInt8(ascii: "]") }.map { $0 | 0x20 }
                bytes = bytes.dropFirst(inner.count + 1)
                let letters = Set(inner)
                if letters == [UInt8(ascii: "h")] || letters == [UInt8(ascii: "m")] || letters == [UInt8(ascii: "s")] {
                    isElapsed = true
                }
            case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "y"), UInt8(ascii: "Y"): hasDay = true
            case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "s"), UInt8(ascii: "S"): hasTime = true
            case UInt8(ascii: "m"), UInt8(ascii: "M"): hasMonthOrMinute = true
            case UInt8(ascii: "@"):
                self = .number
                return
            default: continue
            }
        }
        if isElapsed {
            self = .duration
        } else if hasDay || (hasMonthOrMinute && !hasTime) {
            self = .date
        } else {
            self = hasTime ? .time : .number
        }
    }
}
