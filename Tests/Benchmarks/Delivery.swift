/// An invented delivery: ISO-8859-1, `;`, decimal comma, the same for every run.
struct Delivery {
    private(set) var bytes: [UInt8] = []

    private static let kommuner = ["0101", "0147", "0151", "0153", "0155", "0461", "0751", "0851", "0860", "0825"]
    private static let indicators = ["ryger_dagligt", "alkohol_over_10", "usundt_kost", "hoejt_stress", "ensomhed"]
    private static let sexes = ["M\u{e6}nd", "Kvinder", "Alle"]
    private static let ages = ["16-24 \u{e5}r", "25-34 \u{e5}r", "35-44 \u{e5}r", "75+ \u{e5}r"]

    init(rows: Int) {
        append("\u{e5}r;kommune;indikator;k\u{f8}n;alder;andel;ci_nedre;ci_\u{f8}vre;antal_svar\n")
        var state: UInt64 = 1
        func next(_ bound: Int) -> Int {
            // Knuth's MMIX constants; the high bits are the good ones.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for row in 0..<rows {
            let value = 50 + next(900)
            append("\(2010 + row / 100_000);\(Self.kommuner[next(10)]);\(Self.indicators[next(5)]);")
            append("\(Self.sexes[next(3)]);\(Self.ages[next(4)]);")
            if next(30) == 0 {
                append("..;..;..;..\n")
            } else {
                append(
                    "\(Self.tenths(value));\(Self.tenths(value - 20));\(Self.tenths(value + 20));\(next(5_000) + 50)\n"
                )
            }
        }
    }

    /// A copy of the bytes; returns something of it.
    func copied() -> Int {
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes)
        return Int(copy[copy.count / 2])
    }

    private mutating func append(_ text: String) {
        bytes += text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static func tenths(_ value: Int) -> String { "\(value / 10),\(value % 10)" }
}
