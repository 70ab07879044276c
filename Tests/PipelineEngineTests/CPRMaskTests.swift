import Testing

@testable import PipelineEngine

@Suite struct CPRMaskTests {
    private func masked(_ text: String) -> String {
        var bytes = Array(text.utf8)
        CPRMask.mask(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("010190-1234", "010190-xxxx"), ("0101901234", "010190xxxx"), ("010190 1234", "010190 xxxx"),
        ("se 010190-1234!", "se 010190-xxxx!"), ("610190-1234", "610190-xxxx"),
        ("010190-1234,020290-4321", "010190-xxxx,020290-xxxx"),
    ])
    func hidesTheLastFourDigits(text: String, expected: String) {
        #expect(masked(text) == expected)
    }

    @Test(arguments: [
        "320190-1234", "011390-1234", "01019012345", "10101901234", "010190-123", "010190", "", "347801000016001",
    ])
    func leavesOtherNumbersAlone(text: String) {
        #expect(masked(text) == text)
    }
}
