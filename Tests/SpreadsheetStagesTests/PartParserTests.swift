import Testing
import XMLParsing

@testable import SpreadsheetStages

@Suite struct PartParserTests {
    /// Notes what it hears.
    private final class Notes: PartHandler {
        var events: [String] = []

        func start(_ name: Int) { events.append("<\(name)") }
        func attribute(_ name: Int, _ value: Span<UInt8>) { events.append("@\(name)=\(text(of: value))") }
        func text(_ bytes: Span<UInt8>) {
            let text = text(of: bytes)
            if let last = events.last, last.hasPrefix("'") {
                events[events.count - 1] = last + text
            } else {
                events.append("'" + text)
            }
        }
        func end(_ name: Int) { events.append("\(name)>") }

        private func text(of bytes: Span<UInt8>) -> String {
            String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
        }
    }

    private func read(_ bytes: [UInt8], chunk: Int = .max) -> (events: [String], fault: XMLFault.Reason?) {
        let notes = Notes()
        let parser = PartParser(elements: ["a", "b"], attributes: ["x", ":x"], handler: notes)
        var start = 0
        do throws(XMLFault) {
            while start < bytes.count {
                let end = start + min(chunk, bytes.count - start)
                try parser.feed(Array(bytes[start..<end]), count: end - start, isLast: false)
                start = end
            }
            try parser.feed([], count: 0, isLast: true)
        } catch {
            return (notes.events, error.reason)
        }
        return (notes.events, nil)
    }

    private func reason(_ text: String) -> XMLFault.Reason? { read(Array(text.utf8)).fault }

    @Test func givesElementsAttributesAndTextByTheirNumbers() {
        let text = "<p:a xmlns:p='u' x='1 &amp; 2' p:x='3' y='4'>æ&lt;<b><![CDATA[<>]]></b><c/></p:a>"
        let expected = ["<0", "@0=1 & 2", "@1=3", "'æ<", "<1", "'<>", "1>", "<-1", "-1>", "0>"]
        for chunk in [1, 2, 3, 7, .max] {
            let found = read(Array(text.utf8), chunk: chunk)
            #expect(found.events == expected)
            #expect(found.fault == nil)
        }
    }

    @Test func readsUTF16() {
        let bytes: [UInt8] = [0xFF, 0xFE] + "<a>æ</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(read(bytes).events == ["<0", "'æ", "0>"])
    }

    @Test func refusesWhatIsNotSound() {
        #expect(reason("") == .empty)
        #expect(reason("<a>") == .torn)
        #expect(reason("<a></b>") == .malformed)
        #expect(reason("<a/>x") == .trailing)
        #expect(reason("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>") == .doctype)
        #expect(reason("<a>&e;</a>") == .entity)
        #expect(read([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]).fault == .encoding)
    }

    @Test func hasLimits() {
        #expect(reason(String(repeating: "<a>", count: 300)) == .depth)
        let attributes = (0..<300).map { " y\($0)=''" }.joined()
        #expect(reason("<a\(attributes)/>") == .attributes)
    }

    @Test func faultsStay() {
        let parser = PartParser(elements: [], attributes: [], handler: Notes())
        let text = Array("</a>".utf8)
        #expect(throws: XMLFault.self) { try parser.feed(text, count: text.count, isLast: false) }
        #expect(throws: XMLFault.self) { try parser.feed(text, count: text.count, isLast: true) }
    }
}
