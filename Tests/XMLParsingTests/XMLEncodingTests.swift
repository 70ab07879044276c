import Testing

@testable import XMLParsing

@Suite struct XMLEncodingTests {
    private let layout = XMLLayout(records: ["r/x"], fields: [.init("x", "."), .init("k", "@k")])

    private func document(_ name: String) -> String {
        "<?xml version='1.0' encoding='\(name)'?>\n<r><æ>\n</æ>ø<x k='å'>blåbær</x>\n<x\n k='é'/>" + "</r>"
    }

    private func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [
        "ISO-8859-1", "iso-8859-1", "windows-1252", "ISO-8859-15", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16",
    ])
    func readsWithPlacesAsDelivered(_ name: String) throws {
        let text = document(name)
        let width: Int
        let mark: Int
        let bytes: [UInt8]
        switch name {
        case "UTF-8": (width, mark, bytes) = (0, 0, Array(text.utf8))
        case "UTF-16": (width, mark, bytes) = (2, 2, utf16(text, bigEndian: false))
        case "UTF-16LE": (width, mark, bytes) = (2, 0, utf16(text, bigEndian: false, mark: false))
        case "UTF-16BE": (width, mark, bytes) = (2, 2, utf16(text, bigEndian: true))
        default: (width, mark, bytes) = (1, 0, text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        }
        let places = text.unicodeScalars.indices.filter { text.unicodeScalars[$0...].starts(with: "<x".unicodeScalars) }
        let expected = places.map { place in
            let before = text[..<place]
            let offset = width == 0 ? before.utf8.count : mark + width * before.unicodeScalars.count
            return "\(before.unicodeScalars.count { $0 == "\n" } + 1)@\(offset)"
        }
        for chunk in [1, 2, 3, 7, 64, .max] {
            let reading = try Reading(layout, bytes, chunk: chunk)
            #expect(reading.fault == nil)
            #expect(reading.rows == ["blåbær|å", "|é"])
            #expect(reading.places == expected)
        }
    }

    @Test func readsTheSignsThatLatin1DoesNotHave() throws {
        func rows(_ name: String, _ byte: UInt8) throws -> [String] {
            let start = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><r><x>".utf8)
            return try Reading(layout, start + [byte] + Array("</x></r>".utf8)).rows
        }
        #expect(try rows("windows-1252", 0x80) == ["€|∅"])
        #expect(try rows("windows-1252", 0x9F) == ["Ÿ|∅"])
        #expect(try rows("ISO-8859-15", 0xA4) == ["€|∅"])
        #expect(try rows("ISO-8859-1", 0xA4) == ["¤|∅"])
    }

    @Test func readsPairsOfUTF16() throws {
        let text = "<?xml version='1.0'?><r>😀<x>😀</x><x k='😀'/></r>"
        for chunk in [1, 3, .max] {
            let reading = try Reading(layout, utf16(text, bigEndian: true), chunk: chunk)
            #expect(reading.rows == ["😀|∅", "|😀"])
            #expect(reading.places == ["1@54", "1@72"])
        }
    }

    @Test(arguments: [
        ("<?xml version='1.0' encoding='UTF-7'?><r/>", "the declared encoding 'UTF-7' is not supported"),
        ("<?xml version='1.0' encoding='IBM037'?><r/>", "the declared encoding 'IBM037' is not supported"),
        (
            "<?xml version='1.0' encoding='UTF-16'?><r/>",
            "the declared encoding is 'UTF-16', but the bytes are not UTF-16"
        ),
        (
            "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><r/>",
            "the declared encoding is 'ISO-8859-1', but the byte order mark says UTF-8"
        ),
        ("\0<r/>", "the document begins with a zero byte or in an encoding that is not supported"),
        ("<\0\0\0r/>", "the document begins with a zero byte or in an encoding that is not supported"),
        ("Lo§x", nil),
        ("<?xml version='1.0' " + String(repeating: " ", count: 1100) + "?><r/>", "the XML declaration does not end"),
    ])
    func refusesWhatItCannotRead(_ text: String, _ message: String?) throws {
        for chunk in [1, .max] {
            let fault = try Reading(layout, text, chunk: chunk).fault
            #expect(message == nil ? fault != nil : fault?.reason == .encoding)
            if let message { #expect(fault?.message == message) }
        }
    }

    @Test func refusesMarksOfOneUTF16WithTheNameOfAnother() throws {
        let wrong = utf16("<?xml version='1.0' encoding='UTF-16BE'?><r/>", bigEndian: false)
        #expect(
            try Reading(layout, wrong).fault?.message
                == "the declared encoding is 'UTF-16BE', but the byte order mark says UTF-16LE"
        )
        let utf8 = utf16("<?xml version='1.0' encoding='UTF-8'?><r/>", bigEndian: true, mark: false)
        #expect(
            try Reading(layout, utf8).fault?.message
                == "the declared encoding is 'UTF-8', but the first byte says UTF-16BE"
        )
        #expect(try Reading(layout, [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0]).fault?.reason == .encoding)
        #expect(try Reading(layout, [0x4C, 0x6F, 0xA7, 0x94, 0x93]).fault?.reason == .encoding)
    }

    @Test(arguments: [
        [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE0, 0x81, 0x81], [0xFF], [0], [0xF4, 0x90, 0x80, 0x80],
    ])
    func refusesWrongBytesWhereTheyStand(_ wrong: [UInt8]) throws {
        for start in ["<r><x/>\n<x>", "<r><x/>\n<x k='", "<r><x/>\n<!--", "<r><x/>\n<"] {
            let bytes = Array(start.utf8) + wrong + Array("</x></r>".utf8)
            for chunk in [1, 2, .max] {
                let reading = try Reading(layout, bytes, chunk: chunk)
                #expect(reading.refusal == "xml.encoding 2@\(start.utf8.count)")
                #expect(reading.rows == ["|∅"])
            }
        }
    }

    @Test func refusesWrongBytesOfOtherEncodings() throws {
        let ascii = Array("<?xml version='1.0' encoding='US-ASCII'?><r>å</r>".utf8)
        #expect(try Reading(layout, ascii).refusal == "xml.encoding 1@44")
        let text = utf16("<r><x>", bigEndian: false)
        #expect(try Reading(layout, text + [0, 0xDC, 0x3C, 0]).refusal == "xml.encoding 1@14")
        #expect(try Reading(layout, text + [0, 0xD8, 0x3C, 0]).refusal == "xml.encoding 1@14")
        #expect(try Reading(layout, text + [0x3C]).fault?.reason == .encoding)
    }

    @Test func refusesAFileThatEndsInsideACharacter() throws {
        let reading = try Reading(layout, Array("<r><x>".utf8) + [0xC3])
        #expect(reading.refusal == "xml.encoding 1@6")
    }

    @Test func aFaultIsTheSameInAnyPiecesOfAnyEncoding() throws {
        let layout = XMLLayout(records: ["//o"], fields: [XMLLayout.Field("n", "n")])
        func utf16(_ text: String) -> [UInt8] {
            [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }
        let documents = [
            // The name is wrong; libxml2 says so when the bytes before it are gone.
            utf16("<<\u{2F3F}xml version=\"1.0\"?><p><o><n>\u{1F600}</n></o></p>"),
            // The tag is wrong, and a byte behind it is of no encoding.
            Array("<p><o a=\"<\" b='x".utf8) + [0xFF] + Array("'></o></p>".utf8),
            Array("<p ''''><o>x".utf8) + [0] + Array("</o></p>".utf8),
        ]
        for document in documents {
            let whole = try Reading(layout, document)
            #expect(whole.refusal != nil)
            for chunk in 1...20 { #expect(try Reading(layout, document, chunk: chunk).refusal == whole.refusal) }
        }
    }
}
