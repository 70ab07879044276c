import ByteKernels
import Testing

@Suite struct ByteMaskTests {
    @Test func marksEveryPlaceOfTheByte() {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 70)
        bytes[1] = UInt8(ascii: ";")
        bytes[64] = UInt8(ascii: ";")
        #expect(ByteMask(of: UInt8(ascii: ";"), in: bytes.span, at: 0).bits == 2)
        #expect(ByteMask(of: UInt8(ascii: ";"), in: bytes.span, at: 1).bits == 0x8000_0000_0000_0001)
    }
}
