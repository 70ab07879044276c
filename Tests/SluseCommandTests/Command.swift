import Foundation

/// The built command, run from outside.
enum Command {
    struct Result {
        /// The exit code; 128 and the signal when a signal killed it.
        var code: Int32
        var output: String
        var error: String

        var outputLines: [String] { output.split(separator: "\n").map(String.init) }
        var errorLines: [String] { error.split(separator: "\n").map(String.init) }
    }

    /// `.build/debug/sluse`, beside the test bundle.
    static let path: String = {
        let arguments = CommandLine.arguments
        var folders = [URL(fileURLWithPath: arguments[0]).deletingLastPathComponent()]
        if let flag = arguments.firstIndex(of: "--test-bundle-path"), flag + 1 < arguments.count {
            folders.insert(URL(fileURLWithPath: arguments[flag + 1]).deletingLastPathComponent(), at: 0)
        }
        folders.append(repository.appendingPathComponent(".build/debug"))
        let files = folders.map { $0.appendingPathComponent("sluse").path }
        return files.first { FileManager.default.isExecutableFile(atPath: $0) } ?? files[0]
    }()

    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs the command in a folder.
    static func run(
        _ arguments: [String],
        in folder: TestFolder,
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Result {
        try start(arguments, in: folder, input: input, environment: environment).wait()
    }

    /// Runs a line of shell in a folder; `$SLUSE` is the command.
    static func shell(_ line: String, in folder: TestFolder) throws -> Result {
        try start(program: "/bin/sh", ["-c", line], in: folder, environment: ["SLUSE": path]).wait()
    }

    /// A command at work.
    struct Running {
        let process: Process
        let output: URL
        let error: URL

        func wait() throws -> Result {
            process.waitUntilExit()
            let code = process.terminationStatus
            return Result(
                code: process.terminationReason == .uncaughtSignal ? 128 + code : code,
                output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
                error: String(decoding: try Data(contentsOf: error), as: UTF8.self)
            )
        }
    }

    /// Starts the command; streams go to files, so that nothing waits for a full pipe.
    static func start(
        program executable: String = path,
        _ arguments: [String],
        in folder: TestFolder,
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Running {
        let name = UUID().uuidString
        let streams = folder.url.appendingPathComponent(".streams-\(name)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        let files = ["in", "out", "err"].map { streams.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        return Running(process: process, output: files[1], error: files[2])
    }
}
