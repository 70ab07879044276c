import ByteKernels
import Testing

@Suite("Finding the children of an element by their tags")
struct MarkupScannerTests {
    @Test("finds the ends of what content holds, wherever the bytes begin and end", arguments: 0..<60)
    func findsTheEnds(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let content = MarkupContent(pieces: Int.random(in: 0..<12, using: &generator), using: &generator)
        let before = Array("<e x='>'>".utf8.prefix(Int.random(in: 0...9, using: &generator)))
        let bytes = before + content.bytes
        let start = before.count
        for end in start...bytes.count {
            // Behind the end stands what must not be looked at.
            let padded = bytes[..<end] + Array(repeating: UInt8(ascii: "<"), count: MarkupScanner.padding)
            let scan = MarkupScanner().scan(Array(padded).span, from: start, to: end)
            let expected = content.scan(to: end - start)
            #expect(scan.end - start == expected.end, "\(content.text) cut at \(end - start)")
            #expect(scan.stop == expected.stop(from: start), "\(content.text) cut at \(end - start)")
        }
    }

    @Test(
        "stops where the element around ends or a declaration stands",
        arguments: [
            ("<a/>x</e >", 4, MarkupScanner.Stop.parentEnd(tagEnd: 10)),
            ("</e>", 0, .parentEnd(tagEnd: 4)),
            ("<a></a></e", 7, .outOfBytes(tagEnd: nil)),
            ("<a/><!DOCTYPE e>", 4, .declaration),
            ("<a/><!-", 4, .outOfBytes(tagEnd: nil)),
            ("<a><b>", 0, .outOfBytes(tagEnd: 3)),
            ("<a b='>", 0, .outOfBytes(tagEnd: nil)),
        ]
    )
    func stops(text: String, end: Int, stop: MarkupScanner.Stop) {
        let found = scan(text, MarkupScanner())
        #expect(found.end == end)
        #expect(found.stop == stop)
    }

    @Test("stops at the first child when it shall, and at children of some names")
    func stopsAtChildren() {
        let text = "<!-- <b> --><a c='/>'><b/></a><x:b d='>'><c/></x:b>"
        #expect(scan(text, MarkupScanner(stopsAtEveryChild: true)).stop == .child(tagEnd: 22))
        let named = scan(text, MarkupScanner(stoppingAt: [Array("b".utf8)]))
        #expect(named.end == 30)
        #expect(named.stop == .child(tagEnd: 41))
        #expect(scan(text, MarkupScanner(stoppingAt: [Array("c".utf8)])).stop == .outOfBytes(tagEnd: nil))
    }

    @Test("tells where the last child is, and counts children")
    func tellsOfChildren() {
        let text = "<a><b/></a><!-- <a> --><a x='1'/><a></a><a><c></c> <d e='/>'/></a> "
        let found = scan(text + "<a><f/>", MarkupScanner(counting: Array("<a>".utf8)))
        #expect(found.end == text.utf8.count - 1)
        #expect(found.children == 4)
        #expect(found.countedChildren == 3)
        #expect(found.lastChild == 40)
        let none = scan(" <!-- <a/> --> <a", MarkupScanner())
        #expect(none.children == 0 && none.lastChild == nil)
    }

    private func scan(_ text: String, _ scanner: MarkupScanner) -> MarkupScanner.Scan {
        let bytes = Array(text.utf8)
        let padded = bytes + Array(repeating: 0, count: MarkupScanner.padding)
        return scanner.scan(padded.span, from: 0, to: bytes.count)
    }
}
