/// Our words for libxml2's errors: its own quote the document.
enum XMLFaultWording {
    /// The reason and the words for a number of libxml2's `xmlParserErrors`.
    static func describe(code: Int32) -> (reason: XMLFault.Reason, message: String) {
        if let known = words[code] { return known }
        if (200...299).contains(code) { return (.namespace, "a namespace is used wrongly (libxml2 error \(code))") }
        return (.malformed, "the document is not well-formed (libxml2 error \(code))")
    }

    static let trailing = "something stands behind the root element"

    private static let words: [Int32: (XMLFault.Reason, String)] = [
        1: (.markup, "a tag, a comment, a CDATA section or an instruction is longer than 10 MB"),
        2: (.memory, "there is not enough memory"),
        4: (.malformed, "the document does not begin with an element"),
        5: (.malformed, trailing),
        6: (.malformed, "a hexadecimal character reference is wrong"),
        7: (.malformed, "a decimal character reference is wrong"),
        8: (.malformed, "a character reference stands for a character that XML does not allow"),
        9: (.malformed, "a character that XML does not allow"),
        22: (.malformed, "'&' without a name; a plain one is written &amp;"),
        23: (.malformed, "a reference without ';'; a plain '&' is written &amp;"),
        26: (.entity, "an entity other than &amp; &lt; &gt; &quot; &apos; is used; entities are not expanded"),
        27: (.entity, "an entity other than &amp; &lt; &gt; &quot; &apos; is used; entities are not expanded"),
        28: (.entity, "an unparsed entity is used; entities are not expanded"),
        29: (.entity, "an external entity is used; entities are not expanded"),
        31: (.encoding, "the encoding is not known"),
        32: (.encoding, "the encoding is not supported"),
        38: (.malformed, "'<' in the value of an attribute; it is written &lt;"),
        39: (.malformed, "the value of an attribute has no quotes"),
        40: (.malformed, "the value of an attribute does not end"),
        41: (.malformed, "an attribute has no value"),
        42: (.malformed, "an attribute is given twice"),
        45: (.malformed, "a comment does not end"),
        46: (.malformed, "a processing instruction has no name"),
        47: (.malformed, "a processing instruction does not end"),
        56: (.malformed, "the XML declaration is wrong"),
        57: (.malformed, "the XML declaration does not end as it should"),
        62: (.malformed, "']]>' in the text; its '>' is written &gt;"),
        63: (.malformed, "a CDATA section does not end"),
        64: (.malformed, "an XML declaration that is not at the very beginning, or a name that begins with 'xml'"),
        65: (.malformed, "a space is missing"),
        68: (.malformed, "a name is missing or wrong"),
        72: (.malformed, "'<' is missing"),
        73: (.malformed, "a tag without its '>'"),
        75: (.malformed, "'=' is missing"),
        76: (.malformed, "an end tag that does not match the start tag"),
        77: (.malformed, "an element does not end"),
        79: (.encoding, "the name of the encoding is wrong"),
        80: (.malformed, "'--' inside a comment"),
        81: (.encoding, "bytes that are not of the document's encoding"),
        85: (.malformed, "elements that do not nest"),
        86: (.malformed, trailing),
        96: (.malformed, "the XML declaration has no version"),
        108: (.malformed, "a version of XML that is not known"),
        110: (.markup, "a name is too long"),
        200: (.namespace, "the prefix 'xml' or 'xmlns' is declared wrongly"),
        201: (.namespace, "a prefix is used that is not declared"),
        202: (.namespace, "a name with a colon is wrong"),
        203: (.namespace, "an attribute is given twice, under two prefixes of one namespace"),
        204: (.namespace, "a prefix is declared with an empty namespace"),
        205: (.namespace, "a name with a colon where none may be"),
    ]
}
