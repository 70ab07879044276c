/// A package with a stage of one's own, its test, a pipeline that uses it, and the command that has it.
struct StagePackageTemplate {
    /// The folder, and the beginning of the names in it.
    var name: String
    /// Where Sluse is: what stands between the parentheses of `.package(…)`.
    var dependency: String

    private var module: String { StageName.camelCase(name) + "Stages" }

    func files() -> [NewFiles.File] {
        let values = [
            "name": name, "module": module, "dependency": dependency, "stages": Self.listName(module),
        ]
        let texts = [
            ("Package.swift", Self.package), (".gitignore", Self.ignored), ("README.md", Self.readme),
            ("Sources/\(module)/\(module).swift", Self.list), ("Sources/\(name)-sluse/main.swift", Self.main),
            ("pipelines/eksempel.yaml", Self.pipeline), ("leverancer/eksempel.csv", Self.delivery),
        ]
        let first = StageName("validate.postnr").map { SwiftStageTemplate(name: $0, module: module).files() } ?? []
        let own = texts.map { NewFiles.File(path: $0.0, text: $0.1.filled(values)) }
        return (own + first).map { NewFiles.File(path: name + "/" + $0.path, text: $0.text) }
    }

    /// `minRegionStages`.
    private static func listName(_ module: String) -> String { module.prefix(1).lowercased() + module.dropFirst() }

    private static let package = Template(
        """
        // swift-tools-version: 6.3
        import PackageDescription

        let package = Package(
            name: "{{name}}",
            platforms: [.macOS(.v26)],
            dependencies: [.package({{dependency}})],
            targets: [
                .target(name: "{{module}}", dependencies: [.product(name: "StageKit", package: "sluse")]),
                .executableTarget(
                    name: "{{name}}-sluse",
                    dependencies: [
                        "{{module}}",
                        .product(name: "SluseCommand", package: "sluse"),
                        .product(name: "StageKit", package: "sluse"),
                        .product(name: "StandardStages", package: "sluse"),
                    ]
                ),
                .testTarget(
                    name: "{{module}}Tests",
                    dependencies: ["{{module}}", .product(name: "StageTesting", package: "sluse")]
                ),
            ]
        )
        """
    )

    private static let ignored = Template(
        """
        .build/
        Package.resolved
        out/
        """
    )

    private static let readme = Template(
        """
        # {{name}}

        Stages of our own for Sluse.

        ```sh
        swift test
        swift run {{name}}-sluse run pipelines/eksempel.yaml
        swift run {{name}}-sluse new stage normalize.noget
        ```

        Each stage is a file in `Sources/{{module}}`, named in the list `{{module}}.swift`.
        """
    )

    private static let list = Template(
        """
        public import StageKit

        /// The stages of this package, for commands and tests.
        public let {{stages}}: [any Stage.Type] = [
            PostnrValidator.self
        ]
        """
    )

    private static let main = Template(
        """
        import {{module}}
        import SluseCommand
        import StageKit
        import StandardStages

        Sluse.main(stages: standardStages + {{stages}})
        """
    )

    private static let pipeline = Template(
        """
        version: 1
        name: eksempel
        summary: Et eksempel; adresserne er opfundne.
        language: da

        stages:
          - read.csv: { path: ../leverancer/eksempel.csv, delimiter: ; }
          - validate.postnr: { fields: [postnr] }
          - write.csv: { path: eksempel.csv, delimiter: ; }

        publish: "${env.OUT:-../out}/eksempel"
        """
    )

    private static let delivery = Template(
        """
        sted;postnr
        Prøvevej 1;8000
        Prøvevej 2;80A0
        """
    )
}
