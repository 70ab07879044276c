import Foundation
import PackedFiles
import Testing

@Suite(.serialized) struct PackedFileTests {
    private let folder: TestFolder
    private static let records = "kommune;procent\nEbeltoft;12,5\nNibe;1x5\nMarstal;7,0\n"

    init() throws { folder = try TestFolder() }

    private func gzip(_ text: String) throws -> [UInt8] {
        let writer = try GzipWriter()
        return try writer.pack(Array(text.utf8).span) + writer.finish()
    }

    private func write(_ path: String, _ bytes: [UInt8]) throws {
        try folder.write(path, "")
        try Data(bytes).write(to: folder.url.appendingPathComponent(path))
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.url.appendingPathComponent(path)))
    }

    private func writePipeline(reader: String = "fields: [kommune, procent]", output: String) throws {
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.csv: { path: in/*.csv.gz, delimiter: ";", \(reader) }
              - normalize.number: { fields: [procent], decimal_mark: comma }
              - write.csv: { path: "\(output)", delimiter: ";" }
            publish: out/tal
            """
        )
    }

    @Test func runsOnPackedDeliveriesAndSaysWhatWasDelivered() throws {
        let packed = try gzip("kommune;procent\nEbeltoft;12,5\n") + gzip("Nibe;1x5\nMarstal;7,0\n")
        try write("in/tal.csv.gz", packed)
        try writePipeline(output: "tal.csv.gz")
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 0)
        // The place is that of the unpacked file.
        #expect(
            result.errorLines == [
                "in/tal.csv.gz:3: rejected: procent: not a number with this decimal mark [number.format]"
            ]
        )
        let written = try bytes("out/tal/tal.csv.gz")
        #expect(try written == gzip("kommune;procent\nEbeltoft;12.5\nMarstal;7.0\n"))
        let manifest = try folder.read("out/tal/manifest.json")
        #expect(manifest.contains("\"bytes\": \(packed.count),"))
        #expect(manifest.contains("\"bytes\": \(written.count),"))
    }

    @Test func findsFieldsInPackedDeliveriesAndPreviewsThem() throws {
        try write("in/tal.csv.gz", gzip(Self.records))
        try writePipeline(reader: "quote: none", output: "tal.csv")
        #expect(try Command.run(["check", "tal.yaml"], in: folder).code == 0)
        let preview = try Command.run(["preview", "tal.yaml"], in: folder)
        #expect(preview.code == 0)
        #expect(preview.output.contains("Marstal"))
    }

    @Test func packsOneFileForEachValue() throws {
        try write("in/tal.csv.gz", gzip(Self.records))
        try writePipeline(output: "${row.kommune}.csv.gz")
        #expect(try Command.run(["run", "tal.yaml"], in: folder).code == 0)
        #expect(folder.names("out/tal") == ["Ebeltoft.csv.gz", "Marstal.csv.gz", "manifest.json"])
        try folder.write("x", "")
        let back = try Command.run(
            ["convert", "out/tal/Marstal.csv.gz", "-", "--to", "jsonl", "--delimiter", ";"],
            in: folder
        )
        #expect(back.output == "{\"kommune\":\"Marstal\",\"procent\":\"7.0\"}\n")
    }

    @Test func refusesATornDeliveryWithThePlaceInThePackedFile() throws {
        let packed = try gzip(Self.records)
        try write("in/tal.csv.gz", Array(packed.dropLast(5)))
        try writePipeline(output: "tal.csv")
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 3)
        #expect(
            result.error.hasPrefix("in/tal.csv.gz (byte \(packed.count - 5)): error: the packed file ends too early")
        )
        #expect(!folder.exists("out/tal"))
    }

    @Test func convertsBothWaysByTheNameBelowTheEnding() throws {
        try write("ind.csv.gz", gzip("by,antal\nNibe,7\n"))
        #expect(try Command.run(["convert", "ind.csv.gz", "ud.jsonl.gz"], in: folder).code == 0)
        #expect(try bytes("ud.jsonl.gz") == gzip("{\"by\":\"Nibe\",\"antal\":\"7\"}\n"))
        #expect(try Command.run(["convert", "ud.jsonl.gz", "ud.csv"], in: folder).code == 0)
        #expect(try folder.read("ud.csv") == "by,antal\nNibe,7\n")
        #expect(folder.names() == ["ind.csv.gz", "ud.csv", "ud.jsonl.gz"])
    }

    @Test func packsAListOfRejectsToo() throws {
        try folder.write("ind.csv", "a,b\n1,2\n3\n")
        let arguments = ["convert", "ind.csv", "ud.csv.gz", "--rejects", "afvist.csv.gz"]
        #expect(try Command.run(arguments, in: folder).code == 0)
        #expect(try bytes("afvist.csv.gz").starts(with: [0x1F, 0x8B]))
    }

    @Test func anEmptyOutputIsAWholePackedFile() throws {
        try folder.write("ind.jsonl", "")
        let arguments = ["convert", "ind.jsonl", "ud.jsonl.gz", "--fields", "a"]
        #expect(try Command.run(arguments, in: folder).code == 0)
        #expect(try bytes("ud.jsonl.gz") == gzip(""))
    }

    @Test func namesMustSayWhatTheContentIs() throws {
        try write("ind.csv", gzip("a,b\n1,2\n"))
        let packed = try Command.run(["convert", "ind.csv", "ud.csv"], in: folder)
        #expect(packed.code == 3)
        #expect(packed.error.contains("is packed with gzip"))
        #expect(packed.error.contains("give it a name that ends in .gz"))
        try folder.write("ind.csv.gz", "a,b\n1,2\n")
        let plain = try Command.run(["convert", "ind.csv.gz", "ud.csv"], in: folder)
        #expect(plain.code == 3)
        #expect(plain.error.contains("the file is not packed with gzip, as its name says"))
        let zip = try Command.run(["convert", "ind.csv.gz", "ud.csv.zip"], in: folder)
        #expect(zip.code == 64)
        #expect(zip.error.contains("zip archives are read, not written"))
    }

    @Test func limitsHowMuchComesOut() throws {
        try write("in/tal.csv.gz", gzip(Self.records))
        try folder.write(
            "tal.yaml",
            """
            version: 1
            name: tal
            stages:
              - read.csv: { path: in/tal.csv.gz, delimiter: ";", fields: [kommune, procent] }
                max_unpacked: \(Self.records.utf8.count - 1)
              - write.csv: { path: tal.csv }
            publish: out/tal
            """
        )
        let result = try Command.run(["run", "tal.yaml"], in: folder)
        #expect(result.code == 3)
        #expect(result.error.contains("[packed.size]"))
        #expect(result.error.contains("(max_unpacked)"))
    }

    @Test func readsTheOneFileOfAZipArchive() throws {
        // `by,antal` and two records, deflated.
        let archive = """
            UEsDBBQAAAAIAAAAIQCdpfX6EgAAABcAAAAHAAAAdGFsLmNzdkuq1EnMK0nM4fLLTErVMYdRAFBLAQIUAxQAAAAIAAAAIQCdpfX6
            EgAAABcAAAAHAAAAAAAAAAAAAACAAQAAAAB0YWwuY3N2UEsFBgAAAAABAAEANQAAADcAAAAAAA==
            """
        try write("ind.csv.zip", [UInt8](try #require(Data(base64Encoded: archive.replacing("\n", with: "")))))
        let result = try Command.run(["convert", "ind.csv.zip", "-", "--to", "tsv"], in: folder)
        #expect(result.output == "by\tantal\nNibe\t7\nNibe\t7\n")
    }
}
