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

    @Flag(inversion: .prefixedNo, help: "CSV: whether the first line holds the names of the fields.")
    var outHeader: Bool?

    @Flag(inversion: .prefixedNo, help: "CSV: whether texts that a spreadsheet would compute get an apostrophe.")
    var outEscapeFormulas: Bool?

    @ArgumentParser.Option(
        help: "What stands for a missing value: a text in CSV; null or omit in JSON; omit, empty or nil in XML."
    )
    var outMissing: String?

    @Flag(inversion: .prefixedNo, help: "CSV: whether an empty text is written \"\", unlike a missing value.")
    var outDistinguishEmpty: Bool?

    @Flag(inversion: .prefixedNo, help: "JSON: whether FIELD_status tells why a value is missing.")
    var outReasons: Bool?

    @ArgumentParser.Option(help: "XML: name of the element around all records.")
    var outRoot: String?

    @ArgumentParser.Option(help: "XML: name of the element of a record.")
    var outRecord: String?

    @ArgumentParser.Option(help: "XML: fields with their paths in the record: kode=@kode,lav=ci/@fra.")
    var outFields: String?

    @ArgumentParser.Option(help: "XML: URI of the namespace of all elements.")
    var outNamespace: String?

    @ArgumentParser.Option(help: "XML: blanks for each level of elements; with 0, each record is a line.")
    var outIndent: String?

    @Flag(inversion: .prefixedNo, help: "XML: whether the file begins with an XML declaration.")
    var outDeclaration: Bool?

    /// The options that are names with values, by their keys in a pipeline.
    var pairs: [(key: String, text: String?)] { [("fields", outFields)] }

    /// The options that are one text, by their keys in a pipeline.
    var texts: [(key: String, text: String?)] {
        [
            ("delimiter", outDelimiter), ("encoding", outEncoding), ("bom", outBom.map(String.init)),
            ("decimal_mark", outDecimalMark), ("line_end", outLineEnd), ("quoting", outQuoting),
            ("header", outHeader.map(String.init)), ("escape_formulas", outEscapeFormulas.map(String.init)),
            ("missing", outMissing), ("distinguish_empty", outDistinguishEmpty.map(String.init)),
            ("reasons", outReasons.map(String.init)), ("root", outRoot), ("record", outRecord),
            ("namespace", outNamespace), ("indent", outIndent), ("declaration", outDeclaration.map(String.init)),
        ]
    }
}
