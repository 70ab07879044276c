import Foundation
import Materials
import Testing

/// `sluse guess` on workbooks and on the formats of statistical offices.
struct GuessFormatTests {
    /// Guesses, checks and runs; the records that were written.
    private func published(_ file: String, in folder: TestFolder, _ text: inout String) throws -> String {
        let guessed = try Command.run(["guess", file], in: folder)
        #expect(guessed.code == 0, "\(file): \(guessed.error)")
        text = guessed.output
        try folder.write("ny.yaml", guessed.output.replacing(/name: [a-z0-9_]+\n/, with: "name: ny\n"))
        let checked = try Command.run(["check", "ny.yaml"], in: folder)
        #expect(checked.code == 0, "\(file): \(checked.error)")
        let run = try Command.run(["run", "ny.yaml"], in: folder)
        #expect(run.code == 0, "\(file): \(run.error)")
        let name = text.firstMatch(of: /publish: "?out\/([^"\n]+)/).map { String($0.1) } ?? ""
        let table = "\(name).csv"
        return try folder.read("out/\(name)/\(table)")
    }

    /// A workbook with the cells of a table without header.
    private func workbook(_ rows: String, as file: String, in folder: TestFolder) throws {
        try folder.write("celler.csv", "a;b;c;d\n" + rows)
        let made = try Command.run(
            ["convert", "celler.csv", file, "--delimiter", ";", "--no-out-header"],
            in: folder
        )
        #expect(made.code == 0, "\(made.error)")
    }

    @Test func findsTheTableBelowATitleAndItsNames() throws {
        let folder = try TestFolder()
        // As the workbooks of StatBank: the columns of places have no name.
        let rows = """
            Personer efter område;;;
            ;;;
            ;;2030;2031
            Nordby;Mænd;1201;1250
            Nordby;Kvinder;1198;1249
            Sydby;Mænd;811;820
            Sydby;Kvinder;..;831

            """
        try workbook(rows, as: "bog.xlsx", in: folder)
        var text = ""
        let table = try published("bog.xlsx", in: folder, &text)
        #expect(text.contains("skip_rows: 2"))
        #expect(text.contains("names: { A: kolonne_1, B: kolonne_2 }"))
        #expect(table.hasPrefix("kolonne_1;kolonne_2;2030;2031\nNordby;Mænd;1201;1250\n"), "\(table)")
        #expect(table.split(separator: "\n").count == 5)
    }

    @Test func findsATableThatBeginsBesideTheFirstColumn() throws {
        let folder = try TestFolder()
        try workbook(";;;\n;by;tal;\n;Nordby;7;\n;Sydby;8;\n", as: "bog.xlsx", in: folder)
        var text = ""
        #expect(try published("bog.xlsx", in: folder, &text) == "by;tal\nNordby;7\nSydby;8\n")
        #expect(text.contains("range: \"B:C\""))
        #expect(!text.contains("skip_rows"))
    }

    @Test func namesTheSheetsAndTakesTheFirstWithATable() throws {
        let folder = try TestFolder()
        try FileManager.default.copyItem(
            at: Repository.folder.appending(path: "samples/hospitalsophold/2020.xlsx"),
            to: folder.url.appending(path: "bog.xlsx")
        )
        var text = ""
        let table = try published("bog.xlsx", in: folder, &text)
        #expect(text.contains("# the sheets are 'Tal', 'Noter'\n        sheet: Tal\n"))
        #expect(text.contains("footer: \"Kilde: opdigtede tal\""))
        #expect(table.split(separator: "\n").count == 5)
    }

    @Test func namesTheDatasetsAndTakesTheFirst() throws {
        let folder = try TestFolder()
        let cube = #"{"dimension":{"id":["by"],"size":[2],"by":{"category":{"index":["a","b"]}}},"value":[1,2]}"#
        try folder.write("to.json", #"{"foerste":{"label":"F",\#(cube.dropFirst()),"anden":\#(cube)}"#)
        var text = ""
        #expect(try published("to.json", in: folder, &text) == "by;value\na;1\nb;2\n")
        #expect(text.contains("# the datasets are 'foerste', 'anden'\n        dataset: foerste"))
    }

    @Test func takesAPointInAFormatOfStatisticsForADecimalPoint() throws {
        let folder = try TestFolder()
        let cube =
            #"{"version":"2.0","class":"dataset","id":["by"],"size":[3],"#
            + #""dimension":{"by":{"category":{"index":["a","b","c"]}}},"value":[1.234,2.345,7]}"#
        try folder.write("tal.json", cube)
        var text = ""
        #expect(try published("tal.json", in: folder, &text) == "by;value\na;1.234\nb;2.345\nc;7\n")
        #expect(!text.contains("AMBIGUOUS"))
    }

    @Test func saysThatAMessageOfSDMXIsAnError() throws {
        let folder = try TestFolder()
        let space = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
        try folder.write(
            "svar.xml",
            "<m:Error xmlns:m=\"\(space)/message\" xmlns:c=\"\(space)/common\"><m:ErrorMessage code=\"100\">"
                + "<c:Text>No results</c:Text></m:ErrorMessage></m:Error>"
        )
        let result = try Command.run(["guess", "svar.xml"], in: folder)
        #expect(result.code == 3)
        #expect(result.error.contains("an SDMX error message instead of data: code 100"), "\(result.error)")
    }

    @Test(arguments: [
        "samples/statbank_px/folketal.px", "samples/statbank_jsonstat/folketal.json",
        "samples/doedelighed/doedelighed.xml", "samples/hospitalsophold/2020.xlsx",
    ])
    func readsTheSamples(file: String) throws {
        let folder = try TestFolder()
        let name = file.split(separator: "/").last.map(String.init) ?? ""
        try FileManager.default.copyItem(
            at: Repository.folder.appending(path: file),
            to: folder.url.appending(path: name)
        )
        var text = ""
        #expect(try published(name, in: folder, &text).split(separator: "\n").count > 4)
        #expect(text.contains("none rejected."))
    }

    private static let suites = SharedFolder("suites")

    @Test(
        .enabled(if: suites.exists, "the shared suites are not here"),
        arguments: [
            "px/files/PCAxis.Serializers__Issue220Finland.px", "px/files/pyaxis__1001.px",
            "jsonstat/files/swift-jsonstat__JSONStatOrg-oecd-canada-col.json",
            "jsonstat/files/pyjstat__data-galicia.json", "sdmx/files/sdmx-test-data__ECB_EXR__ng-ts-gf.xml",
            "xlsx/files/calamine__minimal_package.xlsx", "xlsx/files/readxl__geometry.xlsx",
            "xlsx/files/calamine__header-row.xlsx", "xlsx/files/readxl__unnamed-duplicated-columns.xlsx",
        ]
    )
    func readsWhatOthersWrote(file: String) throws {
        let folder = try TestFolder()
        let name = file.split(separator: "/").last.map(String.init) ?? ""
        try FileManager.default.copyItem(
            at: Self.suites.url.appending(path: file),
            to: folder.url.appending(path: name)
        )
        var text = ""
        _ = try published(name, in: folder, &text)
    }
}
