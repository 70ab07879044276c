import ByteKernels
import StageKit

/// What the first bytes of a file say that it is.
enum FileKind {
    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Refuses what is no delimited text, whatever its name says.
    static func refuse(_ bytes: [UInt8], encoding: FileEncoding) throws(DeliveryFault) {
        if bytes.starts(with: zip), let kind = zipKinds.first(where: { bytes.holds($0.member) }) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is \(kind.english), not plain text",
                da: "filen er \(kind.danish), ikke ren tekst",
                hint: saveAsText
            )
        }
        for (start, english, danish, hint) in binary where bytes.starts(with: start) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is \(english), not plain text",
                da: "filen er \(danish), ikke ren tekst",
                hint: hint
            )
        }
        let text = bytes.prefix(256).drop { $0 <= 0x20 || utf8Mark.contains($0) }.prefix(16).map { $0 | 0x20 }
        for tag in ["<!doctype html", "<html", "<head", "<table", "<body", "<meta", "<title", "<script"]
        where text.starts(with: tag.utf8) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is an HTML page, not plain text",
                da: "filen er en HTML-side, ikke ren tekst",
                hint: "a page for people was saved, often a login or an error"
            )
        }
        if text.starts(with: "<?xml".utf8.map { $0 | 0x20 }) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is an XML document, not plain text",
                da: "filen er et XML-dokument, ikke ren tekst",
                hint: "read.xml reads XML; a workbook saved as XML must be saved as text"
            )
        }
        try refuseMarks(bytes, encoding: encoding)
    }

    /// Refuses the marks of encodings that are not the file's; nil is an encoding without any.
    static func refuseMarks(_ bytes: some Collection<UInt8>, encoding: FileEncoding?) throws(DeliveryFault) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw wrongEncoding(bytes.dropFirst(2).starts(with: [0, 0]) ? "utf-32" : "utf-16")
        }
        if encoding?.ofCells != .utf8, bytes.starts(with: utf8Mark) { throw wrongEncoding("utf-8") }
    }

    private static func wrongEncoding(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "csv.encoding",
            en: "the file begins with the mark of another encoding",
            da: "filen begynder med mærket for et andet tegnsæt",
            line: 1,
            hint: "write encoding: \(name)"
        )
    }

    private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// What the name of a member near the beginning says of an archive.
    private static let zipKinds = [
        ("application/vnd.oasis.opendocument", "an OpenDocument file", "et OpenDocument-dokument"),
        (
            "[Content_Types].xml", "an Excel workbook (or another Office document)",
            "en Excel-projektmappe (eller et andet Office-dokument)"
        ),
        ("xl/", "an Excel workbook", "en Excel-projektmappe"),
        (
            "_rels/", "an Excel workbook (or another Office document)",
            "en Excel-projektmappe (eller et andet Office-dokument)"
        ),
    ].map { (member: Array($0.0.utf8), english: $0.1, danish: $0.2) }

    private static let saveAsText = "save it as text, or ask the sender to"

    private static let binary: [(start: [UInt8], english: String, danish: String, hint: String)] = [
        (
            zip, "a ZIP archive or an Excel workbook",
            "et ZIP-arkiv eller en Excel-projektmappe", saveAsText + "; an archive has a name that ends in .zip"
        ),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook", "en gammel Excel-projektmappe", saveAsText),
        ([0x1F, 0x8B], "packed with gzip", "pakket med gzip", "give it a name that ends in .gz, or unpack it"),
        (Array("%PDF".utf8), "a PDF document", "et PDF-dokument", saveAsText),
    ]
}

extension [UInt8] {
    /// Whether the bytes stand somewhere in the first 512.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        let end = Swift.min(count, 512) - other.count
        guard end >= 0 else { return false }
        return (0...end).contains { self[$0...].starts(with: other) }
    }
}
