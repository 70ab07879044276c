/// Excel workbooks and other archives, told by the names of what is packed in them.
enum WorkbookGuess {
    static func reader(for sample: FileSample, stages: Set<String>) throws(UnrecognizedFile) -> ReaderGuess? {
        let bytes = sample.bytes
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
        let names = memberNames(bytes)
        // Of a workbook that is damaged or something else, the reader says what it is.
        let isNamedSo = [".xlsx", ".xlsm"].contains { sample.name.lowercased().hasSuffix($0) }
        if isNamedSo || names.contains(where: { $0.hasPrefix("xl/") }) {
            let kind = Phrase("an Excel workbook (.xlsx)", da: "en Excel-projektmappe (.xlsx)")
            guard stages.contains("read.xlsx") else {
                throw UnrecognizedFile(
                    Phrase("the file is ", da: "filen er ") + kind + noStage,
                    hint: Phrase("save the sheet as CSV", da: "gem arket som CSV")
                )
            }
            return ReaderGuess("read.xlsx", kind)
        }
        throw UnrecognizedFile(
            Phrase("the file is a ZIP archive", da: "filen er et ZIP-arkiv"),
            hint: Phrase(
                "an archive with one delivery in it is read when its name ends in .zip",
                da: "et arkiv med én leverance læses, når navnet slutter på .zip"
            )
        )
    }

    static let noStage = Phrase(", which no stage of this command reads", da: ", som intet trin i dette program læser")

    /// The names in the headers before the members.
    private static func memberNames(_ bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var at = 0
        while names.count < 500, let start = next(bytes, from: at) {
            let length = Int(bytes[start + 26]) | Int(bytes[start + 27]) << 8
            let end = min(bytes.count, start + 30 + min(length, 1024))
            names.append(String(decoding: bytes[start + 30..<max(start + 30, end)], as: UTF8.self))
            at = start + 30
        }
        return names
    }

    private static func next(_ bytes: [UInt8], from: Int) -> Int? {
        guard bytes.count >= 30 else { return nil }
        var at = from
        while at <= bytes.count - 30 {
            if bytes[at] == 0x50, bytes[at + 1] == 0x4B, bytes[at + 2] == 0x03, bytes[at + 3] == 0x04 { return at }
            at += 1
        }
        return nil
    }
}
