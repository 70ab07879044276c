// swift-tools-version: 6.3
import PackageDescription

/// The settings of every Swift target: unsafe code is marked, imports are internal, and in CI a warning is an error.
let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A module of stages: it knows the interface of stages and no other module of ours.
func stages(_ name: String, dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: ["ByteKernels", "StageKit"] + dependencies, swiftSettings: settings),
        .testTarget(
            name: name + "Tests",
            dependencies: [.target(name: name), "ByteKernels", "Materials", "StageKit", "StageTesting"]
                + dependencies,
            swiftSettings: settings
        ),
    ]
}

/// The modules that `StandardStages` lists.
let stageModules: [Target.Dependency] = [
    "CSVStages",
    "JSONStages",
    "XMLStages",
    "PXStages",
    "SDMXStages",
    "SpreadsheetStages",
    "CleaningStages",
    "RuleStages",
    "HealthStages",
    "ProcessStages",
]

let package = Package(
    name: "sluse",
    platforms: [.macOS(.v26)],
    // For packages with stages of their own: what a stage is, its test kit, and the parts of a command.
    products: [
        .library(name: "StageKit", targets: ["ByteKernels", "StageKit"]),
        .library(name: "StageTesting", targets: ["StageTesting"]),
        .library(name: "StandardStages", targets: ["StandardStages"]),
        .library(name: "SluseCommand", targets: ["SluseCommand"]),
        .executable(name: "sluse", targets: ["sluse"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
        .systemLibrary(name: "CZlibSystem", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CZlib", dependencies: ["CZlibSystem"]),
        .target(name: "CKernels"),
        // Lifetimes: for the one property that returns a Span, in OutputBuffer.swift.
        .target(
            name: "ByteKernels",
            dependencies: ["CKernels"],
            swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]
        ),
        .testTarget(name: "ByteKernelsTests", dependencies: ["ByteKernels"], swiftSettings: settings),
        .target(name: "StageKit", dependencies: ["ByteKernels"], swiftSettings: settings),
        .testTarget(
            name: "StageKitTests",
            dependencies: ["ByteKernels", "StageKit", "StageTesting"],
            swiftSettings: settings
        ),

        .target(name: "XMLParsing", dependencies: ["ByteKernels", "CLibXML2"], swiftSettings: settings),
        .testTarget(name: "XMLParsingTests", dependencies: ["Materials", "XMLParsing"], swiftSettings: settings),
        .target(name: "PackedFiles", dependencies: ["ByteKernels", "CZlib", "StageKit"], swiftSettings: settings),
        .testTarget(
            name: "PackedFilesTests",
            dependencies: ["ByteKernels", "Materials", "PackedFiles", "StageKit"],
            swiftSettings: settings
        ),
        .target(
            name: "PipelineSpec",
            dependencies: ["StageKit", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),
        .testTarget(name: "PipelineSpecTests", dependencies: ["PipelineSpec", "StageKit"], swiftSettings: settings),
        .target(
            name: "PipelineEngine",
            dependencies: [
                "ByteKernels", "CKernels", "PackedFiles", "StageKit", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PipelineEngineTests",
            dependencies: ["PackedFiles", "PipelineEngine", "StageKit"],
            swiftSettings: settings
        ),
        .target(
            name: "StageTesting",
            dependencies: ["ByteKernels", "CKernels", "PipelineSpec", "StageKit"],
            swiftSettings: settings
        ),

        // What a delivery seems to be, for those who write a pipeline; no run asks it.
        .target(name: "FileGuessing", dependencies: ["ByteKernels", "StageKit"], swiftSettings: settings),
        .testTarget(
            name: "FileGuessingTests",
            dependencies: ["FileGuessing", "Materials", "StageKit"],
            swiftSettings: settings
        ),
        // A stage that is another program; swift-subprocess names files as swift-system does.
        .target(
            name: "ProcessStages",
            dependencies: [
                "ByteKernels", "CKernels", "StageKit", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProcessStagesTests",
            dependencies: ["PipelineEngine", "PipelineSpec", "ProcessStages", "StageKit", "StandardStages"],
            swiftSettings: settings
        ),

        // Every stage there is, and the verbs that know no stage.
        .target(name: "StandardStages", dependencies: ["StageKit"] + stageModules, swiftSettings: settings),
        .testTarget(
            name: "StandardStagesTests",
            dependencies: ["PipelineSpec", "StageKit", "StageTesting", "StandardStages"],
            swiftSettings: settings
        ),
        // Damaged deliveries for every reader and everything that unpacks.
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "ByteKernels", "CSVStages", "JSONStages", "Materials", "PackedFiles", "PipelineEngine", "StageKit",
                "StageTesting", "StandardStages",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SluseCommand",
            dependencies: [
                "ByteKernels", "FileGuessing", "PackedFiles", "PipelineEngine", "PipelineSpec", "StageKit",
                "StageTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["StageTesting", "StandardStages"] + stageModules,
            path: "Tests/Benchmarks",
            exclude: ["w1.yaml", "w2.yaml", "w3a.yaml", "w3n.yaml"],
            swiftSettings: settings
        ),
        // Prints the public interface of a module, for .ci/interface.
        .executableTarget(
            name: "InterfaceList",
            path: "Tests/InterfaceList",
            exclude: ["StageKit.txt", "StageTesting.txt"],
            swiftSettings: settings
        ),
        // Where tests find the files of the repository and those beside it.
        .target(
            name: "Materials",
            dependencies: ["ByteKernels", "PackedFiles"],
            path: "Tests/Materials",
            swiftSettings: settings
        ),
        // The pipelines of pipelines/ on samples/ and on the real files, without the command around them.
        .testTarget(
            name: "PipelineTests",
            dependencies: ["PipelineEngine", "PipelineSpec", "StageKit", "StandardStages"],
            swiftSettings: settings
        ),
        .executableTarget(name: "sluse", dependencies: ["SluseCommand", "StandardStages"], swiftSettings: settings),
        .testTarget(
            name: "SluseCommandTests",
            // The executable is run from outside; here it is named so that it is built.
            dependencies: [
                "sluse", "SluseCommand", "PackedFiles", "PipelineSpec", "StageKit", "StandardStages",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
    ]
        + stages("CSVStages")
        + stages("JSONStages")
        + stages("PXStages")
        + stages("XMLStages", dependencies: ["XMLParsing"])
        + stages("SpreadsheetStages", dependencies: ["PackedFiles", "XMLParsing"])
        + stages("SDMXStages", dependencies: ["XMLParsing"])
        + stages("CleaningStages")
        + stages("RuleStages")
        + stages("HealthStages")
)
