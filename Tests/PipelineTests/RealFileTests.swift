import Foundation
import PipelineEngine
import Testing

/// Files that others publish, with figures that are known from them.
@Suite(.enabled(if: Repository.hasRealFiles, "the real files lie beside the repository, in ../shared/data"))
struct RealFileTests {
    private func run(_ name: String, inbox: String, day: String? = nil) async throws -> FinishedRun {
        var parameters = ["inbox": Repository.realFiles + inbox]
        parameters["dag"] = day
        let run = try await FinishedRun(name, parameters: parameters)
        #expect(run.result.ending == .published)
        run.expectNothingLost()
        return run
    }

    /// The sum of a field, missing values left out, and how many are missing.
    private func sum(_ field: String, of rows: [[String: String]]) throws -> (sum: Decimal, missing: Int) {
        let values = try rows.map { try #require($0[field]) }
        let numbers = try values.filter { !$0.isEmpty }.map { try #require(Decimal(string: $0)) }
        return (numbers.reduce(0, +), values.count - numbers.count)
    }

    @Test func populationAddsUpThreeWays() async throws {
        let run = try await run("statbank_folk1a", inbox: "statbank")
        let all = try run.table("omraader.csv")
        #expect(all.count == 525)
        let totals = all.filter { $0["civilstand"] == "i_alt" }
        for kinds in [["land"], ["region"], ["kommune", "andet"]] {
            let rows = totals.filter { kinds.contains($0["slags"] ?? "") }
            #expect(try sum("antal", of: rows).sum == 5_822_763, "\(kinds)")
        }
        let parts = all.filter { $0["civilstand"] != "i_alt" && $0["slags"] == "land" }
        #expect(try sum("antal", of: parts).sum == 5_822_763)
        #expect(try run.table("kommuner.csv").count == 99 * 5)
    }

    @Test func keyFiguresHaveTheirSumAndGaps() async throws {
        let rows = try await run("noegletal", inbox: "noegletal").table("noegletal.csv")
        #expect(rows.count == 288)
        let tal = try sum("tal", of: rows)
        #expect(tal.missing == 32)
        #expect(tal.sum == Decimal(string: "8376.4"))
    }

    @Test(arguments: [("2020-05-06", 18), ("2020-08-17", 12), ("2021-03-25", 0)])
    func smallCountsAreBelowTheLimit(_ day: String, _ belowLimit: Int) async throws {
        let run = try await run("ssi_kommuner", inbox: "ssi-covid", day: day)
        #expect(run.report.sum.read == 99)
        #expect(run.report.sum.rejected == 0)
        let rows = try run.table("ssi_kommuner.csv")
        #expect(rows.count == 99)
        let missing = try ["testede", "bekraeftede", "befolkning", "incidens"].map { try sum($0, of: rows).missing }
        #expect(missing.reduce(0, +) == belowLimit)
    }

    @Test func municipalitiesAgreeWithTheCodeList() async throws {
        let run = try await run("dawa_kommuner", inbox: "dawa")
        #expect(run.report.sum.rejected == 0)
        #expect(try run.table("kommuner.csv", delimiter: ",").count == 98)
    }

    @Test func unitsHaveTheirInstitutionAndOwner() async throws {
        let run = try await run("sor", inbox: "sor")
        #expect(run.report.sum.rejected == 0)
        let rows = try run.table("enheder.csv")
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0["institution_sor_id"] != "" && $0["ejer_sor_id"] != "" })
    }

    @Test func historyKeepsEveryRecord() async throws {
        let run = try await run("sundhedsprofil_historik", inbox: "sundhedsprofil")
        #expect(run.report.sum.rejected == 0)
        let rows = try run.table("historik.csv")
        #expect(rows.count == 686)
        #expect(Set(rows.map { $0["kommune"] }).count == 98)
        #expect(try sum("procent", of: rows).sum == Decimal(string: "11150.4"))
    }
}
