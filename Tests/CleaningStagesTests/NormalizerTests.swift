import StageKit
import StageTesting
import Testing

/// The plainest form of a stage, by which many stages outside this module are written.
@Suite struct NormalizerTests {
    @Test func textsThatBecomeOneGetOneCodeAndFaultsStayWithTheirRows() throws {
        let cells = DeliveredCells(["a", "A", "!", "b", "", "B", nil])
        #expect(
            try cells.run(try Lowering(yaml: "fields: [x]")) == [
                "a", "a", "∅invalid", "b", "∅missing", "b", "∅missing",
            ]
        )
        let codes = cells.batch.column(0).codes
        #expect(codes[0] == codes[1])
        #expect(codes[3] == codes[5])
        #expect(codes[0] != codes[3])
        #expect(cells.batch.faults.rows == [2])
    }
}

private struct Lowering: Normalizer {
    static let declaration = StageDeclaration("test.lower", "Lowers.", example: "fields: [x]", rules: [.exclaimed])
    @Option("Fields.")
    var fields: [TextField]

    func normalize(_ value: String) throws(Rejection) -> String? {
        if value == "!" { throw .exclaimed }
        return value.isEmpty ? nil : value.lowercased()
    }
}

extension Rejection {
    fileprivate static let exclaimed = Rejection("test.exclaimed", en: "exclaimed", da: "udbrudt")
}
