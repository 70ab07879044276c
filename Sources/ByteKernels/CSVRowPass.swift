/// One walk over rows on behalf of `OutputBuffer.appendRows`.
@safe struct CSVRowPass {
    /// What the loop needs of a column: an array would be retained and checked for every cell.
    ///
    /// The pointers are those of the arrays in `columns`, which the pass holds and nobody can change: the elements of
    /// an array stay where they are for as long as that.
    @unsafe private struct Cells {
        let kind: CSVColumn.Kind
        let source: Int
        let places: UnsafePointer<UInt32>?
        let states: UnsafePointer<UInt8>?
        let integers: UnsafePointer<Int64>?
        let scales: UnsafePointer<UInt8>?
        let texts: UnsafePointer<UInt8>?
        let textBytes: Int
        let offsets: UnsafePointer<UInt32>?
        let textCount: Int

        init(_ column: CSVColumn) {
            unsafe kind = column.kind
            unsafe source = column.source
            unsafe places = unsafe Cells.elements(of: column.places)
            unsafe states = unsafe Cells.elements(of: column.states)
            unsafe integers = unsafe Cells.elements(of: column.integers)
            unsafe scales = unsafe Cells.elements(of: column.scales)
            unsafe texts = unsafe Cells.elements(of: column.texts)
            unsafe textBytes = column.texts.count
            unsafe offsets = unsafe Cells.elements(of: column.offsets)
            unsafe textCount = max(0, column.offsets.count - 1)
        }

        private static func elements<Element>(of array: [Element]) -> UnsafePointer<Element>? {
            array.isEmpty ? nil : unsafe array.withUnsafeBufferPointer { $0.baseAddress }
        }
    }

    private let columns: [CSVColumn]
    private let delivered: CSVDelivered
    private let form: CSVForm
    private let block: UnsafeBufferPointer<UInt8>
    private let table: UnsafeBufferPointer<UInt32>
    private let missing: UnsafeBufferPointer<UInt8>
    /// Room that any cell without bytes of its own length needs, with what a copy of 32 bytes writes too much.
    private let cellRoom: Int

    init(
        columns: [CSVColumn],
        delivered: CSVDelivered,
        form: CSVForm,
        block: UnsafeBufferPointer<UInt8>,
        table: UnsafeBufferPointer<UInt32>,
        missing: UnsafeBufferPointer<UInt8>
    ) {
        self.columns = columns
        self.delivered = delivered
        self.form = form
        unsafe self.block = unsafe block
        unsafe self.table = unsafe table
        unsafe self.missing = unsafe missing
        cellRoom = 64 + missing.count
    }

    /// Writes the rows; the one whose bytes are no text, if there is one.
    func write(_ rows: [UInt32], to buffer: inout OutputBuffer) -> Int? {
        withExtendedLifetime(columns) {
            unsafe withUnsafeTemporaryAllocation(of: Cells.self, capacity: columns.count) { cells in
                for (place, column) in columns.enumerated() { unsafe cells[place] = Cells(column) }
                guard let first = cells.baseAddress else { return nil }
                return unsafe write(rows, cells: first, to: &buffer)
            }
        }
    }

    private func write(_ rows: [UInt32], cells: UnsafePointer<Cells>, to buffer: inout OutputBuffer) -> Int? {
        let count = columns.count
        let stride = delivered.stride
        let encoding = delivered.encoding
        let sourceQuote = delivered.quote
        let delimiter = form.quoting.delimiter
        let quote = form.quoting.quote
        let always = form.quoting.style == .always
        let quotesDecimals = always || form.mark.rawValue == delimiter
        let rowRoom = count * cellRoom + 2
        let hasRecords = !delivered.records.isEmpty
        let tableCount = unsafe table.count
        let blockCount = unsafe block.count
        let blockBase = unsafe block.baseAddress
        var out = unsafe buffer.base + buffer.cursor
        var limit = unsafe buffer.base + buffer.capacity

        for row in rows {
            let row = Int(row)
            let record = hasRecords ? Int(delivered.records[row]) : row
            let first = record &* stride
            if unsafe limit - out < rowRoom { unsafe (out, limit) = buffer.makeRoom(rowRoom, at: out) }
            for place in 0..<count {
                let cell = unsafe cells + place
                if let states = unsafe cell.pointee.states, unsafe states[row] & 0x7F != 0 {
                    unsafe out.update(from: missing.baseAddress ?? UnsafePointer(out), count: missing.count)
                    unsafe out[missing.count] = delimiter
                    unsafe out += missing.count + 1
                    continue
                }
                switch unsafe cell.pointee.kind {
                case .fields:
                    let index = unsafe cell.pointee.places.map { unsafe Int($0[row]) } ?? (first &+ cell.pointee.source)
                    precondition(index >= 0 && index &+ 1 < tableCount)
                    let entry = unsafe table[index]
                    let start = Int(entry & FieldEntry.offsetMask)
                    let end = unsafe Int(table[index &+ 1] & FieldEntry.offsetMask) &- 1
                    if start < end {
                        precondition(end <= blockCount)
                        guard let base = unsafe blockBase else { return row }
                        let room = FieldCopier.room(end &- start) &+ rowRoom
                        if unsafe limit - out < room { unsafe (out, limit) = buffer.makeRoom(room, at: out) }
                        let copier = unsafe FieldCopier(
                            base: base,
                            readable: blockCount,
                            out: out,
                            encoding: encoding,
                            delimiter: delimiter,
                            quote: quote
                        )
                        let isQuoted = entry & FieldEntry.quotedBit != 0
                        guard
                            let written = copier.copyCSV(
                                start..<end,
                                sourceQuote: isQuoted ? sourceQuote : nil,
                                always: always,
                                quoteIfEmpty: form.quotesEmptyText
                            )
                        else { return row }
                        unsafe out += written
                    } else if always || form.quotesEmptyText {
                        unsafe out[0] = quote
                        unsafe out[1] = quote
                        unsafe out += 2
                    }
                case .prepared:
                    guard let places = unsafe cell.pointee.places, let offsets = unsafe cell.pointee.offsets,
                        let texts = unsafe cell.pointee.texts
                    else { break }
                    let text = unsafe Int(places[row])
                    precondition(unsafe text < cell.pointee.textCount)
                    let start = unsafe Int(offsets[text])
                    let length = unsafe Int(offsets[text &+ 1]) &- start
                    if unsafe length <= 32 && start &+ 32 <= cell.pointee.textBytes {
                        unsafe OutputBuffer.copy32(from: texts + start, to: out)
                    } else {
                        let room = length &+ rowRoom
                        if unsafe limit - out < room { unsafe (out, limit) = buffer.makeRoom(room, at: out) }
                        unsafe out.update(from: texts + start, count: length)
                    }
                    unsafe out += length
                case .integers:
                    guard let integers = unsafe cell.pointee.integers else { break }
                    if always { unsafe out.put(quote) }
                    unsafe out += IntegerText.write(integers[row], to: out)
                    if always { unsafe out.put(quote) }
                case .dates:
                    guard let integers = unsafe cell.pointee.integers else { break }
                    if let days = unsafe Int32(exactly: integers[row]), let date = CalendarDate(days: days) {
                        if always { unsafe out.put(quote) }
                        unsafe date.write(to: out)
                        unsafe out += CalendarDate.length
                        if always { unsafe out.put(quote) }
                    }
                case .decimals:
                    guard let integers = unsafe cell.pointee.integers, let scales = unsafe cell.pointee.scales
                    else { break }
                    if let number = unsafe Decimal64(mantissa: integers[row], scale: scales[row]) {
                        let quotes = quotesDecimals && (always || number.scale > 0)
                        if quotes { unsafe out.put(quote) }
                        unsafe out += number.write(to: out, mark: form.mark)
                        if quotes { unsafe out.put(quote) }
                        break
                    }
                    guard let offsets = unsafe cell.pointee.offsets, let texts = unsafe cell.pointee.texts else {
                        break
                    }
                    let text = unsafe Int(integers[row])
                    precondition(unsafe text >= 0 && text < cell.pointee.textCount)
                    let start = unsafe Int(offsets[text])
                    let length = unsafe Int(offsets[text &+ 1]) &- start
                    let room = length &+ rowRoom
                    if unsafe limit - out < room { unsafe (out, limit) = buffer.makeRoom(room, at: out) }
                    unsafe writeWide(texts + start, length: length, quoted: quotesDecimals, to: &out)
                case .texts:
                    guard let offsets = unsafe cell.pointee.offsets else { break }
                    guard let texts = unsafe cell.pointee.texts else {
                        // No bytes have no address: all texts are empty.
                        if always || form.quotesEmptyText {
                            unsafe out[0] = quote
                            unsafe out[1] = quote
                            unsafe out += 2
                        }
                        break
                    }
                    let start = unsafe Int(offsets[row])
                    let end = unsafe Int(offsets[row &+ 1])
                    let room = FieldCopier.room(end &- start) &+ rowRoom
                    if unsafe limit - out < room { unsafe (out, limit) = buffer.makeRoom(room, at: out) }
                    unsafe out += writeText(texts, start..<end, readable: cell.pointee.textBytes, to: out)
                }
                unsafe out.put(delimiter)
            }
            // Back over the delimiter. Written as a step and not as out[-1]: of two stores to that place the optimizer of
            // Swift 6.3.1 kept the wrong one.
            unsafe out -= 1
            if form.endsWithCRLF { unsafe out.put(UInt8(ascii: "\r")) }
            unsafe out.put(UInt8(ascii: "\n"))
        }
        unsafe buffer.cursor = out - buffer.base
        return nil
    }

    /// Writes a text of UTF-8 and returns its length.
    @inline(never)
    private func writeText(
        _ texts: UnsafePointer<UInt8>,
        _ range: Range<Int>,
        readable: Int,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard !range.isEmpty else {
            guard form.quotesEmptyText || form.quoting.style == .always else { return 0 }
            unsafe out[0] = form.quoting.quote
            unsafe out[1] = form.quoting.quote
            return 2
        }
        let copier = unsafe FieldCopier(
            base: texts,
            readable: readable,
            out: out,
            encoding: .utf8,
            isChecked: false,
            delimiter: form.quoting.delimiter,
            quote: form.quoting.quote
        )
        return copier.copyCSV(
            range,
            sourceQuote: nil,
            always: form.quoting.style == .always,
            quoteIfEmpty: form.quotesEmptyText
        ) ?? 0
    }

    /// Writes the digits of a long number, which stand with a point, with the mark of the file.
    @inline(never)
    private func writeWide(
        _ text: UnsafePointer<UInt8>,
        length: Int,
        quoted: Bool,
        to out: inout UnsafeMutablePointer<UInt8>
    ) {
        if quoted { unsafe out.put(form.quoting.quote) }
        for place in 0..<length {
            let byte = unsafe text[place]
            unsafe out.put(byte == DecimalMark.point.rawValue ? form.mark.rawValue : byte)
        }
        if quoted { unsafe out.put(form.quoting.quote) }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Writes a byte and steps over it.
    @inline(__always)
    fileprivate mutating func put(_ byte: UInt8) {
        unsafe self.pointee = byte
        unsafe self += 1
    }
}

extension OutputBuffer {
    /// Makes room for more bytes behind `out`, up to which the buffer is filled.
    @inline(never)
    fileprivate mutating func makeRoom(
        _ more: Int,
        at out: UnsafeMutablePointer<UInt8>
    ) -> (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) {
        unsafe cursor = out - base
        grow(more)
        return unsafe (base + cursor, base + capacity)
    }

    /// Copies 32 bytes, of which fewer may be meant: two moves without a loop.
    @inline(__always)
    fileprivate static func copy32(from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>) {
        let source = unsafe UnsafeRawPointer(from)
        let target = UnsafeMutableRawPointer(to)
        let first = unsafe source.loadUnaligned(as: SIMD16<UInt8>.self)
        let second = unsafe source.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        unsafe target.storeBytes(of: first, as: SIMD16<UInt8>.self)
        unsafe target.storeBytes(of: second, toByteOffset: 16, as: SIMD16<UInt8>.self)
    }
}
