import ArgumentParser

/// The options of readers on the command line: each has the name that it has in a pipeline, with hyphens.
struct ReadingArguments: ParsableArguments {
    @ArgumentParser.Option(
        help: """
            CSV and fixed: utf-8, iso-8859-1, iso-8859-15, windows-1252, cp850, cp865, macintosh, utf-16 or utf-32.
            """
    )
    var encoding: String?

    @ArgumentParser.Option(help: "CSV and SDMX: sign between fields; tab for a tabulator.")
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

    @ArgumentParser.Option(help: "CSV: lines before the header.")
    var skipRows: String?

    @ArgumentParser.Option(help: "CSV: rows in the header; with 0, --fields gives the names. Fixed: lines to skip.")
    var headerRows: String?

    @ArgumentParser.Option(help: "CSV: names by the place of their cell in the header: 1=kommune,4=antal.")
    var names: String?

    @ArgumentParser.Option(help: "CSV: records whose cells are all empty: keep (the default here), skip or reject.")
    var blankRows: String?

    @ArgumentParser.Option(help: "CSV: name of a new field for the texts of rows that fill their first cell alone.")
    var heading: String?

    @ArgumentParser.Option(help: "CSV: the text with which the first line after the data begins.")
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

    @ArgumentParser.Option(help: "JSON: objects and arrays in a field: reject, or text.")
    var nested: String?

    @ArgumentParser.Option(help: "XML: prefixes with their URIs: k=http://example.org/k.")
    var namespaces: String?

    @ArgumentParser.Option(help: "XML: a field with several values: reject, first, last or join.")
    var repeated: String?

    @ArgumentParser.Option(help: "XML: the text between values that are joined.")
    var separator: String?

    @Flag(inversion: .prefixedNo, help: "XML and fixed: whether blanks around values are left out.")
    var trim: Bool?

    @ArgumentParser.Option(help: "XML: a document with a DOCTYPE: refuse or allow.")
    var doctype: String?

    @ArgumentParser.Option(help: "The most elements or brackets inside each other.")
    var maxDepth: String?

    @ArgumentParser.Option(help: "XML: the most bytes of a value.")
    var maxValue: String?

    @ArgumentParser.Option(help: "The most bytes of a record.")
    var maxRecord: String?

    @ArgumentParser.Option(help: "SDMX: ml (the default) or csv.")
    var format: String?

    @ArgumentParser.Option(help: "SDMX: attributes that become fields: none, all, or names with commas between them.")
    var attributes: String?

    @ArgumentParser.Option(help: "SDMX: fields that nothing in IN has: refuse or allow.")
    var absent: String?

    @ArgumentParser.Option(help: "SDMX: name of the field with the values of observations.")
    var value: String?

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

    /// The options that are one text, by their keys in a pipeline.
    var texts: [(key: String, text: String?)] {
        [
            ("encoding", encoding), ("delimiter", delimiter), ("quote", quote), ("escape", escape), ("quotes", quotes),
            ("ragged", ragged), ("comment", comment), ("skip_rows", skipRows), ("header_rows", headerRows),
            ("blank_rows", blankRows), ("heading", heading), ("footer", footer), ("short_lines", shortLines),
            ("record", record), ("extra", extra), ("single", single.map(String.init)), ("nested", nested),
            ("repeated", repeated), ("separator", separator), ("trim", trim.map(String.init)),
            ("doctype", doctype), ("max_depth", maxDepth), ("max_value", maxValue), ("max_record", maxRecord),
            ("format", format), ("absent", absent), ("value", value), ("data_set", dataSet),
            ("observation", observation), ("notices", notices), ("labels", labels),
            ("max_fields", maxFields), ("max_search", maxSearch),
        ]
    }

    /// The options that are names with values, by their keys in a pipeline.
    var pairs: [(key: String, text: String?)] { [("names", names), ("namespaces", namespaces)] }

    /// The options that are none, all, or a list, by their keys in a pipeline.
    var lists: [(key: String, text: String?)] { [("attributes", attributes)] }
}
