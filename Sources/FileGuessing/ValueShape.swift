import ByteKernels

/// What a text looks like, found once for each different text.
struct ValueShape {
    private(set) var readings: Readings = []
    /// The patterns of dates that it fits, by their places in `DateNotations.all`.
    private(set) var dates: UInt32 = 0
    /// The number of digits of a whole number.
    private(set) var digits = 0
    /// Without the blanks around it.
    let text: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>, dates notations: DateNotations) {
        var text = bytes
        while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
        while let first = text.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        self.text = text
        guard !text.isEmpty else {
            // Blanks alone are nothing only behind `normalize.trim`.
            readings = bytes.isEmpty ? .blank : [.blank, .padded]
            return
        }
        if text.count < bytes.count { readings.insert(.padded) }
        guard text.count <= 48 else { return }
        if MissingSign(text) != nil { readings.insert(.sign) }
        if Self.isBoolean(text) { readings.insert(.boolean) }
        var number = text
        if number.last == UInt8(ascii: "%") {
            number.removeLast()
            while number.last == 0x20 { number.removeLast() }
            readNumber(number)
            if readings.isNumber { readings.insert(.percent) }
        } else if number.last == UInt8(ascii: "*"), number.count > 1 {
            number.removeLast()
            readNumber(number)
            if readings.isNumber { readings.insert(.star) }
        } else {
            readNumber(number)
        }
        if Self.isPersonal(text) { readings.insert(.personal) }
        (dates, _) = notations.fits(text)
        if dates == 0, notations.isDateTime(text) { readings.insert(.dateTime) }
    }

    // MARK: Numbers

    private mutating func readNumber(_ text: ArraySlice<UInt8>) {
        var text = text
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { text.removeFirst() }
        guard let first = text.first, Self.isDigit(first), let last = text.last, Self.isDigit(last) else { return }
        var digitCount = 0
        var points: [Int] = []
        var commas: [Int] = []
        var blanks: [Int] = []
        for (place, byte) in zip(0..., text) {
            switch byte {
            case 0x30...0x39: digitCount += 1
            case UInt8(ascii: "."): points.append(place)
            case UInt8(ascii: ","): commas.append(place)
            case 0x20: blanks.append(place)
            default: return
            }
        }
        let count = text.count
        if points.isEmpty, commas.isEmpty, blanks.isEmpty {
            readings.insert(.integer)
            digits = digitCount
            if first == UInt8(ascii: "0"), digitCount > 1 { readings.insert(.leadingZero) }
            if digitCount == 4, let year = Int(String(decoding: text, as: UTF8.self)), (1900...2100).contains(year) {
                readings.insert(.year)
            }
        } else if blanks.isEmpty, commas.isEmpty {
            readMarked(points, count, thousand: .pointThousand, groups: .pointGroups, decimal: .pointDecimal)
        } else if blanks.isEmpty, points.isEmpty {
            readMarked(commas, count, thousand: .commaThousand, groups: .commaGroups, decimal: .commaDecimal)
        } else if blanks.isEmpty, let comma = commas.first, let point = points.first {
            if commas.count == 1, Self.areGroups(points, end: comma) { readings.insert(.commaDecimal) }
            if points.count == 1, Self.areGroups(commas, end: point) { readings.insert(.pointDecimal) }
        } else if points.isEmpty, commas.count <= 1, Self.areGroups(blanks, end: commas.first ?? count) {
            readings.insert(.spaceGroups)
            if !commas.isEmpty { readings.insert(.commaDecimal) }
        }
    }

    private mutating func readMarked(
        _ marks: [Int],
        _ count: Int,
        thousand: Readings,
        groups: Readings,
        decimal: Readings
    ) {
        if marks.count == 1 {
            // 0.123 and 0,123 are not grouped.
            let isThousand = Self.areGroups(marks, end: count) && !readsZero(marks[0])
            readings.insert(isThousand ? thousand : decimal)
        } else if Self.areGroups(marks, end: count) {
            readings.insert(groups)
        }
    }

    /// Whether the digits before the mark are a lone zero.
    private func readsZero(_ mark: Int) -> Bool {
        let unsigned = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        return mark == 1 && unsigned.first == UInt8(ascii: "0")
    }

    /// Whether marks stand before each three digits up to the end.
    private static func areGroups(_ marks: [Int], end: Int) -> Bool {
        guard let first = marks.first, (1...3).contains(first) else { return false }
        for (index, mark) in marks.enumerated() {
            let next = index + 1 < marks.count ? marks[index + 1] : end
            if next - mark != 4 { return false }
        }
        return true
    }

    // MARK: Other forms

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isBoolean(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 5 else { return false }
        return ["ja", "nej", "true", "false", "sand", "falsk"].contains(
            String(decoding: text, as: UTF8.self).lowercased()
        )
    }

    /// Ten digits that begin with a day, with or without a hyphen: shaped like a CPR number, replacement numbers too.
    static func isPersonal(_ text: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(text)
        let hasMark = bytes.count == 11 && (bytes[6] == UInt8(ascii: "-") || bytes[6] == 0x20)
        guard bytes.count == 10 || hasMark else { return false }
        let digits = bytes.enumerated().filter { !(hasMark && $0.offset == 6) }.map(\.element)
        guard digits.count == 10, digits.allSatisfy(isDigit) else { return false }
        func number(_ at: Int) -> Int { Int(digits[at] - 0x30) * 10 + Int(digits[at + 1] - 0x30) }
        return ((1...31).contains(number(0)) || (61...91).contains(number(0))) && (1...12).contains(number(2))
    }
}
