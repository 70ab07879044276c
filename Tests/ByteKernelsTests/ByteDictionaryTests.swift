import ByteKernels
import Testing

@Suite struct ByteDictionaryTests {
    private func intern(_ text: String, _ dictionary: inout ByteDictionary, tag: UInt8 = 0) throws -> UInt32 {
        let bytes = Array("x\(text)x".utf8)
        return try dictionary.intern(bytes.span, from: 1, to: bytes.count - 1, tag: tag)
    }

    private func find(_ text: String, _ dictionary: ByteDictionary, tag: UInt8 = 0) -> UInt32? {
        let bytes = Array("x\(text)x".utf8)
        return dictionary.find(bytes.span, from: 1, to: bytes.count - 1, tag: tag)
    }

    @Test func numbersStringsInTheOrderOfTheirFirstAppearance() throws {
        var dictionary = ByteDictionary()
        #expect(try intern("Ærø", &dictionary) == 0)
        #expect(try intern("", &dictionary) == 1)
        #expect(try intern("Ærø", &dictionary) == 0)
        #expect(try intern("Læsø", &dictionary) == 2)
        #expect(dictionary.count == 3)
        #expect(Array(dictionary.arena[dictionary[2]]) == Array("Læsø".utf8))
        #expect(dictionary[1].isEmpty)
        #expect(find("Læsø", dictionary) == 2)
        #expect(find("Fanø", dictionary) == nil)
        #expect(dictionary.count == 3)
    }

    @Test func tagsTellApartWhatLooksAlike() throws {
        var dictionary = ByteDictionary()
        #expect(try intern("..", &dictionary) == 0)
        #expect(try intern("..", &dictionary, tag: 1) == 1)
        #expect(try intern("..", &dictionary, tag: 1) == 1)
        #expect(find("..", dictionary, tag: 1) == 1)
        #expect(find("..", dictionary, tag: 2) == nil)
        #expect(dictionary.tag(of: 0) == 0)
        #expect(dictionary.tag(of: 1) == 1)
    }

    @Test func agreesWithADictionaryOfStrings() throws {
        var random = SeededGenerator(seed: 5)
        var dictionary = ByteDictionary()
        var expected: [String: UInt32] = [:]
        for _ in 0..<50_000 {
            let text =
                random.digits(Int.random(in: 0...3, using: &random))
                + String(repeating: "ø", count: Int.random(in: 0...20, using: &random))
            let code = expected[text, default: UInt32(expected.count)]
            expected[text] = code
            #expect(try intern(text, &dictionary) == code)
        }
        #expect(dictionary.count == expected.count)
        for (text, code) in expected {
            #expect(find(text, dictionary) == code)
            #expect(Array(dictionary.arena[dictionary[code]]) == Array(text.utf8))
        }
    }

    @Test func refusesToGrowBeyondItsLimit() throws {
        var dictionary = ByteDictionary(maximumCount: 2)
        _ = try intern("a", &dictionary)
        _ = try intern("b", &dictionary)
        #expect(throws: ByteDictionaryFull()) { try intern("c", &dictionary) }
        #expect(try intern("b", &dictionary) == 1)
        #expect(dictionary.count == 2)
        #expect(find("c", dictionary) == nil)
    }

    @Test(arguments: [true, false])
    func beginsAgainWhenEmptied(keepingCapacity: Bool) throws {
        var dictionary = ByteDictionary(minimumCapacity: 100)
        for text in ["a", "b", "c"] { _ = try intern(text, &dictionary) }
        dictionary.removeAll(keepingCapacity: keepingCapacity)
        #expect(dictionary.count == 0)
        #expect(dictionary.arena.isEmpty)
        #expect(find("a", dictionary) == nil)
        #expect(try intern("c", &dictionary) == 0)
    }

    @Test func comparesEveryByteOfStringsOfEveryLength() throws {
        for count in 0...40 {
            var dictionary = ByteDictionary()
            var bytes = [UInt8](repeating: 0, count: count)
            #expect(try dictionary.intern(bytes.span, from: 0, to: count) == 0)
            for at in 0..<count {
                bytes[at] = 1
                #expect(try dictionary.intern(bytes.span, from: 0, to: count) == UInt32(at + 1))
                bytes[at] = 0
            }
            #expect(dictionary.find(bytes.span, from: 0, to: count) == 0)
        }
    }
}
