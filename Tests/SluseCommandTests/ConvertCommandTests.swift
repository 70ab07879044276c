import ArgumentParser
import Foundation
import StageKit
import StandardStages
import Testing

@testable import SluseCommand

@Suite(.serialized) struct ConvertCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func goesBetweenFormatsByTheirNames() throws {
        try folder.write("ind.csv", "by;antal\n\"Nibe; gamle\";007\nÆrø;1,50\n")
        #expect(try Command.run(["convert", "ind.csv", "ud.jsonl", "--delimiter", ";"], in: folder).code == 0)
        let lines = "{\"by\":\"Nibe; gamle\",\"antal\":\"007\"}\n{\"by\":\"Ærø\",\"antal\":\"1,50\"}\n"
        #expect(try folder.read("ud.jsonl") == lines)
        #expect(try Command.run(["convert", "ud.jsonl", "ud.tsv"], in: folder).code == 0)
        #expect(try folder.read("ud.tsv") == "by\tantal\nNibe; gamle\t007\nÆrø\t1,50\n")
        #expect(folder.names() == ["ind.csv", "ud.jsonl", "ud.tsv"])
    }

    @Test func readsAndWritesStreams() throws {
        let result = try Command.run(
            ["convert", "-", "-", "--from", "jsonl", "--to", "csv"],
            in: folder,
            input: "{\"a\":1.10,\"b\":\"x\"}\n{\"a\":123456789012345678901234567890}\n"
        )
        #expect(result.code == 0)
        #expect(result.output == "a,b\n1.10,x\n123456789012345678901234567890,\n")
    }

    @Test func readsAPipeAsItComes() throws {
        let line = "(printf 'a,b\\n1,2\\n'; sleep 0.2; printf '3,4\\n') | \"$SLUSE\" convert - ud.json --from csv"
        #expect(try Command.shell(line, in: folder).code == 0)
        #expect(try folder.read("ud.json") == "[\n{\"a\":\"1\",\"b\":\"2\"},\n{\"a\":\"3\",\"b\":\"4\"}\n]\n")
    }

    @Test func refusesTheWholeForOneRecordThatCannotBeRead() throws {
        try folder.write("ind.csv", "a,b\n1,2\n3\n")
        try folder.write("ud.json", "as it was")
        let result = try Command.run(["convert", "ind.csv", "ud.json"], in: folder)
        #expect(result.code == 3)
        #expect(
            result.error == """
                ind.csv:3: error: the record has fewer fields than the header [csv.too_few_fields]
                  hint: nothing was written; --rejects FILE collects such records

                """
        )
        #expect(try folder.read("ud.json") == "as it was")
        #expect(folder.names() == ["ind.csv", "ud.json"])
    }

    @Test func collectsSuchRecordsWhenAsked() throws {
        try folder.write("ind.csv", "a,b\n1,2\n3\n")
        let result = try Command.run(["convert", "ind.csv", "ud.jsonl", "--rejects", "afvist.csv"], in: folder)
        #expect(result.code == 0)
        #expect(try folder.read("ud.jsonl") == "{\"a\":\"1\",\"b\":\"2\"}\n")
        #expect(try folder.read("afvist.csv").contains("ind.csv,3,,csv.too_few_fields"))
    }

    @Test func refusesKeysThatTheFirstRecordLacksUnlessFieldsNamesThem() throws {
        try folder.write("ind.jsonl", "{\"a\":1}\n{\"a\":2,\"ny\":3}\n")
        let refused = try Command.run(["convert", "ind.jsonl", "ud.csv"], in: folder)
        #expect(refused.code == 3)
        #expect(refused.error.hasPrefix("ind.jsonl:2"))
        #expect(!folder.exists("ud.csv"))
        #expect(try Command.run(["convert", "ind.jsonl", "ud.csv", "--fields", "a,ny"], in: folder).code == 0)
        #expect(try folder.read("ud.csv") == "a,ny\n1,\n2,3\n")
    }

    @Test func readsXMLWithRecordAndFields() throws {
        try folder.write("ind.xml", "<r><o k='1'><n>Nibe</n></o><o k='2'><n>Ærø</n></o></r>")
        let arguments = ["convert", "ind.xml", "-", "--to", "csv", "--record", "r/o", "--fields", "@k,by=n"]
        #expect(try Command.run(arguments, in: folder).output == "k,by\n1,Nibe\n2,Ærø\n")
    }

    @Test func choosesFieldsAndDialects() throws {
        try folder.write("ind.txt", "ignoreret\na|b|c\n1|2|3\n")
        let result = try Command.run(
            [
                "convert", "ind.txt", "-", "--from", "csv", "--to", "csv", "--delimiter", "|", "--skip-rows", "1",
                "--fields", "a,c", "--out-delimiter", ";",
            ],
            in: folder
        )
        #expect(result.output == "a;c\n1;3\n")
    }

    @Test func hasEveryOptionOfItsReadersAndWriters() throws {
        let command = try ConvertCommand.parse(["a", "b"])
        let arguments = command.reading
        let reading = Set((arguments.texts + arguments.pairs + arguments.lists).map(\.key))
        let others = command.writing.lists + command.writing.pairs + command.writing.groups
        let writing = Set((command.writing.texts + others).map(\.key))
        let catalog = standardStages
        for format in FileFormat.allCases {
            let reader = try #require(catalog[format.reader])
            for option in reader.options where option.name != "path" && option.name != "fields" {
                #expect(reading.contains(option.name), "\(format.reader): \(option.name)")
            }
            guard let name = format.writer else { continue }
            for option in try #require(catalog[name]).options where option.name != "path" {
                #expect(writing.contains(option.name), "\(name): \(option.name)")
            }
        }
    }

    @Test func turnsCubesIntoTablesAndTablesIntoCubes() throws {
        try folder.write(
            "ind.px",
            "CODEPAGE=\"utf-8\";STUB=\"område\";HEADING=\"tid\";VALUES(\"område\")=\"Læsø\",\"Samsø\";"
                + "CODES(\"område\")=\"825\",\"741\";VALUES(\"tid\")=\"1888\",\"1889\";DATA=1.0 \"..\"\n3 4;"
        )
        let cube = try Command.run(
            [
                "convert", "ind.px", "ud.json", "--to", "json_stat", "--take", "both", "--value", "antal",
                "--out-dimensions", "område,tid", "--out-labels", "område=område_label", "--out-value", "antal",
                "--out-roles", "time=tid,geo=område", "--out-order", "sorted", "--out-label", "Prøve",
                "--out-dimension-labels", "tid=år",
            ],
            in: folder
        )
        #expect(cube.code == 0, "\(cube)")
        let table = try Command.run(
            [
                "convert", "ud.json", "-", "--from", "json_stat", "--to", "csv", "--name-by", "label",
                "--fields", "navn=område/label,år=år,antal=value", "--status", "tegn",
            ],
            in: folder
        )
        #expect(table.output == "navn,år,antal\nSamsø,1888,3\nSamsø,1889,4\nLæsø,1888,1.0\nLæsø,1889,..\n")
    }

    @Test func handsOptionsOfTheDialectToItsStages() throws {
        try folder.write("ind.csv", "# note\na|b|c\n'1''s'|2\n||\nx|'y'|z\nslut\n|\n")
        let result = try Command.run(
            [
                "convert", "ind.csv", "-", "--to", "csv", "--delimiter", "|", "--quote", "'", "--comment", "#",
                "--ragged", "pad", "--names", "3=ny", "--footer", "slut", "--out-quoting", "always",
                "--out-line-end", "crlf", "--no-out-header", "--out-bom", "--out-missing", "NA",
            ],
            in: folder
        )
        #expect(result.error == "")
        #expect(result.output == "\u{FEFF}\"1's\",\"2\",\"NA\"\r\n\"\",\"\",\"\"\r\n\"x\",\"y\",\"z\"\r\n")
    }

    @Test func keepsRecordsWhoseCellsAreAllEmpty() throws {
        try folder.write("ind.csv", "a,b\n1,2\n,\n3,4\n")
        #expect(try Command.run(["convert", "ind.csv", "-", "--to", "csv"], in: folder).output == "a,b\n1,2\n,\n3,4\n")
        let skipping = ["convert", "ind.csv", "-", "--to", "csv", "--blank-rows", "skip"]
        #expect(try Command.run(skipping, in: folder).output == "a,b\n1,2\n3,4\n")
    }

    @Test func handsOptionsOfSDMXToItsStage() throws {
        let message = """
            <m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:g="urn:g"><m:DataSet/>
            <m:DataSet><g:Series><g:SeriesKey><g:Value id="AMT" value="A &amp; B"/></g:SeriesKey>
            <g:Attributes><g:Value id="UNIT" value="1"/></g:Attributes>
            <g:Obs><g:ObsDimension value="1887"/><g:ObsValue value="1.10"/></g:Obs></g:Series></m:DataSet>
            <Footer xmlns="urn:f"><Message severity="Warning"/></Footer></m:GenericData>
            """
        try folder.write("ind.xml", message)
        let ml = [
            "convert", "ind.xml", "-", "--from", "sdmx", "--to", "csv", "--attributes", "UNIT", "--value", "doede",
            "--data-set", "2", "--observation", "AAR", "--notices", "allow", "--max-fields", "9", "--max-search",
            "9999",
        ]
        let result = try Command.run(ml, in: folder)
        #expect(result.error == "")
        #expect(result.output == "AMT,UNIT,AAR,doede\nA & B,1,1887,1.10\n")
        try folder.write("ind.csv", "DATAFLOW;AMT: Amt;OBS_VALUE\nd;R: Ribe;1\n")
        let table = [
            "convert", "ind.csv", "-", "--from", "sdmx", "--to", "csv", "--format", "csv", "--labels", "label",
            "--delimiter", ";", "--fields", "amt=AMT",
        ]
        #expect(try Command.run(table, in: folder).output == "amt\nRibe\n")
    }

    @Test func handsOptionsOfJSONAndXMLToTheirStages() throws {
        try folder.write("ind.json", "{\"a\":1,\"b\":[2,3]}")
        let json = ["convert", "ind.json", "-", "--to", "jsonl", "--single", "--fields", "x=a,y=b", "--nested", "text"]
        #expect(try Command.run(json, in: folder).output == "{\"x\":1,\"y\":\"[2,3]\"}\n")
        try folder.write("ind.xml", "<!DOCTYPE r><r xmlns:k='urn:k'><k:o>1<n>2</n><n> 3</n></k:o></r>")
        let xml = [
            "convert", "ind.xml", "-", "--to", "csv", "--record", "r/p:o", "--fields", "n", "--doctype", "allow",
            "--namespaces", "p=urn:k", "--repeated", "join", "--separator", "+", "--no-trim",
        ]
        #expect(try Command.run(xml, in: folder).output == "n\n2+ 3\n")
    }

    @Test func readsFieldsOfFixedWidth() throws {
        try folder.write("ind.txt", "0101Nibe\n0147Dragør\n")
        let arguments = ["convert", "ind.txt", "-", "--from", "fixed", "--to", "csv", "--fields", "kode=1-4,navn=5-10"]
        let result = try Command.run(arguments + ["--short-lines", "pad"], in: folder)
        #expect(result.output == "kode,navn\n0101,Nibe\n0147,Dragør\n")
    }

    @Test(
        arguments: [
            (["nix.csv", "ud.json"], 3, "nix.csv: error: there is no such file"),
            (["ind.csv", "ud"], 64, "--to: error: the name 'ud' tells no format"),
            (["ind.csv", "ud.fixed"], 64, "--to: error: no stage writes fixed"),
            (["ind.csv", "-"], 64, "--to: error: '-' has no name that tells its format"),
            (["ind.csv", "ud.json", "--delimiter", "ab"], 64, "--delimiter: error: "),
            (["ind.csv", "ud.json", "--record", "data"], 64, "--record: error: this format has no such option"),
            (["ind.csv", "mappe/ud.json"], 4, "error: cannot create "),
            (["ind.csv"], 64, "error: missing expected argument '<out>'"),
        ] as [([String], Int32, String)]
    )
    func saysWhatIsWrong(_ arguments: [String], _ code: Int32, _ message: String) throws {
        try folder.write("ind.csv", "a,b\n1,2\n")
        let result = try Command.run(["convert"] + arguments, in: folder)
        #expect(result.code == code)
        #expect(result.error.hasPrefix(message))
        #expect(folder.names() == ["ind.csv"])
    }

    @Test func advisesInTheWordsOfTheCommandLine() throws {
        let folder = try TestFolder()
        try folder.write("ind.csv", "kode,\n1,2\n")
        let unnamed = try Command.run(["convert", "ind.csv", "ud.json"], in: folder)
        #expect(unnamed.code == 3)
        #expect(unnamed.error.contains("hint: name it with --names 2=NAME, or write --extra ignore\n"))
        try folder.write("to.csv", "kode,tal\n1,2\n")
        let cube = try Command.run(["convert", "to.csv", "ud.json", "--to", "json_stat"], in: folder)
        #expect(cube.code == 64)
        #expect(
            cube.error
                == "ud.json: error: no field is named 'value'\n  hint: --out-value names the field of the values\n"
        )
    }

    @Test(arguments: [
        ("samples/statbank_jsonstat/folketal.json", "json_stat"), ("samples/doedelighed/doedelighed.xml", "sdmx"),
    ])
    func saysWhatAFileOfAnotherFormatLooksLike(file: String, format: String) throws {
        let folder = try TestFolder()
        let path = Command.repository.appendingPathComponent(file).path
        let result = try Command.run(["convert", path, "ud.csv"], in: folder)
        #expect(result.code != 0)
        #expect(result.error.hasSuffix("error: the file looks like \(format)\n  hint: --from \(format)\n"))
        #expect(try Command.run(["convert", path, "ud.csv", "--from", format], in: folder).code == 0)
    }

    @Test(arguments: ["xlsx", "xml", "json_stat", "json", "jsonl", "tsv"])
    func bringsEveryValueBackFromAFormatThatIsRead(format: String) throws {
        let folder = try TestFolder()
        let records = "by,tid,value\n0101,2030,12.50\n0101,2031,0.1\nØ <&> \"\"x\"\",2030,-7\n"
        let table =
            records.replacingOccurrences(of: "Ø <&> \"\"x\"\"", with: "\"Ø <&> \"\"x\"\"\"")
            + "\"Ø <&> \"\"x\"\"\",2031,1000000\n"
        try folder.write("ind.csv", table)
        let there = ["convert", "ind.csv", "mellem", "--to", format]
        #expect(try Command.run(there, in: folder).error == "")
        var back = ["convert", "mellem", "ud.csv", "--from", format]
        if format == "xml" { back += ["--record", "records/record", "--fields", "by,tid,value"] }
        #expect(try Command.run(back, in: folder).error == "")
        #expect(try folder.read("ud.csv") == table)
    }
}
