import Foundation
import Materials
import StageTesting
import Testing

@testable import CSVStages

/// Deliveries as the senders of `samples/` make them.
@Suite struct SampleTests {
    private func bytes(_ path: String) throws -> [UInt8] {
        try Repository.bytes("samples/" + path)
    }

    @Test func readsASheetWithTitleHeadingsAndLegend() throws {
        let stage = try CSVReader(
            yaml: """
                path: a
                encoding: iso-8859-1
                delimiter: ";"
                skip_rows: 2
                names: { 1: kommune_navn }
                heading: noegletal
                footer: "Tegnforklaring:"
                """
        )
        let result = try stage.run(on: try bytes("noegletal/nwRap-proeve.csv"))
        let lines = result.output.split(separator: "\n")
        #expect(
            lines[0].split(separator: "|").map { $0.filter { $0 != " " } }.prefix(3) == [
                "noegletal", "kommune_navn", "Kom.nr",
            ]
        )
        #expect(lines[1].hasPrefix("Andel hjemmeboende med gangbesvær"))
        #expect(lines.allSatisfy { !$0.contains("Tegnforklaring") && !$0.hasPrefix("∅") })
        #expect(result.rejects == [])
    }

    @Test func joinsAHeaderOfTwoRows() throws {
        let stage = try CSVReader(yaml: "{ path: a, delimiter: ;, header_rows: 2 }")
        let header = try stage.run(on: try bytes("sundhedsprofil/2021/midtjylland.csv"), chunks: [100], blocks: [777])
            .output
            .split(separator: "\n")[0].split(separator: "|").map { String($0.drop { $0 == " " }) }
        #expect(
            header.prefix(6).map { $0.split(separator: " ").joined(separator: " ") }
                == ["Kommune", "Køn", "Alder", "År", "Ryger dagligt andel", "Ryger dagligt ci_lav"]
        )
    }
}
