import ByteKernels
import StageKit

/// Gives the texts of one part of the keys a code that holds for the whole run.
struct KeyCodes {
    private var texts = ByteDictionary()
    /// For each code of `dictionary` the code in the run plus 1; 0 where none was asked for.
    private var codes: [UInt32] = []
    private var dictionary: ValueDictionary?
    /// What the caller asked for, as integers ready to be packed.
    private(set) var values: [UInt64] = []

    /// The bits that the values of the last batch need at most.
    private(set) var bits = 1

    /// What the texts take in memory.
    var byteCount: Int { texts.byteCount }

    /// Takes the values of a batch over from the free half.
    mutating func take(_ part: KeyPart) throws(ByteDictionaryFull) {
        if let dictionary = part.dictionary {
            try translate(part, dictionary)
        } else {
            values = part.values
            var all = part.bits
            for number in part.long {
                let text = part.longTexts
                let code = try texts.intern(text.span, from: number.text.lowerBound, to: number.text.upperBound)
                values[number.place] = NumberKey.long(code)
                all |= NumberKey.long(code)
            }
            bits = 64 - all.leadingZeroBitCount
        }
    }

    private mutating func translate(_ part: KeyPart, _ dictionary: ValueDictionary) throws(ByteDictionaryFull) {
        // A stage that codes by a list gives every batch the same dictionary.
        if dictionary !== self.dictionary {
            self.dictionary = dictionary
            codes.removeAll(keepingCapacity: true)
            codes.append(contentsOf: repeatElement(0, count: dictionary.count))
        }
        let bytes = dictionary.bytes
        for code in part.used where codes[Int(code)] == 0 {
            let range = dictionary.range(of: code)
            codes[Int(code)] = try texts.intern(bytes.span, from: range.lowerBound, to: range.upperBound) + 1
        }
        let local = part.values
        let codes = codes
        var values = values
        self.values = []
        values.removeAll(keepingCapacity: true)
        values.reserveCapacity(local.count)
        // One more than the code: packed as it is, since zero is as good a code as any.
        for value in local { values.append(UInt64(codes[Int(value)])) }
        self.values = values
        bits = 64 - UInt64(texts.count).leadingZeroBitCount
    }
}
