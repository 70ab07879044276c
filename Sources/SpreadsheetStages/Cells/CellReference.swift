/// The place of a cell, as `B12` says it.
struct CellReference: Equatable {
    static let mostRows = 1_048_576
    static let mostColumns = 16_384

    /// Counted from 0.
    var column: Int
    /// Counted from 1.
    var row: Int

    init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Nil for anything that is no place in a sheet.
    init?(_ text: Span<UInt8>) {
        var column = 0
        var row = 0
        var index = 0
        while index < text.count {
            let letter = (text[index] & 0xDF) &- 0x41
            guard letter < 26, text[index] >= 0x41, column <= Self.mostColumns else { break }
            column = column &* 26 &+ Int(letter) &+ 1
            index &+= 1
        }
        guard column > 0, column <= Self.mostColumns, index < text.count else { return nil }
        while index < text.count {
            let digit = text[index] &- 0x30
            guard digit <= 9, row <= Self.mostRows else { return nil }
            row = row &* 10 &+ Int(digit)
            index &+= 1
        }
        guard row > 0, row <= Self.mostRows else { return nil }
        self.column = column - 1
        self.row = row
    }

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    /// The letters of a column, counted from 0.
    static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest >= 0 {
            letters.append(0x41 + UInt8(truncatingIfNeeded: rest % 26))
            rest = rest / 26 - 1
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// The column with some letters; nil for anything else.
    static func column(_ letters: String) -> Int? {
        CellReference(letters + "1").flatMap { letters.utf8.allSatisfy { $0 >= 0x41 } ? $0.column : nil }
    }
}
