import StageKit

/// What the first bytes of a file say that it is: many things are saved under the name of a workbook.
enum SpreadsheetKind {
    /// Refuses what cannot be a workbook, whatever its name says.
    static func refuse(_ bytes: any RandomAccessBytes) throws {
        let head = try bytes.look(at: 0, count: 4096)
        if head.isEmpty {
            throw DeliveryFault(
                "xlsx.empty",
                en: "the file is empty",
                da: "filen er tom",
                byteOffset: 0,
                hint: "it may have been cut off on its way; ask for it again"
            )
        }
        if head.starts(with: [0x50, 0x4B]) { return }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw try compound(head, bytes) }
        if head.starts(with: [0x1F, 0x8B]) {
            throw XLSXFault.kind("packed with gzip", "pakket med gzip", hint: "give it a name that ends in .gz")
        }
        if head.starts(with: "%PDF".utf8) { throw XLSXFault.kind("a PDF document", "et PDF-dokument") }
        let text = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.prefix(2048).map(lower)
        for tag in ["<!doctype html", "<html", "<head", "<table", "<meta", "<body"] where text.starts(with: tag.utf8) {
            throw html
        }
        if text.starts(with: "<".utf8) {
            let words = String(decoding: text, as: UTF8.self)
            if words.contains("<html") || words.contains("<!doctype html") { throw html }
            let isSpreadsheet = words.contains("urn:schemas-microsoft-com:office:spreadsheet")
            throw XLSXFault.kind(
                isSpreadsheet ? "an XML spreadsheet of Excel 2003" : "an XML document",
                isSpreadsheet ? "et XML-regneark fra Excel 2003" : "et XML-dokument",
                hint: "read it with read.xml, or ask the sender to save it as .xlsx"
            )
        }
        let isText = !head.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if isText {
            throw XLSXFault.kind("plain text, perhaps CSV", "ren tekst, måske CSV", hint: "read it with read.csv")
        }
        throw XLSXFault.kind("something else", "noget andet", hint: "look at its beginning, and ask the sender")
    }

    private static var html: DeliveryFault {
        XLSXFault.kind("an HTML page", "en HTML-side", hint: "a page for people was saved, often a login or an error")
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// A compound file of OLE: an old workbook, or one behind a password.
    private static func compound(_ head: [UInt8], _ bytes: any RandomAccessBytes) throws -> DeliveryFault {
        func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
        // The first sector of the directory, whose entries begin with their names.
        var names = head
        if head.count >= 52 {
            let sector = (0..<4).reduce(UInt64(0)) { $0 | UInt64(head[48 + $1]) << (8 * UInt64($1)) }
            let shift = UInt64(min(head[30], 12))
            names += try bytes.look(at: (sector + 1) << shift, count: 4096)
        }
        func holds(_ text: String) -> Bool {
            let wanted = utf16(text)
            guard names.count >= wanted.count else { return false }
            return (0...names.count - wanted.count).contains { names[$0...].starts(with: wanted) }
        }
        if holds("EncryptedPackage") {
            return XLSXFault.kind(
                "a workbook behind a password",
                "en projektmappe med adgangskode",
                hint: "open it in Excel and save it without a password"
            )
        }
        let isOld = holds("Workbook") || holds("Book")
        return XLSXFault.kind(
            isOld ? "an old Excel workbook (.xls)" : "an old file of Office",
            isOld ? "en gammel Excel-projektmappe (.xls)" : "en gammel Office-fil",
            hint: "save it as .xlsx, or ask the sender to"
        )
    }
}
