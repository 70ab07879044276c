import Testing

@testable import XMLParsing

@Suite struct XMLElementParserTests {
    /// Writes down what it hears.
    private final class Notes: XMLElementHandler {
        var lines: [String] = []
        var open: [String] = []
        var last = ""

        func start(_ element: XMLElementStart) -> Bool {
            flush()
            let name = element.names.all[element.name]
            let attributes = element.attributes.map {
                let name = element.names.all[$0.name]
                return " \(name.namespace)|\(name.local)=" + String(decoding: element.bytes[$0.value], as: UTF8.self)
            }
            lines.append("<\(name.namespace)|\(name.local)\(attributes.joined()) \(element.line)@\(element.byteOffset)")
            open.append(name.local)
            return name.local != "stop"
        }

        func text(_ bytes: Span<UInt8>) -> Bool {
            last += String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
            return true
        }

        func end() -> Bool {
            flush()
            lines.append(">" + (open.popLast() ?? ""))
            return true
        }

        private func flush() {
            if !last.isEmpty { lines.append(last) }
            last = ""
        }
    }

    private func read(_ bytes: [UInt8], chunk: Int, _ limits: XMLLimits = XMLLimits()) -> ([String], XMLFault?) {
        let notes = Notes()
        let parser = XMLElementParser(notes, limits: limits, elements: ["a"])
        var start = 0
        do throws(XMLFault) {
            repeat {
                let end = min(bytes.count, start + chunk)
                try parser.feed(bytes, start..<end, isLast: end == bytes.count)
                start = end
            } while start < bytes.count
            return (notes.lines, nil)
        } catch {
            return (notes.lines, error)
        }
    }

    @Test func tellsOfElementsWithNamesValuesAndPlaces() {
        let text = "<a xmlns:k='urn:k'>\n<k:b k:x='1&amp;2' y='æ'/>t&#233;<![CDATA[<]]>\n</a>"
        for chunk in [1, 2, 3, 7, 1000] {
            let (lines, fault) = read(Array(text.utf8), chunk: chunk)
            #expect(lines == ["<|a 1@0", "\n", "<urn:k|b urn:k|x=1&2 |y=æ 2@20", ">b", "té<\n", ">a"], "\(chunk)")
            #expect(fault == nil)
        }
        // The places of a file in another encoding are its own.
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE6] + Array("<b/></a>".utf8)
        #expect(read(latin, chunk: 5).0 == ["<|a 1@43", "æ", "<|b 1@47", ">b", ">a"])
    }

    @Test func findsThePlaceOfAFaultBehindACarriageReturnThatEndsAPiece() {
        // libxml2 takes such a carriage return late; found by the fuzz tests.
        let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a x='".utf8) + [0xE6] + Array("'>".utf8)
        for text in ["<<![CDATA[/a>\r\r", "<<b/>\r\r\r</a>", "x<<\r\r\r\r"] {
            let bytes = head + Array(text.utf8)
            let places = (1...bytes.count).map { read(bytes, chunk: $0).1.map { "\($0.line)@\($0.byteOffset)" } }
            #expect(Set(places).count == 1, "\(text): \(places)")
        }
    }

    @Test func refusesAsTheReaderOfRecordsDoes() {
        func rule(_ text: String, _ limits: XMLLimits = XMLLimits()) -> String? {
            let faults = [1, 3, 1000].map { read(Array(text.utf8), chunk: $0, limits).1 }
            #expect(Set(faults.map { "\($0?.line ?? 0)@\($0?.byteOffset ?? 0)" }).count == 1, "\(text)")
            return faults[0]?.reason.rawValue
        }
        #expect(rule("<!DOCTYPE a><a/>") == "xml.doctype")
        #expect(rule("<a>&x;</a>") == "xml.entity")
        #expect(rule("<a><b>") == "xml.torn")
        #expect(rule("") == "xml.empty")
        #expect(rule("<a/><b/>") == "xml.trailing")
        #expect(rule("<a>\u{1}</a>") == "xml.malformed")
        var limits = XMLLimits()
        limits.depth = 2
        #expect(rule("<a><a/></a>", limits) == nil)
        #expect(rule("<a><a><a/></a></a>", limits) == "xml.limit.depth")
        limits.valueBytes = 3
        #expect(rule("<a b='1234'/>", limits) == "xml.limit.value")
        limits.names = 3
        #expect(rule("<a><b c='1'/><b c='1'/></a>", limits) == nil)
        #expect(rule("<a><b c='1'/><d/></a>", limits) == "xml.limit.names")
        limits.attributes = 1
        #expect(rule("<a b='1' c='2'/>", limits) == "xml.limit.attributes")
    }

    @Test func endsWhereTheHandlerEndsIt() {
        for chunk in [1, 5, 1000] {
            let (lines, fault) = read(Array("<a><b/><stop/><c/></a><!-- no end".utf8), chunk: chunk)
            #expect(lines == ["<|a 1@0", "<|b 1@3", ">b", "<|stop 1@7"], "\(chunk)")
            #expect(fault == nil)
        }
    }
}
