import StageKit

/// The part of a file before its cells.
struct PXHead {
    var metadata: PXMetadata
    /// Where the cells begin in the bytes read, and the line.
    var dataStart: Int
    var dataLine: UInt64

    /// Reads blocks until the data begins.
    /// - Parameter file: gets the file from its beginning.
    static func read(
        _ file: inout PXBytes,
        from input: any ByteInput,
        plan: PXPlan,
        blockSize: Int
    ) throws -> PXHead {
        // Three bytes may be a mark, and tell other kinds of files.
        try file.refill(keepingFrom: 0, size: max(4, blockSize), from: input)
        let hasMark = try markLength(file.bytes[..<file.count])
        var finder = PXStatementFinder(from: hasMark)
        var statements = PXStatements()
        while true {
            switch finder.next(in: file.bytes, count: file.count) {
            case .statement(let range, let line):
                guard range.upperBound <= plan.maxMetadata else { throw tooLong(file.bytes, plan) }
                try statements.take(file.bytes, range, line: line, offset: 0)
            case .data(let start, let line):
                guard start <= plan.maxMetadata else { throw tooLong(file.bytes, plan) }
                let metadata = try PXMetadata(statements, hasMark: hasMark > 0, plan: plan)
                return PXHead(metadata: metadata, dataStart: start, dataLine: line)
            case .needsMore:
                guard !file.isAtEnd else { throw missingData(finder) }
                guard file.count <= plan.maxMetadata else { throw tooLong(file.bytes, plan) }
                try file.refill(keepingFrom: 0, size: blockSize, from: input)
            }
        }
    }

    private static func tooLong(_ bytes: [UInt8], _ plan: PXPlan) -> DeliveryFault {
        let line = bytes[..<plan.maxMetadata].count { $0 == UInt8(ascii: "\n") } + 1
        return PXFault.limit(
            "max_metadata",
            plan.maxMetadata,
            "more bytes before DATA",
            "flere byte før DATA",
            at: PXFault.Place(line: UInt64(line), offset: UInt64(plan.maxMetadata))
        )
    }

    /// The length of the mark of UTF-8 at the beginning; other kinds of files are refused.
    private static func markLength(_ bytes: ArraySlice<UInt8>) throws(DeliveryFault) -> Int {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard
            isWide || bytes.prefix(4).contains(0) || bytes.starts(with: [0x1F, 0x8B])
                || bytes.starts(with: [0x50, 0x4B, 3])
        else { return 0 }
        throw PXFault.metadata(
            "px.file_kind",
            isWide ? "the file is UTF-16 or UTF-32, which PX is not" : "the file is no PX file",
            isWide ? "filen er UTF-16 eller UTF-32, som PX ikke er" : "filen er ikke en PX-fil",
            at: PXFault.Place(line: 1, offset: 0),
            hint: isWide ? "recode the file before it is read" : "a packed file has a name that ends in .gz or .zip"
        )
    }

    private static func missingData(_ finder: PXStatementFinder) -> DeliveryFault {
        if let quote = finder.quoteStart {
            return PXFault.incomplete(
                "the file ends inside a text in quotes that begins here",
                "filen slutter inde i en tekst i anførselstegn, der begynder her",
                at: PXFault.Place(line: quote.line, offset: UInt64(quote.offset))
            )
        }
        if !finder.isBetweenStatements {
            let start = finder.statementStart
            return PXFault.incomplete(
                "the file ends inside a statement that begins here",
                "filen slutter inde i en sætning, der begynder her",
                at: PXFault.Place(line: start.line, offset: UInt64(start.offset))
            )
        }
        return PXFault.incomplete(
            "the file has no DATA",
            "filen har ingen DATA",
            at: PXFault.Place(line: finder.line, offset: UInt64(finder.statementStart.offset))
        )
    }
}
