/// Reads the answers of a program, one at a time.
protocol AnswerParser {
    /// The end of the answer that begins at `start`, its line end included; nil when it has not come whole.
    func end(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int?

    /// Whether the text that was sent for a record says the same when it comes back.
    var takesEcho: Bool { get }

    /// Reads an answer.
    /// - Returns: false for a line that says nothing of a record.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int, into answer: inout Answer)
        throws(ProgramFault) -> Bool
}
