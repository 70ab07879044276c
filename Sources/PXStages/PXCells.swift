import ByteKernels
import StageKit

/// Reads the cells behind DATA, piece by piece.
struct PXCells: ~Copyable {
    enum Outcome {
        /// Enough records for a batch.
        case full
        /// The next token begins at `position` and may go on behind the bytes.
        case needsMore
        /// The file is read.
        case ended
    }

    private let codePage: PXCodePage
    private let symbols: Set<[UInt8]>
    private let cellCount: Int
    /// The cells of a row, after its keys.
    private let rowCells: Int
    private let maxValue: Int
    private let fillsRows: Bool
    private var keys: PXRowKeys?
    private(set) var rows: CubeRows
    private var taken = 0
    /// The cells that the row with keys still has.
    private var left = 0
    /// What separates the last token from the next: nothing yet, a comma or a semicolon.
    private var delimiter: UInt8 = 0
    private var lastLine: UInt64 = 1
    private var decoded = OutputBuffer()
    /// The zeros of a row that was left out and is not written whole yet.
    private var zeros = 0

    /// How far the bytes are read.
    private(set) var position = 0
    private(set) var line: UInt64

    init(_ metadata: PXMetadata, cells: [CubeCell], plan: PXPlan, line: UInt64) throws(DeliveryFault) {
        codePage = metadata.codePage
        symbols = metadata.symbols
        cellCount = metadata.cellCount
        maxValue = plan.maxValue
        fillsRows = plan.fillsRows
        self.line = line
        let heading = metadata.dimensions[metadata.stubCount...]
        rowCells = CubeDimension.cellCount(of: heading.map(\.count), limit: Int.max) ?? 0
        keys = try metadata.keysAreCodes.map { (areCodes) throws(DeliveryFault) in
            try PXRowKeys(metadata.dimensions[..<metadata.stubCount], areCodes: areCodes)
        }
        rows = try CubeRows(metadata.dimensions, cells: cells)
    }

    /// The rows that a file with KEYS left out.
    var leftOutRows: Int { keys.map { $0.rowCount == 0 ? 0 : cellCount / max(1, rowCells) - $0.rowCount } ?? 0 }

    /// The bytes begin at another place.
    mutating func begin(at place: Int) { position = place }

    mutating func move(into batch: RecordBatch, deliveredNames: [String]) {
        rows.move(into: batch, deliveredNames: deliveredNames)
    }

    /// Reads cells until the records take `target` bytes.
    /// - Parameter base: the place in the file of the first of the bytes.
    mutating func read(
        _ block: [UInt8],
        count: Int,
        base: UInt64,
        isLast: Bool,
        target: Int
    ) throws(DeliveryFault) -> Outcome {
        let bytes = block.span
        var position = position
        defer { self.position = position }
        while true {
            guard rows.byteCount < target else { return .full }
            try skipSeparators(bytes, &position, count, base)
            guard position < count else {
                guard isLast else { return .needsMore }
                return try end(target: target, offset: base + UInt64(position))
            }
            let start = position
            guard keys != nil || taken < cellCount else { throw tooMany(base + UInt64(start)) }
            guard let (range, kind) = try token(bytes, &position, count, base, isLast) else {
                position = start
                return .needsMore
            }
            let place = base + UInt64(start)
            if keys != nil, left == 0 {
                try takeKey(bytes, range, place)
            } else {
                try append(bytes, range, kind, place)
            }
            delimiter = 0
        }
    }

    @inline(__always)
    private mutating func skipSeparators(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ count: Int,
        _ base: UInt64
    ) throws(DeliveryFault) {
        while position < count {
            let byte = bytes[position]
            if byte == 0x20 {
                position &+= 1
            } else if byte == 0x0A {
                line &+= 1
                position &+= 1
            } else if !PXValue.isSeparator(byte) {
                // Old programs end a file with the sign of its end.
                guard byte == 0x1A, delimiter == UInt8(ascii: ";") else { return }
                position &+= 1
            } else {
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") { try take(byte, base + UInt64(position)) }
                position &+= 1
            }
        }
    }

    private mutating func take(_ byte: UInt8, _ offset: UInt64) throws(DeliveryFault) {
        let isFirst = taken == 0 && left == 0 && keys?.row.isEmpty != false
        if byte == UInt8(ascii: ","), delimiter != 0 || isFirst {
            throw PXFault.metadata(
                "px.no_value",
                "no value between two commas",
                "ingen værdi mellem to kommaer",
                at: PXFault.Place(line: line, offset: offset)
            )
        }
        delimiter = byte
    }

    /// The next token; nil when it may go on behind the bytes.
    @inline(__always)
    private mutating func token(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ count: Int,
        _ base: UInt64,
        _ isLast: Bool
    ) throws(DeliveryFault) -> (Range<Int>, kind: UInt32)? {
        let start = position
        if bytes[start] == UInt8(ascii: "\"") {
            return try quoted(bytes, &position, count, base, isLast)
        }
        while position < count, !PXValue.isSeparator(bytes[position]) { position &+= 1 }
        // Before anything else is wrong with it: of a long value not all need be there.
        if position - start > maxValue { try checkLength(position - start, base + UInt64(start)) }
        if position == count {
            guard isLast else { return nil }
            throw PXFault.incomplete(
                "the file ends inside or right after a value",
                "filen slutter inde i eller lige efter en værdi",
                at: PXFault.Place(line: line, offset: base + UInt64(start))
            )
        }
        let range = start..<position
        guard let kind = PXValue.kind(of: bytes, range, symbols: symbols) else {
            // The first dimension may begin rows without quotes.
            if keys != nil, left == 0 { return (range, 0) }
            throw PXFault.metadata(
                "px.value",
                "neither a number nor a text in quotes nor a sign such as '..'",
                "hverken et tal, en tekst i anførselstegn eller et tegn som '..'",
                at: PXFault.Place(line: line, offset: base + UInt64(start))
            )
        }
        return (range, kind)
    }

    private func quoted(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ count: Int,
        _ base: UInt64,
        _ isLast: Bool
    ) throws(DeliveryFault) -> (Range<Int>, kind: UInt32)? {
        let start = position
        let place = PXFault.Place(line: line, offset: base + UInt64(start))
        position += 1
        while position < count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == 0x0A {
                try checkLength(position - start - 1, place.offset)
                throw PXFault.syntax(
                    "a text in quotes does not end on its line",
                    "en tekst i anførselstegn slutter ikke på sin linje",
                    at: place
                )
            }
            position += 1
        }
        try checkLength(position - start - 1, place.offset)
        // The byte after the quote tells whether the value ends there.
        guard position + 1 < count else {
            guard isLast else { return nil }
            throw PXFault.incomplete(
                "the file ends inside or right after a text in quotes",
                "filen slutter inde i eller lige efter en tekst i anførselstegn",
                at: place
            )
        }
        let range = start + 1..<position
        position += 1
        guard PXValue.isSeparator(bytes[position]) else {
            throw PXFault.syntax(
                "no blank after a text in quotes",
                "intet mellemrum efter en tekst i anførselstegn",
                at: PXFault.Place(line: line, offset: base + UInt64(position))
            )
        }
        return (range, 0)
    }

    private func checkLength(_ length: Int, _ offset: UInt64) throws(DeliveryFault) {
        guard length > maxValue else { return }
        throw PXFault.limit(
            "max_value",
            maxValue,
            "a longer value",
            "en længere værdi",
            at: PXFault.Place(line: line, offset: offset)
        )
    }

    @inline(__always)
    private mutating func append(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ kind: UInt32,
        _ place: UInt64
    ) throws(DeliveryFault) {
        if kind == RecordTable.number {
            rows.append(bytes, range, kind: kind, line: line, offset: place)
        } else {
            try appendText(bytes, range, kind, place)
        }
        taken &+= 1
        if left > 0 { left &-= 1 }
    }

    private mutating func appendText(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ kind: UInt32,
        _ place: UInt64
    ) throws(DeliveryFault) {
        try decode(bytes, range, place)
        let text = decoded.bytes
        rows.append(text.span, 0..<text.count, kind: kind, line: line, offset: place)
    }

    private mutating func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, _ place: UInt64) throws(DeliveryFault) {
        decoded.removeAll()
        if let wrong = codePage.append(bytes, range, to: &decoded) {
            let offset = place + UInt64(wrong - range.lowerBound)
            throw codePage.fault(at: PXFault.Place(line: line, offset: offset))
        }
    }

    /// Takes a key; the last one begins the row.
    private mutating func takeKey(_ bytes: Span<UInt8>, _ range: Range<Int>, _ offset: UInt64) throws(DeliveryFault) {
        try decode(bytes, range, offset)
        let place = PXFault.Place(line: line, offset: offset)
        guard keys?.take(decoded.bytes) == true else {
            throw PXFault.metadata(
                "px.key",
                "a row begins with a category that its dimension does not have",
                "en række begynder med en kategori, som dens dimension ikke har",
                at: place
            )
        }
        guard keys?.isWhole == true else { return }
        guard keys?.begin() == true else {
            throw PXFault.metadata("px.row_twice", "a row is there twice", "en række er der to gange", at: place)
        }
        rows.seek(keys?.row ?? [])
        left = rowCells
    }

    // MARK: The end

    private mutating func end(target: Int, offset: UInt64) throws(DeliveryFault) -> Outcome {
        let place = PXFault.Place(line: line, offset: offset)
        let isWhole = keys.map { left == 0 && ($0.isWhole || $0.row.isEmpty) } ?? (taken == cellCount)
        guard isWhole else {
            throw PXFault.metadata(
                "px.too_few_values",
                keys == nil ? "\(taken) values for \(cellCount) cells" : "the last row lacks values",
                keys == nil ? "\(taken) værdier til \(cellCount) celler" : "den sidste række mangler værdier",
                at: place,
                hint: "the file was cut short, or its dimensions are not those of its data"
            )
        }
        guard delimiter == UInt8(ascii: ";") else {
            throw PXFault.incomplete(
                "the ';' after the last value is missing",
                "';' efter den sidste værdi mangler",
                at: place
            )
        }
        guard fillsRows else { return .ended }
        let zero: [UInt8] = [UInt8(ascii: "0")]
        while true {
            if zeros == 0 {
                guard let categories = keys?.nextLeftOut() else { return .ended }
                rows.seek(categories)
                zeros = rowCells
            }
            while zeros > 0 {
                guard rows.byteCount < target else { return .full }
                rows.append(zero.span, 0..<1, kind: RecordTable.number, line: line, offset: offset)
                zeros -= 1
            }
        }
    }

    private func tooMany(_ offset: UInt64) -> DeliveryFault {
        PXFault.metadata(
            "px.too_many_values",
            "more values than the \(cellCount) cells",
            "flere værdier end de \(cellCount) celler",
            at: PXFault.Place(line: line, offset: offset),
            hint: "the dimensions of the file are not those of its data, or something stands behind them"
        )
    }
}
