import Testing

@testable import FileGuessing

/// Texts in a printed pipeline.
struct YAMLTextTests {
    @Test(arguments: [
        ("kommune", "kommune"), ("år", "år"), ("Kom.nr", "Kom.nr"), ("2031", "2031"), ("a b", "a b"), ("", "\"\""),
        ("..", "\"..\""), ("-", "\"-\""), ("<10", "\"<10\""), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""),
        ("[x]", "\"[x]\""),
        ("a, b", "\"a, b\""), ("null", "\"null\""), ("*", "\"*\""), (" a", "\" a\""), ("a\nb", "\"a\\nb\""),
        ("\"", "\"\\\"\""), ("\u{FEFF}a", "\"\\ufeffa\""), ("${x}", "\"$${x}\""), ("a'b", "\"a'b\""),
    ])
    func putsTextsInQuotesWhereTheyMustBe(text: String, yaml: String) {
        #expect(YAMLText.scalar(text) == yaml)
    }

    @Test func breaksLongListsAndComments() {
        let names = (1...40).map { "kolonne_\($0)" }
        let lines = YAMLText.lines("fields", .list(names), indent: 8)
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { $0.count <= YAMLText.width })
        let comment = YAMLText.comment(String(repeating: "ord ", count: 60), indent: 4)
        #expect(comment.allSatisfy { $0.hasPrefix("    #") && $0.count <= YAMLText.width })
    }

    @Test func keepsLineEndsOutOfComments() {
        #expect(YAMLText.comment("a\nb\u{2028}c", indent: 0) == ["# a b c"])
    }
}
