/// Finds where whole records end in the blocks of a file.
protocol JSONCutter: Sendable {
    /// Finds how far a block can go to a worker; the last block is taken whole or the file is refused.
    mutating func cut(_ block: Span<UInt8>, count: Int, isLast: Bool) -> JSONCut
}

extension JSONLinesCutter: JSONCutter {}
extension JSONArrayCutter: JSONCutter {}
