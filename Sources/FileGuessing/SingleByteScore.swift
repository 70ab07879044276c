import StageKit

/// How well the bytes of a text fit an encoding with a byte for each letter.
struct SingleByteScore {
    private let table: LetterTable
    private var points = 0
    /// Letters of Danish.
    private var danish = 0
    /// Signs that no text has: control characters, lines of boxes.
    private var odd = 0

    /// The encoding that fits best. Of those that read the bytes alike, the first.
    static func best(_ bytes: [UInt8], faults: (letters: Int, faults: Int)) -> EncodingGuess {
        var counts = [Int](repeating: 0, count: 128)
        for byte in bytes where byte >= 0x80 { counts[Int(byte) - 0x80] += 1 }
        let order: [FileEncoding] = [.latin1, .windows1252, .latin9, .cp850, .cp865, .macRoman]
        let scores = order.compactMap { LetterTable($0) }.map { SingleByteScore($0, counts) }
        guard var best = scores.first else {
            return EncodingGuess(.latin1, Phrase("", da: ""), [])
        }
        for score in scores where score.points > best.points { best = score }
        let total = counts.reduce(0, +)
        let alike = scores.filter { $0.table.encoding != best.table.encoding && $0.reads(counts, like: best) }
            .map(\.table.encoding.rawValue)
        let rival = scores.filter { !$0.reads(counts, like: best) }.max { $0.points < $1.points }
        var evidence = Phrase(
            "no UTF-8; of \(total.en) bytes beyond ASCII \(best.danish.en) are æ, ø, å, Æ, Ø or Å here",
            da: "ikke UTF-8; af \(total.da) byte uden for ASCII er \(best.danish.da) æ, ø, å, Æ, Ø eller Å her"
        )
        if let rival {
            let name = rival.table.encoding.rawValue
            evidence =
                evidence
                + Phrase(
                    ", in \(name) \(rival.danish.en)",
                    da: ", i \(name) \(rival.danish.da)"
                )
        }
        if !alike.isEmpty {
            let names = alike.joined(separator: ", ")
            evidence = evidence + Phrase("; the same letters in \(names)", da: "; de samme tegn i \(names)")
        }
        return EncodingGuess(best.table.encoding, evidence, best.table.decoded(bytes[...]))
    }

    private init(_ table: LetterTable, _ counts: [Int]) {
        self.table = table
        for (letter, count) in zip(table.letters, counts) where count > 0 {
            switch letter {
            case "æ", "ø", "å", "Æ", "Ø", "Å":
                danish += count
                points += 4 * count
            case "é", "É", "ö", "Ö", "ä", "Ä", "ü", "Ü", "è", "á", "ó", "ß", "à", "ê", "ç", "ô", "í", "ñ", "ë":
                points += 2 * count
            case "–", "—", "’", "‘", "“", "”", "€", "…", "§", "½", "°", "´", "\u{A0}", "²", "³", "·", "•", "«", "»",
                "µ",
                "±", "×", "£", "®", "©", "™", "¼", "¾", "¨", "\u{AD}":
                points += count
            default:
                let isControl = letter.value < 0xA0
                if isControl || (0x2500...0x25FF).contains(letter.value) { odd += count }
                points -= (isControl ? 8 : letter.properties.isAlphabetic ? 1 : 4) * count
            }
        }
    }

    private func reads(_ counts: [Int], like other: SingleByteScore) -> Bool {
        counts.indices.allSatisfy { counts[$0] == 0 || table.letters[$0] == other.table.letters[$0] }
    }
}
