/// A stage in Swift and its test, for a package of stages.
struct SwiftStageTemplate {
    var name: StageName
    /// The module of stages in the package.
    var module: String

    func files() -> [NewFiles.File] {
        let values = [
            "name": name.text, "noun": name.noun, "type": name.typeName, "module": module,
            "rule": "not" + name.camelCase,
        ]
        let (stage, test) =
            switch name.verb {
            case .validate: (Self.validator, Self.validatorTest)
            case .normalize: (Self.normalizer, Self.normalizerTest)
            case .read: (Self.reader, Self.readerTest)
            case .write: (Self.writer, Self.writerTest)
            }
        return [
            NewFiles.File(path: "Sources/\(module)/\(name.typeName).swift", text: stage.filled(values)),
            NewFiles.File(path: "Tests/\(module)Tests/\(name.typeName)Tests.swift", text: test.filled(values)),
        ]
    }

    private static let validator = Template(
        """
        public import StageKit

        /// Accepts values of four digits.
        public struct {{type}}: Validator {
            public static let declaration = StageDeclaration(
                "{{name}}",
                "Accepts values of four digits.",
                example: "fields: [{{noun}}]",
                exampleTable: \"\"\"
                    {{noun}}
                    8000
                    \"\"\",
                rules: [.{{rule}}]
            )

            @Option("Fields to judge.")
            public var fields: [TextField]

            public init() {}

            public func validate(_ value: String) throws(Rejection) {
                guard value.wholeMatch(of: /[0-9]{4}/) != nil else { throw .{{rule}} }
            }
        }

        extension Rejection {
            static let {{rule}} = Rejection("{{noun}}.format", en: "not four digits", da: "ikke fire cifre")
        }
        """
    )

    private static let validatorTest = Template(
        """
        import {{module}}
        import StageTesting
        import Testing

        @Suite struct {{type}}Tests {
            @Test func acceptsFourDigits() throws {
                let result = try {{type}}(yaml: "fields: [{{noun}}]").run(
                    on: \"\"\"
                        {{noun}}
                        8000
                        80A0
                        \"\"\"
                )
                #expect(result.rejects == ["3 {{noun}} {{noun}}.format"])
            }

            @Test func keepsThePromisesOfStages() {
                #expect(StageConformance({{type}}.self).breaches == [])
            }
        }
        """
    )

    private static let normalizer = Template(
        """
        public import StageKit

        /// Gives values one spelling: words with one blank between them.
        public struct {{type}}: Normalizer {
            public static let declaration = StageDeclaration(
                "{{name}}",
                "Gives values one spelling: words with one blank between them.",
                example: "fields: [{{noun}}]"
            )

            @Option("Fields to rewrite.")
            public var fields: [TextField]

            public init() {}

            /// The new value; nil when it is to become missing.
            public func normalize(_ value: String) throws(Rejection) -> String? {
                let text = value.split(separator: " ").joined(separator: " ")
                return text.isEmpty ? nil : text
            }
        }
        """
    )

    private static let normalizerTest = Template(
        """
        import {{module}}
        import StageTesting
        import Testing

        @Suite struct {{type}}Tests {
            @Test func leavesOneBlankBetweenWords() throws {
                let result = try {{type}}(yaml: "fields: [{{noun}}]").run(
                    on: \"\"\"
                        {{noun}}
                        to  ord
                        \"\"\"
                )
                #expect(result.output == "{{noun}}\\nto ord")
            }

            @Test func keepsThePromisesOfStages() {
                #expect(StageConformance({{type}}.self).breaches == [])
            }
        }
        """
    )

    private static let reader = Template(
        """
        public import StageKit

        /// Reads lines of a code, an equals sign and a number: `0101=12`.
        public struct {{type}}: LineReader {
            public static let declaration = StageDeclaration(
                "{{name}}",
                "Reads lines of a code, an equals sign and a number; lines that begin with # are no records.",
                example: "path: {{noun}}.txt",
                rules: [.{{rule}}]
            )

            @Option("The files: a path or a pattern with * and ?.")
            public var path: InputPath

            public init() {}

            public var fieldNames: [String] { ["kode", "antal"] }

            /// The values of a line; nil for a line that is no record.
            public func read(_ line: String) throws(Rejection) -> [String?]? {
                if line.hasPrefix("#") { return nil }
                guard let match = line.wholeMatch(of: /([^=]+)=([0-9]*)/) else { throw .{{rule}} }
                return [String(match.1), match.2.isEmpty ? nil : String(match.2)]
            }
        }

        extension Rejection {
            static let {{rule}} = Rejection("{{noun}}.format", en: "not a code and a number", da: "ikke en kode og et tal")
        }
        """
    )

    private static let readerTest = Template(
        """
        import {{module}}
        import StageTesting
        import Testing

        @Suite struct {{type}}Tests {
            @Test func makesARecordOfEachLine() throws {
                let result = try {{type}}(yaml: "path: x").run(on: "# antal\\n0101=12\\n0147=\\n0151\\n")
                #expect(
                    result.output == \"\"\"
                        kode | antal
                        0101 | 12
                        0147 | ∅
                        \"\"\"
                )
                #expect(result.rejects == ["4 - {{noun}}.format"])
            }

            @Test func keepsThePromisesOfStages() {
                let files = ["{{noun}}.txt": "0101=12\\n0147=7\\n"]
                #expect(StageConformance({{type}}.self, texts: files).breaches == [])
            }
        }
        """
    )

    private static let writer = Template(
        """
        public import StageKit

        /// Writes the values of a record on a line, with a sign between them.
        public struct {{type}}: LineWriter {
            public static let declaration = StageDeclaration(
                "{{name}}",
                "Writes the values of each record on a line, with a sign between them.",
                example: "path: {{noun}}.txt"
            )

            @Option("Where the file goes in the published folder.")
            public var path: OutputPath

            @Option("The sign between two values.")
            public var separator = " | "

            public init() {}

            public var fileDescription: FileDescription { FileDescription(format: "txt", mediaType: "text/plain") }

            public func header(_ fields: [Field]) -> [String] { [fields.map(\\.name).joined(separator: separator)] }

            public func line(_ row: Row, fields: [Field]) -> String {
                let values = fields.map { row.text(of: $0) ?? "-" }
                return values.joined(separator: separator).split(whereSeparator: \\.isNewline).joined(separator: " ")
            }
        }
        """
    )

    private static let writerTest = Template(
        """
        import {{module}}
        import StageTesting
        import Testing

        @Suite struct {{type}}Tests {
            @Test func writesALineForEachRecord() throws {
                let bytes = try {{type}}(yaml: "path: x").run(
                    on: \"\"\"
                        kode | antal:integer
                        0101 | 12
                        0147 | ∅
                        \"\"\"
                )
                #expect(String(decoding: bytes, as: UTF8.self) == "kode | antal\\n0101 | 12\\n0147 | -\\n")
            }

            @Test func keepsThePromisesOfStages() {
                #expect(StageConformance({{type}}.self).breaches == [])
            }
        }
        """
    )
}
