import Testing

@testable import PipelineEngine

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("nord.csv", "*.csv", true), ("nord.csv", "n?rd.csv", true), ("nord.csv", "*.xml", false),
        ("nørre.csv", "n?rre.csv", true), ("a.b.csv", "*.b*", true), ("abc", "a*b*c*", true), ("abc", "a*d", false),
        ("", "*", true), ("", "?", false), ("x", "", false),
    ])
    func matchesNames(name: String, pattern: String, isMatch: Bool) {
        #expect(PathPattern.matches(name, pattern) == isMatch)
    }

    @Test(arguments: [
        ("a/./b//c", "a/b/c"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"), ("/../a", "/a"), (".", "."),
        ("a/..", "."),
    ])
    func normalizesPaths(path: String, normalized: String) {
        #expect(Paths.normalized(path) == normalized)
    }

    @Test func tellsWhatLiesInsideAFolder() {
        #expect(Paths.isInside("/out/a/b", "/out/a"))
        #expect(Paths.isInside("/out/a", "/out/a"))
        #expect(!Paths.isInside("/out/ab", "/out/a"))
        #expect(Paths.isInside("/anything", "/"))
    }
}
