import ByteKernels
import StageKit

/// Words for true and false.
struct BooleanNotation: Notation {
    static var type: FieldType { .boolean }
    static var rules: [Rejection] { [.notABoolean] }

    private struct Word {
        /// In UTF-8.
        var bytes: [UInt8]
        var value: Int64
    }

    /// As the user wrote them: most values are written just so.
    private let words: [Word]
    /// The same in small letters.
    private let foldedWords: [Word]
    private var folded: [UInt8] = []

    init(trueWords: [String], falseWords: [String]) {
        words =
            trueWords.map { Word(bytes: Array($0.utf8), value: 1) }
            + falseWords.map { Word(bytes: Array($0.utf8), value: 0) }
        foldedWords = words.map { Word(bytes: Self.fold($0.bytes), value: $0.value) }
    }

    /// The word in small letters.
    static func fold(_ word: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        TextFolding.letterCase.fold(word.span, from: 0, to: word.count, into: &folded)
        return folded
    }

    mutating func read(_ bytes: Span<UInt8>, from: Int, to: Int, kind: UInt32, isUTF8: Bool) -> Reading {
        guard from < to else { return Reading(fault: 1) }
        if kind == RecordTable.boolean { return Reading(bytes[from] == UInt8(ascii: "t") ? 1 : 0) }
        if !isUTF8 {
            for at in from..<to where bytes[at] >= 0x80 { return Reading(fault: 1) }
        }
        if let value = Self.find(bytes, from: from, to: to, among: words) { return Reading(value) }
        folded.removeAll(keepingCapacity: true)
        TextFolding.letterCase.fold(bytes, from: from, to: to, into: &folded)
        let value = Self.find(folded.span, from: 0, to: folded.count, among: foldedWords)
        return value.map { Reading($0) } ?? Reading(fault: 1)
    }

    private static func find(_ bytes: Span<UInt8>, from: Int, to: Int, among words: [Word]) -> Int64? {
        candidates: for index in words.indices where words[index].bytes.count == to - from {
            for at in words[index].bytes.indices where words[index].bytes[at] != bytes[from + at] {
                continue candidates
            }
            return words[index].value
        }
        return nil
    }
}
