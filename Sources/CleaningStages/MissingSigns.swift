import ByteKernels
import StageKit

/// The signs of `normalize.missing` as their user wrote them.
struct MissingSigns: Sendable {
    /// Signs that are a whole value.
    let values: [(sign: String, state: ValueState)]
    /// Signs behind a value.
    let marks: [(sign: String, state: ValueState)]

    /// The signs in the bytes of an encoding.
    struct Encoded {
        /// Signs that are a whole value.
        var values = SignSet()
        /// The same in quotes, as cells that stand in quotes have them.
        var quotedValues = SignSet()
        /// Signs behind a value.
        var marks = SignSet()
    }

    /// The signs as they stand in cells of a delivery.
    func encoded(_ encoding: TextEncoding, quote: UInt8) -> Encoded {
        let text = EncodedText(encoding)
        var result = Encoded()
        for (sign, state) in values {
            guard let bytes = text.encode(sign) else { continue }
            result.values.add(bytes, state: state)
            let doubled = bytes.flatMap { $0 == quote ? [quote, quote] : [$0] }
            result.quotedValues.add([quote] + doubled + [quote], state: state)
        }
        for (sign, state) in marks {
            if let bytes = text.encode(sign) { result.marks.add(bytes, state: state) }
        }
        return result
    }
}
