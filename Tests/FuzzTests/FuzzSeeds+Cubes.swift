import Materials

/// Tables of statistical offices: PX and JSON-stat.
extension FuzzSeeds {
    private static let pxHead = """
        CHARSET="ANSI";
        CODEPAGE="utf-8";
        LANGUAGE="da";
        LANGUAGES="da","en";
        TITLE="Folketal; opdigtet,"
        " i to linjer";
        STUB="område","køn";
        STUB[en]="area","sex";
        HEADING="tid";
        VALUES("område")="Læsø","Samsø";
        VALUES[en]("area")="Laesoe","Samsoe";
        VALUES("køn")="Mænd","Kvinder";
        VALUES("tid")="1888","1889";
        TIMEVAL("tid")=TLIST(A1,"1888"-"1889");
        CODES("område")="825","741";
        CODES("køn")="M","K";

        """

    private static let pxTable = pxHead + "DATA=\n1204 1211.50 \n1187 \"..\" \n\"-\" -6012\n5987,5990;\n"

    private static let pxKeyed =
        pxHead
        + "KEYS(\"område\")=CODES;\nKEYS(\"køn\")=VALUES;\nDATA=\n\"825\",\"Mænd\",1 2\n\"741\",\"Kvinder\",3 4\n;"

    /// So many cells that some are given to workers while others have not arrived.
    private static let pxLong: String = {
        let values = ["17 ", "\"..\"\t", "-2.50\n", "\"a; b\", ", ".\r\n", "123456;"]
        let years = (0..<40).map { "\"\($0)\"" }.joined(separator: ",")
        return """
            CODEPAGE="utf-8";STUB="a";HEADING="t";VALUES("a")="Læsø","B";VALUES("t")=\(years);
            DATA=
            \((0..<80).map { values[$0 * 7 % 6] }.joined()) ;
            \u{1A}

            """
    }()

    static let px = [
        FuzzSeed("", pxTable, pxKeyed),
        FuzzSeed("fields: [a, t, value]", pxLong),
        FuzzSeed("take: both\nmax_value: 6\nfields: [a, t, value]", pxLong),
        FuzzSeed("take: both\nvalue: antal\nleft_out_rows: zero", pxKeyed, pxTable),
        FuzzSeed("fields: { navn: område/label, kode: område, aar: tid, antal: value }\nleft_out: ignore", pxTable),
        FuzzSeed("take: label\ntext_language: en", pxTable),
        FuzzSeed("fields: [område, køn, tid, value]\nmax_value: 7\nmax_cells: 8", pxTable),
        FuzzSeed("max_metadata: 430", pxTable),
        FuzzSeed(
            "fields: [a, t, value]",
            bytes: Array("CHARSET=\"ANSI\";\nSTUB=\"a\";HEADING=\"t\";VALUES(\"a\")=\"L".utf8) + [0xE6, 0x73, 0xF8]
                + Array("\",\"B\";VALUES(\"t\")=\"1\",\"2\";\nDATA=1 2 3 4;".utf8)
        ),
        FuzzSeed(
            "fields: [a, t, value]\nencoding: cp865",
            "STUB=\"a\";HEADING=\"t\";VALUES(\"a\")=\"x\";VALUES(\"t\")=\"1\";DATA=1;"
        ),
    ]

    private static let statDimensions = """
        "OMR": {"label": "område", "category": {"index": {"825": 0, "741": 1}, "label": {"825": "Læs\\u00f8", "741": "Sams"}}},
        "KØN": {"label": "køn", "category": {"index": ["M", "K"], "label": {"M": "Mænd", "K": "Kvinder"}}},
        "Tid": {"category": {"label": {"1888": "1888"}}}
        """

    private static let statOne = """
        {"dataset": {"label": "Tal", "dimension": {\(statDimensions), "id": ["OMR", "KØN", "Tid"], "size": [2, 2, 1],
        "role": {"time": ["Tid"]}}, "value": [1211, 12.50, null, -1e3], "status": {"2": ".."}}}
        """

    private static let statTwo = """
        {"version": "2.0", "class": "dataset", "id": ["OMR", "KØN", "Tid"], "size": [2, 2, 1], "dimension": {
        \(statDimensions)}, "value": {"0": 1, "3": "x", "1": 2.50}, "status": ["a", null, "b", "c"]}
        """

    private static let statBundle = """
        {"a": {"class": "dataset", "id": ["T"], "size": [2], "dimension": {"T": {"category": {"index": {"x": 0, "y": 1},
        "child": {"x": ["y"]}}}}, "value": [1, 2], "status": "e"}, "b": {"id": ["T"], "size": [1],
        "dimension": {"T": {"category": {"label": {"x": "X"}}}}, "value": [3]}}
        """

    /// So many cells that some are given to workers before others.
    private static let statLong: String = {
        let values = ["1.50", "null ", "\"a, \\\"\"", "\n-1e3", "\"]\\u00f8\"", " 0"]
        let statuses = ["null", "\"s,\"", " \"\\\\\" "]
        let codes = (0..<80).map { "\"c\($0)\"" }.joined(separator: ",")
        return """
            {"a":{"id":["T"],"size":[80],"dimension":{"T":{"category":{"index":[\(codes)]}}},
            "value":[\((0..<80).map { values[$0 * 7 % 6] }.joined(separator: ","))],
            "status":[\((0..<80).map { statuses[$0 * 5 % 3] }.joined(separator: ","))]}}
            """
    }()

    static let jsonStat = [
        FuzzSeed("", statOne, statTwo),
        FuzzSeed("fields: [T, value]", statLong),
        FuzzSeed("status: s\nmax_value: 7\nfields: [T, value, status]", statLong),
        FuzzSeed("take: both\nname_by: label\nvalue: antal\nstatus: tegn", statTwo, statOne),
        FuzzSeed("fields: { navn: OMR/label, kode: OMR, antal: value }\nleft_out: ignore", statOne, statTwo),
        FuzzSeed("fields: [OMR, KØN, value]\nunindexed: label_order\nmax_value: 6", statTwo),
        FuzzSeed("dataset: a", statBundle),
        FuzzSeed("dataset: '2'\nfields: [T, value]\nstatus: s", statBundle),
        FuzzSeed("dataset: a\nfields: { t: T, del: T/parent, v: value }", statBundle),
        FuzzSeed("max_depth: 5\nmax_cells: 4\nmax_document: 640", statOne, statTwo),
    ]
}
