import Materials

/// Messages of SDMX-ML, generic and structure-specific, and tables of SDMX-CSV.
extension FuzzSeeds {
    private static let generic = """
        <m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
        xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
        <m:Header><m:ID>P</m:ID><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></m:Header>
        <m:DataSet structureRef="S"><g:Series>
        <g:SeriesKey><g:Value id="AMT" value="R&#248;"/><g:Value id="KOEN" value="F"/></g:SeriesKey>
        <g:Attributes><g:Value id="UNIT" value="1000"/></g:Attributes>
        <g:Obs><g:ObsDimension value="1887"/><g:ObsValue value="17.40"/>
        <g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
        <g:Obs><g:ObsDimension value="1888"/></g:Obs></g:Series></m:DataSet></m:GenericData>
        """

    private static let old = """
        <MessageGroup xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" \
        xmlns:g="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/generic"><Header><ID>P</ID></Header>
        <g:DataSet><g:KeyFamilyRef>D</g:KeyFamilyRef><g:Series>
        <g:SeriesKey><g:Value concept="AMT" value="Ribe"/></g:SeriesKey>
        <g:Obs><g:Time> 1887
        </g:Time><g:ObsValue value="1.50"/></g:Obs></g:Series></g:DataSet></MessageGroup>
        """

    private static let specific = """
        <m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
        xmlns:f="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message/footer" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:n"><m:Header><m:ID>P</m:ID></m:Header>
        <m:DataSet xsi:type="n:DataSetType"><Group xsi:type="n:G" AMT="Ribe" TITLE="t"/>
        <Series AMT="Ribe"><Obs TIME_PERIOD="1887" OBS_VALUE="1.10"/><Obs TIME_PERIOD="1888" OBS_STATUS="M"/></Series>
        <Series AMT="Vejle"><Obs TIME_PERIOD="1887" OBS_VALUE=""><Comp id="K"><Value>A</Value></Comp></Obs></Series>
        </m:DataSet><m:DataSet><Obs AMT="Ribe" AMT2="x" OBS_VALUE="NaN"/></m:DataSet>
        <f:Footer><f:Message code="413" severity="Information"/></f:Footer></m:StructureSpecificData>
        """

    private static let crossed = """
        <CrossSectionalData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" xmlns:k="urn:k">
        <Header><ID>P</ID></Header><k:DataSet FREQ="A"><k:Group TIME="1887"><k:Section AMT="Ribe" UNIT="1">
        <k:FOEDTE KOEN="F" value="10"/><k:DOEDE KOEN="F" value="7"/></k:Section></k:Group></k:DataSet>
        </CrossSectionalData>
        """

    private static let tableOne =
        "DATAFLOW,AMT,TIME_PERIOD,OBS_VALUE,NOTE\r\nP:D(1.0),Ribe,1887,1.10,\"a, \"\"b\"\"\"\r\nP:D(1.0),Vejle,1887,,\"\"\n"

    private static let tableTwo = """
        STRUCTURE[|];STRUCTURE_ID;ACTION;AMT;OBS_VALUE
        dataflow;P:D(1.0);I;Ribe;1
        dataflow;P:D(1.0);D;Vejle;
        dataflow;P:D(1.0);I;"Aa
        rhus"
        dataflow;P:D(1.0);M;Odense;2

        """

    private static let labelled = """
        DATAFLOW,AMT: Amt,OBS_VALUE: Værdi,NOTE: Note
        P:D(1.0): Døde,R1: Ribe Amt,1.0,Fra Ribe: alle
        P:D(1.0): Døde,"R2: Vejle
        Amt",2.0,

        """

    static let sdmx = [
        FuzzSeed("", generic, specific, old, crossed),
        FuzzSeed("attributes: all\nvalue: tal", generic, old),
        FuzzSeed(
            "fields: { amt: AMT, aar: TIME_PERIOD, v: OBS_VALUE, s: OBS_STATUS }\nabsent: allow",
            generic,
            specific
        ),
        FuzzSeed("fields: [AMT, OBS_VALUE]\nextra: refuse\nabsent: allow\ndata_set: 2", specific),
        FuzzSeed("fields: [AMT, OBS_VALUE]\nnotices: allow\nmax_record: 30\nmax_depth: 5", specific, crossed),
        FuzzSeed("attributes: [OBS_STATUS]\nobservation: TIME_PERIOD\nmax_fields: 4", generic, old),
        FuzzSeed("max_search: 900", generic, specific),
        FuzzSeed("format: csv", tableOne),
        FuzzSeed("format: csv\ndelimiter: ;\nfields: { amt: AMT, v: OBS_VALUE }\nextra: refuse", tableTwo),
        FuzzSeed("format: csv\ndelimiter: ;\nabsent: allow\nmax_record: 40", tableTwo, tableOne),
        FuzzSeed("format: csv\nlabels: code", labelled),
        FuzzSeed("format: csv\nlabels: label\nfields: [AMT, OBS_VALUE]", labelled),
    ]
}
