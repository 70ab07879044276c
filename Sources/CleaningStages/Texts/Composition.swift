/// Normalization form C: letters with their marks as one character where there is one, other marks in the order that
/// Unicode gives them.
struct Composition: Sendable {
    /// A letter above, a mark below: what they are together.
    private var composites: [UInt64: UInt32] = [:]
    /// What a character is made of; one part for a sign that is another.
    private var parts: [UInt32: [UInt32]] = [:]

    init() {
        for (mark, letters) in CompositionTable.pairs {
            var letter: UInt32?
            for scalar in letters.unicodeScalars {
                guard let base = letter else {
                    letter = scalar.value
                    continue
                }
                composites[Self.key(base, mark)] = scalar.value
                parts[scalar.value] = [base, mark]
                letter = nil
            }
        }
        for (sign, same) in CompositionTable.singles { parts[sign] = [same] }
        // The one mark that is two, and never made of them.
        parts[0x0344] = [0x0308, 0x0301]
    }

    private static func key(_ letter: UInt32, _ mark: UInt32) -> UInt64 { UInt64(letter) << 32 | UInt64(mark) }

    /// A character taken apart, with its class: 0 for a letter, else where a mark stands.
    private struct Part {
        var scalar: Unicode.Scalar
        var order: UInt8

        init(_ scalar: Unicode.Scalar) {
            self.scalar = scalar
            order = scalar.properties.canonicalCombiningClass.rawValue
        }
    }

    /// The text in form C.
    func compose(_ text: String) -> String {
        var taken: [Part] = []
        for scalar in text.unicodeScalars { takeApart(scalar, into: &taken) }
        sortMarks(&taken)
        var result = String.UnicodeScalarView()
        for part in putTogether(taken) { result.append(part.scalar) }
        return String(result)
    }

    /// Letters carry up to four marks, so this goes no deeper.
    private func takeApart(_ scalar: Unicode.Scalar, into taken: inout [Part]) {
        guard let parts = parts[scalar.value] else {
            taken.append(Part(scalar))
            return
        }
        for part in parts.compactMap(Unicode.Scalar.init) { takeApart(part, into: &taken) }
    }

    /// Puts the marks behind each letter in order; marks of one class keep theirs.
    private func sortMarks(_ parts: inout [Part]) {
        var at = 0
        while at < parts.count {
            guard parts[at].order > 0 else {
                at += 1
                continue
            }
            let end = parts[at...].firstIndex { $0.order == 0 } ?? parts.count
            let sorted = parts[at..<end].enumerated().sorted {
                ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
            }
            parts.replaceSubrange(at..<end, with: sorted.map(\.element))
            at = end
        }
    }

    /// A mark joins the letter before it unless one of its own class, or another letter, stands between.
    private func putTogether(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        var letter: Int?
        for part in parts {
            if let letter {
                let isNext = letter == result.count - 1
                let isFree = isNext || (result[result.count - 1].order < part.order && part.order > 0)
                if isFree, let whole = composites[Self.key(result[letter].scalar.value, part.scalar.value)],
                    let scalar = Unicode.Scalar(whole)
                {
                    result[letter].scalar = scalar
                    continue
                }
            }
            if part.order == 0 { letter = result.count }
            result.append(part)
        }
        return result
    }
}
