import ByteKernels
import StageKit

/// What the first bytes of a file say that it is.
enum FileKind {
    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Refuses what is no delimited text, whatever its name says.
    static func refuse(_ bytes: [UInt8], encoding: FileEncoding) throws(DeliveryFault) {
        for (start, english, danish, hint) in binary where bytes.starts(with: start) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is \(english), not plain text",
                da: "filen er \(danish), ikke ren tekst",
                hint: hint
            )
        }
        let text = bytes.prefix(256).drop { $0 <= 0x20 || utf8Mark.contains($0) }.prefix(16).map { $0 | 0x20 }
        for tag in ["<!doctype html", "<html", "<head", "<table"] where text.starts(with: tag.utf8) {
            throw DeliveryFault(
                "csv.file_kind",
                en: "the file is an HTML page, not plain text",
                da: "filen er en HTML-side, ikke ren tekst",
                hint: "a page for people was saved, often a login or an error"
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

    private static let saveAsText = "save it as text, or ask the sender to"

    private static let binary: [(start: [UInt8], english: String, danish: String, hint: String)] = [
        (
            [0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook",
            "et ZIP-arkiv eller en Excel-projektmappe", saveAsText + "; an archive has a name that ends in .zip"
        ),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook", "en gammel Excel-projektmappe", saveAsText),
        ([0x1F, 0x8B], "packed with gzip", "pakket med gzip", "give it a name that ends in .gz, or unpack it"),
        (Array("%PDF".utf8), "a PDF document", "et PDF-dokument", saveAsText),
    ]
}
