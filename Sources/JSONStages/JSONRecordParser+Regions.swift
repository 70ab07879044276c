import ByteKernels

extension JSONRecordParser {
    /// Parses the lines of a region, one record each; a faulty line is one reject and an empty one is nothing.
    mutating func parseLines(_ block: Span<UInt8>, _ region: Range<Int>, into rows: inout JSONRows) {
        let end = min(region.upperBound, block.count)
        var position = region.lowerBound
        while position < end {
            let lineEnd = JSONBytes.first(UInt8(ascii: "\n"), in: block, from: position, to: end)
            JSONTokens.skipSpace(block, &position, lineEnd)
            if position < lineEnd {
                let start = position
                do throws(JSONFault) {
                    position = try parse(block, from: start, to: lineEnd)
                    let source = start..<position
                    JSONTokens.skipSpace(block, &position, lineEnd)
                    guard position == lineEnd else { throw JSONFault(.trailing, at: position) }
                    try accept(block, source, into: &rows)
                } catch {
                    let hasReturn = lineEnd > start && block[lineEnd - 1] == UInt8(ascii: "\r")
                    rows.reject(error, source: start..<(hasReturn ? lineEnd - 1 : lineEnd))
                }
            }
            position = lineEnd + 1
        }
    }

    /// Parses the elements of a region that an array cutter has found, with the commas between them.
    ///
    /// A fault that leaves the ends of the elements certain is a reject; any other is returned, and the file must be
    /// refused.
    mutating func parseElements(
        _ block: Span<UInt8>,
        _ region: Range<Int>,
        into rows: inout JSONRows
    ) -> JSONFault? {
        let end = min(region.upperBound, block.count)
        var position = region.lowerBound
        while true {
            JSONTokens.skipSpace(block, &position, end)
            guard position < end else { return nil }
            let start = position
            do throws(JSONFault) {
                position = try parse(block, from: start, to: end)
                try accept(block, start..<position, into: &rows)
            } catch {
                guard error.reason.leavesEndCertain else {
                    rows.refusedElement = start..<Self.elementEnd(block, from: start, to: end)
                    return error
                }
                position = Self.elementEnd(block, from: start, to: end)
                rows.reject(error, source: start..<position)
            }
            JSONTokens.skipSpace(block, &position, end)
            guard position < end else { return nil }
            guard block[position] == UInt8(ascii: ",") else { return JSONFault(.syntax, at: position) }
            position += 1
        }
    }

    private mutating func accept(
        _ block: Span<UInt8>,
        _ source: Range<Int>,
        into rows: inout JSONRows
    ) throws(JSONFault) {
        if let explosion = options.explosion {
            try acceptElements(explosion, block, source, into: &rows)
        } else {
            try rows.append(self, block, source: source)
        }
        guard hasUnknownField else { return }
        rows.unknownFieldCount += 1
        if rows.unknownField == nil { rows.unknownField = unknownField }
    }

    /// Makes a row of each element of the array that is exploded: all of a record, or none.
    private mutating func acceptElements(
        _ explosion: JSONExplosion,
        _ block: Span<UInt8>,
        _ source: Range<Int>,
        into rows: inout JSONRows
    ) throws(JSONFault) {
        guard elementCount > 0 else {
            if explosion.noElements == .reject { throw JSONFault(.noElements, at: source.lowerBound) }
            rows.rowsWithoutElements.append(rows.count)
            return try rows.append(self, block, source: source)
        }
        guard explodedBytes(recordCount: source.count) <= explosion.limit else {
            throw JSONFault(.explodedSize, at: source.lowerBound, limit: explosion.limit)
        }
        for element in 0..<elementCount {
            choose(element: element)
            try rows.append(self, block, source: source)
        }
    }

    /// The end of an element that could not be parsed, by its brackets and quotes alone.
    private static func elementEnd(_ block: Span<UInt8>, from start: Int, to end: Int) -> Int {
        if block[start] == UInt8(ascii: "{") || block[start] == UInt8(ascii: "[") {
            var skipper = JSONElementSkipper()
            return skipper.skip(block, from: start, to: end) ?? end
        }
        var position = start
        var isInString = false
        while position < end, isInString || block[position] != UInt8(ascii: ",") {
            if block[position] == UInt8(ascii: "\"") {
                isInString.toggle()
            } else if isInString, block[position] == UInt8(ascii: "\\") {
                position += 1
            }
            position += 1
        }
        position = min(position, end)
        while position > start, JSONTokens.isSpace(block[position - 1]) { position -= 1 }
        return position
    }
}
