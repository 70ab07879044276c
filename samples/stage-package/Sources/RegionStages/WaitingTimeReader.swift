public import StageKit

/// Reads lists of waiting times as some hospitals send them: `6620 Hofteprotese: 42 dage`.
public struct WaitingTimeReader: LineReader {
    public static let declaration = StageDeclaration(
        "read.waiting_times",
        "Reads lists of waiting times: on each line a hospital, a treatment, and a number of days.",
        example: "path: ../leverancer/ventetider.txt",
        rules: [.noWaitingTime]
    )

    @Option("The files: a path or a pattern with * and ?.")
    public var path: InputPath

    public init() {}

    public var fieldNames: [String] { ["sygehus", "behandling", "dage"] }

    public func read(_ line: String) throws(Rejection) -> [String?]? {
        if line.isEmpty || line.hasPrefix("*") { return nil }
        guard let match = line.wholeMatch(of: /(\w+) (.+): (\d*|\?) dage/) else { throw .noWaitingTime }
        let days = String(match.3)
        return [String(match.1), String(match.2), days == "?" ? nil : days]
    }
}

extension Rejection {
    static let noWaitingTime = Rejection(
        "waiting_times.format",
        en: "not of the form 'hospital treatment: number dage'",
        da: "ikke på formen 'sygehus behandling: tal dage'"
    )
}
