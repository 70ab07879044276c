/// How the rows of a delimited text are written.
struct Dialect: Hashable {
    /// Between cells; nothing for a table of one column.
    var delimiter: [UInt8]
    var quote: UInt8? = UInt8(ascii: "\"")
    /// What takes the meaning from a quote, where quotes are not doubled.
    var escape: UInt8?

    /// As `read.csv` names the delimiter.
    var delimiterText: String {
        delimiter == [UInt8(ascii: "\t")] ? "tab" : String(decoding: delimiter, as: UTF8.self)
    }
}
