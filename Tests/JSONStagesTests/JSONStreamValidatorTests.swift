import Testing

@testable import JSONStages

@Suite struct JSONStreamValidatorTests {
    /// The parser and the byte-by-byte validator are written apart, so that each checks the other.
    @Test func bothValidatorsAgreeOnEveryDocumentWithOneByteChanged() {
        let seeds = [
            #"{"a":[1,-0.5e+3,"\u00e6\n",true],"b":{"c":null}}"#, #"["\uD83D\uDE00é",false,0,[]]"#, #" [ 10 , {} ] "#,
        ]
        let replacements = Array("\"\\{}[],:0-.eu \n\u{1}x".utf8) + [0x80, 0xC3, 0xED, 0xFF]
        var refused = 0
        for seed in seeds {
            let bytes = Array(seed.utf8)
            for place in bytes.indices {
                for replacement in replacements {
                    var changed = bytes
                    changed[place] = replacement
                    let fault = JSONValidator.validate(changed.span)
                    if fault != nil { refused += 1 }
                    guard fault?.reason != .duplicateKey else { continue }
                    #expect((fault == nil) == isValid(changed), "\(String(decoding: changed, as: UTF8.self))")
                }
                let cut = Array(bytes[..<place])
                #expect((JSONValidator.validate(cut.span) == nil) == isValid(cut))
            }
        }
        #expect(refused > 500)
    }

    private func isValid(_ bytes: [UInt8]) -> Bool {
        var validator = JSONStreamValidator()
        do throws(JSONReason) {
            for byte in bytes { try validator.step(byte) }
            try validator.finish()
            return true
        } catch {
            return false
        }
    }
}
