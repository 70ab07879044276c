/// What the first bytes of a file say that it is, when it is no text.
enum BinaryKind {
    /// Throws when the file is known to be something that no stage reads.
    static func refuse(_ sample: FileSample) throws(UnrecognizedFile) {
        let bytes = sample.bytes
        if bytes.isEmpty || bytes == [0xEF, 0xBB, 0xBF] {
            throw UnrecognizedFile(Phrase("the file is empty", da: "filen er tom"))
        }
        for (start, message, hint) in known where bytes.starts(with: start) {
            throw UnrecognizedFile(message, hint: hint)
        }
        let begin = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
            .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        for tag in ["<!doctype html", "<html", "<head", "<table"] where begin.hasPrefix(tag) {
            throw UnrecognizedFile(
                Phrase("the file is an HTML page", da: "filen er en HTML-side"),
                hint: Phrase(
                    "a page for people was saved, often a login or an error; Excel also reads tables of HTML: "
                        + "save as CSV there",
                    da:
                        "en side til mennesker blev gemt, ofte et login eller en fejl; Excel læser også tabeller i "
                        + "HTML: gem som CSV der"
                )
            )
        }
    }

    /// Throws when a text holds control characters that no text has.
    static func refuseControls(_ text: [UInt8]) throws(UnrecognizedFile) {
        let head = text.prefix(64 << 10)
        let odd = head.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x1A].contains($0) }
        guard odd * 100 > head.count else { return }
        throw UnrecognizedFile(
            Phrase("the file is no text", da: "filen er ikke tekst"),
            hint: Phrase("ask the sender for CSV, JSON or XML", da: "bed afsenderen om CSV, JSON eller XML")
        )
    }

    private static let saveAs = Phrase(
        "save it as text (CSV, or Excel's .xlsx), or ask the sender to",
        da: "gem den som tekst (CSV eller Excels .xlsx), eller bed afsenderen om det"
    )

    private static let known: [([UInt8], Phrase, Phrase?)] = [
        (
            [0xD0, 0xCF, 0x11, 0xE0],
            Phrase("the file is an old Excel workbook (.xls)", da: "filen er en gammel Excel-projektmappe (.xls)"),
            saveAs
        ),
        (Array("%PDF".utf8), Phrase("the file is a PDF document", da: "filen er et PDF-dokument"), saveAs),
        (
            [0x1F, 0x8B], Phrase("the file is packed with gzip", da: "filen er pakket med gzip"),
            Phrase("give it a name that ends in .gz", da: "giv den et navn, der slutter på .gz")
        ),
        ([0x89, 0x50, 0x4E, 0x47], Phrase("the file is a picture (PNG)", da: "filen er et billede (PNG)"), saveAs),
        ([0xFF, 0xD8, 0xFF], Phrase("the file is a picture (JPEG)", da: "filen er et billede (JPEG)"), saveAs),
        (Array("GIF8".utf8), Phrase("the file is a picture (GIF)", da: "filen er et billede (GIF)"), saveAs),
        (Array("PAR1".utf8), Phrase("the file is Parquet", da: "filen er Parquet"), saveAs),
        (
            Array("SQLite format 3".utf8), Phrase("the file is an SQLite database", da: "filen er en SQLite-database"),
            saveAs
        ),
        (
            Array("{\\rtf".utf8),
            Phrase("the file is RTF, a text for people", da: "filen er RTF, en tekst til mennesker"), saveAs
        ),
        ([0x37, 0x7A, 0xBC, 0xAF], Phrase("the file is packed with 7-Zip", da: "filen er pakket med 7-Zip"), saveAs),
    ]
}
