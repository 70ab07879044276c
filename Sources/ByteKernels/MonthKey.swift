/// The letters of a month name, five bits each, whatever their case: no two names share a key.
struct MonthKey: Sendable {
    /// Nine letters, the length of the longest name, fit.
    static let maximumLetters = 9

    let letters: UInt64
    let month: Int
    /// Full names of more than three letters take no dot.
    let takesDot: Bool

    init(_ name: String, month: Int, isFull: Bool) {
        letters = name.utf8.reduce(0) { MonthKey.appending($1, to: $0) }
        self.month = month
        takesDot = !isFull || name.utf8.count == 3
    }

    static func appending(_ letter: UInt8, to letters: UInt64) -> UInt64 { letters << 5 | UInt64(letter & 0x1F) }
}
