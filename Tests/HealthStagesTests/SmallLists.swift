/// Lists for tests: municipalities that ended and began, and a plain table.
enum SmallLists {
    static let files = [
        "kommuner.csv": """
        code,name,aliases,valid_from,valid_to,region
        0751,Aarhus,751|Aarhus Kommune,2007-01-01,,1082
        0411,Christiansø,411,,,
        0401,Allinge-Gudhjem,401,,2002-12-31,1084
        0400,Bornholm,400|Bornholms Regionskommune,2003-01-01,2020-12-31,1084
        0400,Bornholm,,2021-01-01,,1085
        """,
        "maal.csv": "kode;tekst;note\nA;Første;\nB;Anden;x\n",
    ]
}
