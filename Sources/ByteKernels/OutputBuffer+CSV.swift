/// The fields of delimited files: from a block to the output in one copy.
///
/// Fields are given as a block and a range, because bytes behind a field may then be read with it: the fast way needs
/// 16 bytes from the start of every group of 16, and does without where the block ends.
extension OutputBuffer {
    /// Appends what a delivered field says, as UTF-8; `quote` is given if the field stands in quotes.
    ///
    /// Returns false, and appends nothing, if the bytes are no text in this encoding.
    public mutating func appendField(
        _ block: Span<UInt8>,
        _ range: Range<Int>,
        encoding: TextEncoding,
        quote: UInt8? = nil
    ) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= block.count)
        return unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return true }
            return unsafe write(room: FieldCopier.room(range.count)) { out in
                // With its own quote for a delimiter, the copier stops where the text in quotes is not simple.
                let copier = unsafe FieldCopier(
                    base: base,
                    readable: buffer.count,
                    out: out,
                    encoding: encoding,
                    delimiter: quote ?? 0,
                    quote: quote ?? 0
                )
                let outcome = copier.copyContent(range, sourceQuote: quote, style: .content)
                guard case .done(let end) = outcome else { return nil }
                return end
            }
        }
    }

    /// Appends a delivered field as a field of a file in UTF-8; `sourceQuote` is given if it stands in quotes.
    ///
    /// Returns false, and appends nothing, if the bytes are no text in this encoding: so text that no stage
    /// looked at is checked all the same. `quoteIfEmpty` tells an empty text, which gets quotes, from a missing one.
    public mutating func appendCSV(
        _ block: Span<UInt8>,
        _ range: Range<Int>,
        encoding: TextEncoding,
        sourceQuote: UInt8?,
        as quoting: CSVQuoting,
        quoteIfEmpty: Bool = false
    ) -> Bool {
        write(
            block,
            range,
            encoding: encoding,
            isChecked: true,
            sourceQuote: sourceQuote,
            as: quoting,
            quoteIfEmpty: quoteIfEmpty
        )
    }

    /// Appends text that is known to be UTF-8 as a field.
    public mutating func appendCSV(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        as quoting: CSVQuoting,
        quoteIfEmpty: Bool = false
    ) {
        _ = write(
            text,
            range,
            encoding: .utf8,
            isChecked: false,
            sourceQuote: nil,
            as: quoting,
            quoteIfEmpty: quoteIfEmpty
        )
    }

    @inline(__always)
    private mutating func write(
        _ block: Span<UInt8>,
        _ range: Range<Int>,
        encoding: TextEncoding,
        isChecked: Bool,
        sourceQuote: UInt8?,
        as quoting: CSVQuoting,
        quoteIfEmpty: Bool
    ) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= block.count)
        guard !range.isEmpty else {
            if quoteIfEmpty || quoting.style == .always {
                append(quoting.quote)
                append(quoting.quote)
            }
            return true
        }
        return unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return true }
            return unsafe write(room: FieldCopier.room(range.count)) { out in
                let copier = unsafe FieldCopier(
                    base: base,
                    readable: buffer.count,
                    out: out,
                    encoding: encoding,
                    isChecked: isChecked,
                    delimiter: quoting.delimiter,
                    quote: quoting.quote
                )
                return copier.copyCSV(
                    range,
                    sourceQuote: sourceQuote,
                    always: quoting.style == .always,
                    quoteIfEmpty: quoteIfEmpty
                )
            }
        }
    }
}
