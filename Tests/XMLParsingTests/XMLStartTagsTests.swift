import Testing

@testable import XMLParsing

@Suite struct XMLStartTagsTests {
    @Test(
        arguments: [
            ("", nil), ("text &amp; </a>", nil), ("<!-- <a> -->", nil), ("<![CDATA[<a>]]><?p <a>?>", nil),
            ("<a/>", 0), ("<a></a>", 0), ("x<a><b/></a>\n", 4), ("<a><b/></a><!-- <c/> -->", 3),
            ("<a><b x='-->'/></a>", 3), ("<a><b/>--></a>", 3),
            ("<a/><![CDATA[ <b> ]]>", 0), ("<a/><?p <b> ?><c/><!-- > -- -->", 14), ("<!-->--><a/>", 8),
            ("<a/><!-- <!-- -- <b>-->", 0), ("<a/><?p <!-- ?><b/><!-- -->", 15),
        ] as [(String, Int?)]
    )
    func findsTheLastOfWholeElements(_ text: String, _ place: Int?) {
        let bytes = Array(text.utf8)
        #expect(XMLStartTags.last(in: bytes.span) == place)
    }
}
