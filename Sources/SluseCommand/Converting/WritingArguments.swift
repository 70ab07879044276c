import ArgumentParser

/// The options of writers on the command line: each has the name that it has in a pipeline, behind `--out-`.
struct WritingArguments: ParsableArguments {
    @ArgumentParser.Option(help: "CSV: sign between fields; tab for a tabulator.")
    var outDelimiter: String?

    @ArgumentParser.Option(help: "CSV: utf-8, iso-8859-1 or windows-1252.")
    var outEncoding: String?

    @Flag(inversion: .prefixedNo, help: "CSV: whether the file begins with the mark of UTF-8, for Excel.")
    var outBom: Bool?

    @ArgumentParser.Option(help: "CSV: mark of numbers with decimals that JSON delivered: point or comma.")
    var outDecimalMark: String?

    @ArgumentParser.Option(help: "CSV: end of each line: lf or crlf.")
    var outLineEnd: String?

    @ArgumentParser.Option(help: "CSV: cells in quotes where they must: minimal; or always.")
    var outQuoting: String?

    @Flag(inversion: .prefixedNo, help: "CSV and XLSX: whether the first line holds the names of the fields.")
    var outHeader: Bool?

    @Flag(inversion: .prefixedNo, help: "CSV: whether texts that a spreadsheet would compute get an apostrophe.")
    var outEscapeFormulas: Bool?

    @ArgumentParser.Option(help: "What stands for a missing value: a text in CSV, null or omit in JSON.")
    var outMissing: String?

    @Flag(inversion: .prefixedNo, help: "CSV: whether an empty text is written \"\", unlike a missing value.")
    var outDistinguishEmpty: Bool?

    @Flag(inversion: .prefixedNo, help: "JSON: whether FIELD_status tells why a value is missing.")
    var outReasons: Bool?

    @ArgumentParser.Option(help: "XLSX: the name of the sheet.")
    var outSheet: String?

    @Flag(inversion: .prefixedNo, help: "XLSX: whether the header has buttons to filter by.")
    var outFilter: Bool?

    @Flag(inversion: .prefixedNo, help: "XLSX: whether thousands are shown in groups.")
    var outGrouping: Bool?

    @ArgumentParser.Option(help: "XLSX: fields with the number of decimals that are shown: andel=1,antal=0.")
    var outDecimals: String?

    @ArgumentParser.Option(help: "XLSX: fields with Excel's codes of formats: dag=yyyy-mm-dd.")
    var outFormats: String?

    @ArgumentParser.Option(help: "XLSX: fields with the width of their columns in letters: navn=30.")
    var outWidths: String?

    /// The options by their keys in a pipeline.
    var texts: [(key: String, text: String?)] {
        [
            ("delimiter", outDelimiter), ("encoding", outEncoding), ("bom", outBom.map(String.init)),
            ("decimal_mark", outDecimalMark), ("line_end", outLineEnd), ("quoting", outQuoting),
            ("header", outHeader.map(String.init)), ("escape_formulas", outEscapeFormulas.map(String.init)),
            ("missing", outMissing), ("distinguish_empty", outDistinguishEmpty.map(String.init)),
            ("reasons", outReasons.map(String.init)), ("sheet", outSheet), ("filter", outFilter.map(String.init)),
            ("grouping", outGrouping.map(String.init)),
        ]
    }

    /// The options that are names with values, by their keys in a pipeline.
    var pairs: [(key: String, text: String?)] {
        [("decimals", outDecimals), ("formats", outFormats), ("widths", outWidths)]
    }
}
