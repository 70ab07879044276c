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

    @ArgumentParser.Option(
        help: "What stands for a missing value: a text in CSV; null or omit in JSON; omit, empty or nil in XML."
    )
    var outMissing: String?

    @Flag(inversion: .prefixedNo, help: "CSV: whether an empty text is written \"\", unlike a missing value.")
    var outDistinguishEmpty: Bool?

    @Flag(inversion: .prefixedNo, help: "JSON: whether FIELD_status tells why a value is missing.")
    var outReasons: Bool?

    @ArgumentParser.Option(help: "JSON-stat: fields that are dimensions, with commas between them; else all others.")
    var outDimensions: String?

    @ArgumentParser.Option(help: "JSON-stat: field of the values; else the one named value.")
    var outValue: String?

    @ArgumentParser.Option(help: "JSON-stat: field with a status of each value.")
    var outStatus: String?

    @ArgumentParser.Option(help: "JSON-stat: fields with the labels of dimensions: kommune=kommunenavn.")
    var outLabels: String?

    @ArgumentParser.Option(help: "JSON-stat: names for people of dimensions: kommune=Bopælskommune.")
    var outDimensionLabels: String?

    @ArgumentParser.Option(help: "JSON-stat: what dimensions are about: time=tid,geo=kommune,metric=indikator.")
    var outRoles: String?

    @ArgumentParser.Option(help: "JSON-stat: name of the dataset.")
    var outLabel: String?

    @ArgumentParser.Option(help: "JSON-stat: where the figures come from.")
    var outSource: String?

    @ArgumentParser.Option(help: "JSON-stat: when the figures were last changed.")
    var outUpdated: String?

    @ArgumentParser.Option(help: "JSON-stat: order of the categories: first_seen or sorted.")
    var outOrder: String?

    @ArgumentParser.Option(help: "JSON-stat: the most cells of the cube.")
    var outMaxCells: String?

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

    /// The options that are one text, by their keys in a pipeline.
    var texts: [(key: String, text: String?)] {
        [
            ("delimiter", outDelimiter), ("encoding", outEncoding), ("bom", outBom.map(String.init)),
            ("decimal_mark", outDecimalMark), ("line_end", outLineEnd), ("quoting", outQuoting),
            ("header", outHeader.map(String.init)), ("escape_formulas", outEscapeFormulas.map(String.init)),
            ("missing", outMissing), ("distinguish_empty", outDistinguishEmpty.map(String.init)),
            ("reasons", outReasons.map(String.init)), ("value", outValue), ("status", outStatus),
            ("label", outLabel), ("source", outSource), ("updated", outUpdated), ("order", outOrder),
            ("max_cells", outMaxCells), ("root", outRoot), ("record", outRecord),
            ("namespace", outNamespace), ("indent", outIndent), ("declaration", outDeclaration.map(String.init)),
            ("sheet", outSheet), ("filter", outFilter.map(String.init)), ("grouping", outGrouping.map(String.init)),
        ]
    }

    /// The options that are lists of names.
    var lists: [(key: String, text: String?)] { [("dimensions", outDimensions)] }

    /// The options that are names with values.
    var pairs: [(key: String, text: String?)] {
        [
            ("fields", outFields), ("labels", outLabels), ("dimension_labels", outDimensionLabels),
            ("decimals", outDecimals), ("formats", outFormats), ("widths", outWidths),
        ]
    }

    /// The options that are names with several values each.
    var groups: [(key: String, text: String?)] { [("roles", outRoles)] }
}
