import PackedFiles
import StageKit
import XMLParsing

/// The parts of a workbook in their zip archive, found by name.
final class SpreadsheetPackage {
    private let archive: any RandomAccessBytes
    private let parts: [String: ZipMember]
    private let name: String
    private let unpacking: UnpackingLimits

    private static let chunk = 8 << 10

    /// - Parameter mostParts: archives with more are refused.
    init(_ archive: any RandomAccessBytes, name: String, unpacking: UnpackingLimits, mostParts: Int) throws {
        self.archive = archive
        self.name = name
        self.unpacking = unpacking
        try SpreadsheetKind.refuse(archive)
        let directory = ZipDirectory(size: archive.byteCount, mostEntries: UInt64(clamping: mostParts)) {
            try archive.look(at: $0, count: $1)
        }
        var parts: [String: ZipMember] = [:]
        for (name, member) in try directory.members(limitedBy: "max_parts") {
            // Names of parts are compared without regard to case; some write the separator of Windows.
            let key = Self.key(String(decoding: name, as: UTF8.self))
            guard parts.updateValue(member, forKey: key) == nil else {
                throw XLSXFault.layout(key, "is in the workbook twice", "findes to gange i projektmappen")
            }
        }
        self.parts = parts
        try refuseOtherKinds()
    }

    func has(_ part: String) -> Bool { parts[Self.key(part)] != nil }

    /// Opens a part.
    func open(_ part: String) throws -> any ByteInput {
        guard let member = parts[Self.key(part)] else { throw XLSXFault.missingPart(part) }
        return try ZipInput(member, of: archive, name: name, limits: unpacking)
    }

    /// Reads a part from its beginning to its end, as far as `isDone` says.
    func read(
        _ part: String,
        elements: [String],
        attributes: [String],
        handler: any PartHandler,
        isDone: () throws -> Bool = { false }
    ) throws {
        let input = try open(part)
        let parser = PartParser(elements: elements, attributes: attributes, handler: handler)
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = try input.read(into: &buffer, at: 0)
            do throws(XMLFault) {
                try parser.feed(buffer, count: count, isLast: count == 0)
            } catch {
                throw XLSXFault.xml(error, part: part)
            }
            if try isDone() || count == 0 { return }
        }
    }

    private static func key(_ name: String) -> String {
        var key = String(name.map { $0 == "\\" ? "/" : $0 }).lowercased()
        while key.hasPrefix("/") { key.removeFirst() }
        return key
    }

    private func refuseOtherKinds() throws {
        let kinds: [(part: String, english: String, danish: String)] = [
            ("xl/workbook.bin", "a binary workbook (.xlsb)", "en binær projektmappe (.xlsb)"),
            ("word/document.xml", "a Word document", "et Word-dokument"),
            ("ppt/presentation.xml", "a PowerPoint presentation", "en PowerPoint-præsentation"),
            ("META-INF/manifest.xml", "an OpenDocument file (.ods)", "en OpenDocument-fil (.ods)"),
        ]
        for kind in kinds where has(kind.part) && !has("xl/workbook.xml") {
            throw XLSXFault.kind(kind.english, kind.danish, hint: "save it as .xlsx, or ask the sender to")
        }
    }
}
