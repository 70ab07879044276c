// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "region-stages",
    platforms: [.macOS(.v26)],
    // Outside this checkout: .package(url: "https://…/sluse", from: "0.1.0")
    dependencies: [.package(name: "sluse", path: "../..")],
    targets: [
        .target(name: "RegionStages", dependencies: [.product(name: "StageKit", package: "sluse")]),
        .executableTarget(
            name: "region-sluse",
            dependencies: [
                "RegionStages",
                .product(name: "SluseCommand", package: "sluse"),
                .product(name: "StageKit", package: "sluse"),
                .product(name: "StandardStages", package: "sluse"),
            ]
        ),
        .testTarget(
            name: "RegionStagesTests",
            dependencies: [
                "RegionStages",
                .product(name: "StageTesting", package: "sluse"),
            ]
        ),
    ]
)
