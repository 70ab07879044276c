import Testing

@testable import XMLParsing

@Suite struct XMLPathTests {
    @Test func takesPathsApart() throws {
        let spaces = ["o": "urn:o"]
        let record = try XMLPath(record: "//a/o:b", namespaces: spaces)
        #expect(record.isAnywhere)
        #expect(record.steps == [.init(local: [0x61], uri: nil), .init(local: [0x62], uri: Array("urn:o".utf8))])
        let field = try XMLPath(field: "../../a/@o:k", namespaces: spaces)
        #expect(field.levelsUp == 2)
        #expect(field.steps.count == 1)
        #expect(field.end == .attribute(.init(local: [0x6B], uri: Array("urn:o".utf8))))
        #expect(try XMLPath(field: ".", namespaces: [:]).end == .ownText)
    }

    @Test(arguments: [
        ("", "has an empty name; names stand between single slashes"),
        ("a//b", "has an empty name; names stand between single slashes"),
        ("a/", "has an empty name; names stand between single slashes"),
        ("..", "must go on to an element or an attribute, such as ../@region"),
        ("a/../b", "may have '..' only at its beginning, and '.' only alone"),
        ("./a", "may have '..' only at its beginning, and '.' only alone"),
        ("@a/b", "may have an attribute only at its end, and only for a field"),
        ("@", "has an empty name; names stand between single slashes"),
        ("p:a", "uses the prefix 'p', which is not in 'namespaces'"),
        ("a:b:c", "has a name that is neither 'name' nor 'prefix:name'"),
        (
            "a[1]",
            "has a sign that no name has; only names, '/', '//', '@', '.', '..', 'ancestor::' and 'name()' are known"
        ),
        (
            "*",
            "has a sign that no name has; only names, '/', '//', '@', '.', '..', 'ancestor::' and 'name()' are known"
        ),
        ("../../../x", "goes up beyond the root element"),
    ])
    func saysWhatIsWrongWithAPathOfAField(_ path: String, _ message: String) {
        let layout = XMLLayout(records: ["r/x"], fields: [.init("f", path)])
        #expect(throws: XMLPathFault(path: path, message: message)) { try XMLPlan(layout) }
    }

    @Test(arguments: ["", "//", "r/@x", "r//x", "../x", ".", "/"])
    func turnsDownPathsThatAreNoRecords(_ path: String) {
        #expect(throws: XMLPathFault.self) { try XMLPlan(XMLLayout(records: [path], fields: [])) }
    }

    @Test func needsARecord() {
        #expect(throws: XMLPathFault.self) { try XMLPlan(XMLLayout(records: [], fields: [])) }
    }
}
