/// Finds where whole records end in the blocks of a file.
protocol JSONCutter: Sendable {
    /// Finds how far a block can go to a worker; the last block is taken whole or the file is refused.
    mutating func cut(_ block: Span<UInt8>, count: Int, isLast: Bool) -> JSONCut
    /// What it let through, by name, and how often.
    var leniencies: [String: Int] { get }
}

extension JSONLinesCutter: JSONCutter {
    var leniencies: [String: Int] { [:] }
}
extension JSONArrayCutter: JSONCutter {}
