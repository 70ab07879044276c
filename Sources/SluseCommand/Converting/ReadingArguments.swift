import ArgumentParser

/// The options of readers on the command line: each has the name that it has in a pipeline, with hyphens.
struct ReadingArguments: ParsableArguments {
    @ArgumentParser.Option(
        help: """
            CSV and fixed: utf-8, iso-8859-1, iso-8859-15, windows-1252, cp850, cp865, macintosh, utf-16 or utf-32.
            """
    )
    var encoding: String?

    @ArgumentParser.Option(help: "CSV and SDMX: sign between fields; tab for a tabulator; auto guesses it and says so.")
    var delimiter: String?

    @ArgumentParser.Option(help: "CSV: sign around fields; none if quotes are ordinary letters.")
    var quote: String?

    @ArgumentParser.Option(help: "CSV: sign before quotes inside fields, where they are not doubled.")
    var escape: String?

    @ArgumentParser.Option(help: "CSV: quotes in the wrong place: strict or lenient.")
    var quotes: String?

    @ArgumentParser.Option(help: "CSV: records of the wrong length: reject, pad, truncate or fit.")
    var ragged: String?

    @ArgumentParser.Option(help: "CSV: sign at the start of lines that are comments.")
    var comment: String?

    @ArgumentParser.Option(help: "XLSX: the sheet, by its name or number; else the first.")
    var sheet: String?

    @ArgumentParser.Option(help: "XLSX: the cells that are read: B3:F20, B3:F or B:F.")
    var range: String?

    @ArgumentParser.Option(help: "XLSX: the value of merged cells: in the first of them, or repeat.")
    var merged: String?

    @ArgumentParser.Option(help: "XLSX: cells with an error such as #N/A: text (the default here), missing or reject.")
    var errors: String?

    @ArgumentParser.Option(help: "CSV and XLSX: lines before the header.")
    var skipRows: String?

    @ArgumentParser.Option(
        help: "CSV and XLSX: rows in the header; with 0, --fields gives the names. Fixed: lines to skip."
    )
    var headerRows: String?

    @ArgumentParser.Option(help: "CSV and XLSX: names by the place of their cell in the header: 1=kommune,4=antal.")
    var names: String?

    @ArgumentParser.Option(
        help: "CSV and XLSX: records whose cells are all empty: keep (the default here), skip or reject."
    )
    var blankRows: String?

    @ArgumentParser.Option(help: "CSV: name of a new field for the texts of rows that fill their first cell alone.")
    var heading: String?

    @ArgumentParser.Option(help: "CSV and XLSX: the text with which the first line after the data begins.")
    var footer: String?

    @ArgumentParser.Option(help: "Fixed: lines that end before their last field: reject or pad.")
    var shortLines: String?

    @ArgumentParser.Option(help: "Where the records of JSON or XML are: data/rows, profil/observation.")
    var record: String?

    @ArgumentParser.Option(help: "Fields, with commas between them; name=path for JSON, XML, SDMX and fixed: aar=@aar.")
    var fields: String?

    @ArgumentParser.Option(help: "Fields of IN that --fields does not name: refuse or ignore.")
    var extra: String?

    @Flag(inversion: .prefixedNo, help: "JSON: whether an object where the array should be is the only record.")
    var single: Bool?

    @ArgumentParser.Option(help: "JSON: objects and arrays in a field: reject, text or join.")
    var nested: String?

    @ArgumentParser.Option(help: "JSON: path in a record of the array whose elements become records.")
    var explode: String?

    @ArgumentParser.Option(help: "JSON: what an empty array to be exploded makes: keep (one record), drop or reject.")
    var noElements: String?

    @ArgumentParser.Option(help: "XML: prefixes with their URIs: k=http://example.org/k.")
    var namespaces: String?

    @ArgumentParser.Option(help: "XML: a field with several values: reject, first, last or join.")
    var repeated: String?

    @ArgumentParser.Option(help: "XML and JSON: the text between values that are joined.")
    var separator: String?

    @Flag(inversion: .prefixedNo, help: "CSV, XML and fixed: whether blanks around values are left out.")
    var trim: Bool?

    @ArgumentParser.Option(help: "XML: a document with a DOCTYPE: refuse or allow.")
    var doctype: String?

    @ArgumentParser.Option(help: "The most elements or brackets inside each other.")
    var maxDepth: String?

    @ArgumentParser.Option(help: "CSV and fixed: a last line without line end, which may be cut: take or refuse.")
    var lastLine: String?

    @ArgumentParser.Option(help: "CSV: the most cells of the header.")
    var maxColumns: String?

    @ArgumentParser.Option(help: "XML: the most bytes of a value.")
    var maxValue: String?

    @ArgumentParser.Option(help: "The most bytes of a record.")
    var maxRecord: String?

    @ArgumentParser.Option(help: "XLSX: the most bytes of a workbook from standard input, or packed once more.")
    var maxFile: String?

    @ArgumentParser.Option(help: "XLSX: the most bytes of memory for shared strings.")
    var maxStrings: String?

    @ArgumentParser.Option(help: "CSV and XLSX: the most bytes of a cell.")
    var maxCell: String?

    @ArgumentParser.Option(help: "XLSX: the most blank rows one after another.")
    var maxBlankRows: String?

    @ArgumentParser.Option(help: "XLSX: the most parts of a workbook.")
    var maxParts: String?

    @ArgumentParser.Option(help: "XLSX: the most merged ranges.")
    var maxMerged: String?

    @ArgumentParser.Option(help: "SDMX: ml (the default) or csv.")
    var format: String?

    @ArgumentParser.Option(help: "SDMX: attributes that become fields: none, all, or names with commas between them.")
    var attributes: String?

    @ArgumentParser.Option(help: "SDMX: fields that nothing in IN has: refuse or allow.")
    var absent: String?

    @ArgumentParser.Option(help: "SDMX: number of the only data set to read.")
    var dataSet: String?

    @ArgumentParser.Option(help: "SDMX: dimension of observations in series, where the message does not say it.")
    var observation: String?

    @ArgumentParser.Option(help: "SDMX: messages whose footer tells of trouble: refuse or allow.")
    var notices: String?

    @ArgumentParser.Option(help: "SDMX in CSV: what is taken of 'DK: Danmark': none, code or label.")
    var labels: String?

    @ArgumentParser.Option(help: "SDMX: the most fields that are looked for.")
    var maxFields: String?

    @ArgumentParser.Option(help: "SDMX: the bytes that are looked through for fields.")
    var maxSearch: String?

    @ArgumentParser.Option(help: "PX, JSON-stat: what of the categories: code, label or both.")
    var take: String?

    @ArgumentParser.Option(help: "PX, JSON-stat, SDMX: name of the field of the values.")
    var value: String?

    @ArgumentParser.Option(help: "PX, JSON-stat: dimensions that --fields does not name: refuse or ignore.")
    var leftOut: String?

    @ArgumentParser.Option(help: "PX: rows that a file with KEYS leaves out: ignore or zero.")
    var leftOutRows: String?

    @ArgumentParser.Option(help: "PX: language of dimensions and labels, one of LANGUAGES.")
    var textLanguage: String?

    @ArgumentParser.Option(help: "PX, JSON-stat: names of dimensions: label or id.")
    var nameBy: String?

    @ArgumentParser.Option(help: "PX: the most bytes before DATA.")
    var maxMetadata: String?

    @ArgumentParser.Option(help: "PX, JSON-stat: the most cells of a table.")
    var maxCells: String?

    @ArgumentParser.Option(help: "JSON-stat: which dataset of several, by name, label or number.")
    var dataset: String?

    @ArgumentParser.Option(help: "JSON-stat: name of a field for the status of each value.")
    var status: String?

    @ArgumentParser.Option(help: "JSON-stat: several categories without an index: refuse or label_order.")
    var unindexed: String?

    @ArgumentParser.Option(help: "JSON-stat: the most bytes of a document.")
    var maxDocument: String?

    /// The options that are one text, by their keys in a pipeline.
    var texts: [(key: String, text: String?)] {
        [
            ("encoding", encoding), ("delimiter", delimiter), ("quote", quote), ("escape", escape), ("quotes", quotes),
            ("ragged", ragged), ("comment", comment), ("skip_rows", skipRows), ("header_rows", headerRows),
            ("blank_rows", blankRows), ("heading", heading), ("footer", footer), ("short_lines", shortLines),
            ("record", record), ("extra", extra), ("single", single.map(String.init)), ("nested", nested),
            ("explode", explode), ("no_elements", noElements),
            ("repeated", repeated), ("separator", separator), ("trim", trim.map(String.init)),
            ("take", take), ("value", value), ("left_out", leftOut), ("left_out_rows", leftOutRows),
            ("text_language", textLanguage), ("name_by", nameBy), ("max_metadata", maxMetadata),
            ("dataset", dataset), ("status", status), ("unindexed", unindexed), ("max_document", maxDocument),
            ("max_cells", maxCells), ("max_columns", maxColumns), ("last_line", lastLine),
            ("doctype", doctype), ("max_depth", maxDepth), ("max_value", maxValue), ("max_record", maxRecord),
            ("sheet", sheet), ("range", range), ("merged", merged), ("errors", errors), ("max_file", maxFile),
            ("max_strings", maxStrings), ("max_cell", maxCell), ("max_blank_rows", maxBlankRows),
            ("max_parts", maxParts), ("max_merged", maxMerged),
            ("format", format), ("absent", absent), ("data_set", dataSet),
            ("observation", observation), ("notices", notices), ("labels", labels),
            ("max_fields", maxFields), ("max_search", maxSearch),
        ]
    }

    /// The options that are names with values, by their keys in a pipeline.
    var pairs: [(key: String, text: String?)] { [("names", names), ("namespaces", namespaces)] }

    /// The options that are none, all, or a list, by their keys in a pipeline.
    var lists: [(key: String, text: String?)] { [("attributes", attributes)] }
}
