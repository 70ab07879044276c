import Testing

@testable import CleaningStages

/// The standard library compares texts as if they were composed: its knowledge of Unicode is the judge.
@Suite struct CompositionTests {
    private let composition = Composition()

    /// Latin, Greek and Cyrillic letters, and what is made of them.
    private let letters = [0x41...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF].joined().compactMap(Unicode.Scalar.init)

    @Test func everyPairIsTheSameTextAsItsComposite() {
        for (mark, pairs) in CompositionTable.pairs {
            let scalars = Array(pairs.unicodeScalars)
            #expect(scalars.count.isMultiple(of: 2))
            for index in stride(from: 0, to: scalars.count - 1, by: 2) {
                var pair = String(scalars[index])
                pair.unicodeScalars.append(contentsOf: [mark].compactMap(Unicode.Scalar.init))
                #expect(pair == String(scalars[index + 1]))
                #expect(!scalars[index + 1].properties.isFullCompositionExclusion)
                #expect(Array(composition.compose(pair).unicodeScalars) == [scalars[index + 1]])
            }
        }
        for (sign, same) in CompositionTable.singles {
            let texts = [sign, same].compactMap(Unicode.Scalar.init).map(String.init)
            #expect(texts.first == texts.last)
        }
    }

    @Test func noCompositeIsForgotten() {
        let marks = CompositionTable.pairs.map(\.mark).compactMap(Unicode.Scalar.init)
        let composites = Set(letters.filter { !$0.properties.isFullCompositionExclusion }.map(String.init))
        for letter in letters where letter.properties.canonicalCombiningClass == .notReordered {
            for mark in marks {
                var pair = String(letter)
                pair.unicodeScalars.append(mark)
                guard composites.contains(pair) else { continue }
                #expect(composition.compose(pair).unicodeScalars.count == 1)
            }
        }
    }

    @Test func everyLetterInFormCStaysAndEveryOtherIsReplaced() {
        for letter in letters where letter.properties.generalCategory != .unassigned {
            let composed = composition.compose(String(letter))
            #expect(composed == String(letter))
            #expect((Array(composed.unicodeScalars) == [letter]) == !letter.properties.isFullCompositionExclusion)
        }
    }
}
