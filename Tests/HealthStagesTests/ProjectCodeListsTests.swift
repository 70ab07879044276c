import Foundation
import HealthStages
import Materials
import StageKit
import StageTesting
import Testing

/// The lists in pipelines/code_lists.
@Suite struct ProjectCodeListsTests {
    private static let folder = Repository.folder.appending(path: "pipelines/code_lists")

    private static func files() throws -> [String: String] {
        var files: [String: String] = [:]
        for url in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where url.pathExtension == "csv" {
            files[url.lastPathComponent] = try String(contentsOf: url, encoding: .utf8)
        }
        return files
    }

    private func normalize(_ values: String, list: String, at day: String? = nil) throws -> StageResult {
        let at = day.map { ", at: \($0)" } ?? ""
        let stage = try CodeNormalizer(yaml: "{ fields: [x], list: \(list)\(at) }", files: try Self.files())
        return try stage.run(on: "x\n" + values.split(separator: "/").joined(separator: "\n"))
    }

    @Test func everyListLoads() throws {
        let files = try Self.files()
        #expect(files.count >= 7)
        for name in files.keys.sorted() {
            let node = OptionNode(.scalar(name), at: SourcePlace(file: "test.yaml", line: 1, column: 1))
            let list = try CodeList(option: node, in: .testing(files))
            #expect(list.codes.count == list.table.rowCount, "\(name)")
            for code in 0..<UInt32(list.codes.count) {
                let text = Array(list.codes.text(code).utf8)
                #expect(list.meaning(of: text.span).map { list.match($0, at: nil) } == .code(code), "\(name)")
            }
        }
    }

    @Test func sendersSpellingsAreFound() throws {
        let municipalities = try normalize(
            "Århus/Vejle Kommune/Åbenrå Kommune/Fåborg-Midtfyn/Ringkøbing Skjern/253/Mors/860",
            list: "kommuner.csv",
            at: "2021"
        )
        #expect(municipalities.output == "x\n0751\n0630\n0580\n0430\n0760\n0253\n0773\n0860")
        let ages = try normalize("16–24 år/75-/Alle aldre/16+ år/75 år og derover/alle", list: "aldersgrupper.csv")
        #expect(ages.output == "x\n16-24\n75+\n16+\n16+\n75+\n16+")
        #expect(
            try normalize("m/K/begge/I alt/mand", list: "koen.csv").output == "x\nmaend\nkvinder\nalle\nalle\nmaend"
        )
        #expect(
            try normalize("ensomhed/alkohol", list: "indikatorer_historik.csv", at: "2017").rejects == [
                "2 x code.not_valid"
            ]
        )
    }
}
