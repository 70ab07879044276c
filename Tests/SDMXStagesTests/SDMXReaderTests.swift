import StageKit
import StageTesting
import Testing

@testable import SDMXStages

@Suite struct SDMXReaderTests {
    private func read(_ message: String, _ options: String = "") throws -> StageResult {
        try SDMXReader(yaml: "path: x.xml\n" + options).run(on: message)
    }

    @Test func readsGenericSeries() throws {
        let result = try read(
            Message.generic(
                """
                <m:DataSet structureRef="S"><g:Series>
                <g:SeriesKey><g:Value id="AMT" value="Ribe"/><g:Value id="KOEN" value="F"/></g:SeriesKey>
                <g:Attributes><g:Value id="UNIT" value="1000"/></g:Attributes>
                <g:Obs><g:ObsDimension value="1887"/><g:ObsValue value="17.40"/>
                <g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
                <g:Obs><g:ObsDimension value="1888"/></g:Obs>
                </g:Series><g:Series>
                <g:SeriesKey><g:Value id="AMT" value="Ribe"/><g:Value id="KOEN" value="M"/></g:SeriesKey>
                <g:Obs><g:ObsDimension value="1887"/><g:ObsValue value="NaN"/></g:Obs>
                </g:Series></m:DataSet>
                """
            )
        )
        #expect(
            result.output == """
                AMT  | KOEN | TIME_PERIOD | OBS_VALUE
                Ribe | F    | 1887        | 17.40
                Ribe | F    | 1888        | ∅
                Ribe | M    | 1887        | NaN
                """
        )
        #expect(result.rejects == [])
    }

    @Test func readsFlatAndCrossSectionalGenericData() throws {
        let flat = Message.generic(
            """
            <m:DataSet structureRef="S"><g:Group type="G"><g:GroupKey><g:Value id="AMT" value="Ribe"/></g:GroupKey>
            <g:Attributes><g:Value id="TITLE" value="t"/></g:Attributes></g:Group>
            <g:Obs><g:ObsKey><g:Value id="AMT" value="Ribe"/><g:Value id="TIME_PERIOD" value="1887"/></g:ObsKey>
            <g:ObsValue value="1"/></g:Obs></m:DataSet>
            """,
            dimension: "AllDimensions"
        )
        #expect(try read(flat).output == "AMT  | TIME_PERIOD | OBS_VALUE\nRibe | 1887        | 1")
        let cross = Message.generic(
            """
            <m:DataSet structureRef="S"><g:Series><g:SeriesKey><g:Value id="TIME_PERIOD" value="1887"/></g:SeriesKey>
            <g:Obs><g:ObsDimension value="Ribe"/><g:ObsValue value="1"/></g:Obs></g:Series></m:DataSet>
            """,
            dimension: "AMT"
        )
        #expect(try read(cross).output == "TIME_PERIOD | AMT  | OBS_VALUE\n1887        | Ribe | 1")
    }

    @Test func readsGenericDataOfVersionTwo() throws {
        let message = Message.old(
            "MessageGroup",
            """
            <g:DataSet><g:KeyFamilyRef>DOEDE</g:KeyFamilyRef>
            <g:Group type="G"><g:GroupKey><g:Value concept="AMT" value="Ribe"/></g:GroupKey>
            <g:Series><g:SeriesKey><g:Value concept="AMT" value="Ribe"/></g:SeriesKey>
            <g:Attributes><g:Value concept="UNIT" value="1000"/></g:Attributes>
            <g:Obs><g:Time> 1887
            </g:Time><g:ObsValue value="1.50"/></g:Obs></g:Series></g:Group></g:DataSet>
            <k:DataSet keyFamilyURI="urn:x" action="Append" AMT="Vejle"><k:Series KOEN="F">
            <k:Obs TIME_PERIOD="1888" OBS_VALUE="2"/></k:Series></k:DataSet>
            """
        )
        #expect(
            try read(message).output == """
                AMT   | TIME_PERIOD | OBS_VALUE | KOEN
                Ribe  | 1887        | 1.50      | ∅
                Vejle | 1888        | 2         | F
                """
        )
        #expect(
            try read(message, "data_set: 2").output == """
                AMT   | KOEN | TIME_PERIOD | OBS_VALUE
                Vejle | F    | 1888        | 2
                """
        )
    }

    @Test func readsStructureSpecificData() throws {
        let message = Message.specific(
            """
            <m:DataSet ss:structureRef="S" xsi:type="n:DataSetType" AAR="19">
            <Group xsi:type="n:G" AMT="Ribe" TITLE="t"/><n:SiblingGroup AMT="Ribe" UNIT="u"/><Atts AMT="Ribe" X="1"/>
            <Series AMT="Ribe"><Obs TIME_PERIOD="1887" OBS_VALUE="1.10"/><Obs TIME_PERIOD="1888" OBS_STATUS="M"/></Series>
            <Series AMT="Vejle"><c:Annotations><c:Annotation><c:AnnotationText>x</c:AnnotationText></c:Annotation>
            </c:Annotations><Obs TIME_PERIOD="1887" OBS_VALUE=""/></Series>
            </m:DataSet>
            """
        )
        #expect(
            try read(message).output == """
                AAR | AMT   | TIME_PERIOD | OBS_VALUE | OBS_STATUS
                19  | Ribe  | 1887        | 1.10      | ∅
                19  | Ribe  | 1888        | ∅         | M
                19  | Vejle | 1887        |           | ∅
                """
        )
        #expect(
            try read(message, "fields: { amt: AMT, doede: OBS_VALUE }").output == """
                amt   | doede
                Ribe  | 1.10
                Ribe  | ∅
                Vejle |
                """
        )
        #expect(try read(message, "value: doede").output.hasPrefix("AAR | AMT   | TIME_PERIOD | doede |"))
    }

    @Test func readsComponentsOfVersionThreeWhenTheyAreAskedFor() throws {
        let message = Message.specific(
            """
            <m:DataSet><Series AMT="Ribe"><Comp id="TITLE" xsi:type="n:T"><Value>
            <c:Text>Ribe Amt</c:Text></Value></Comp>
            <Obs TIME_PERIOD="1887" OBS_VALUE="1"><Comp id="KILDE"><Value>A</Value></Comp><Comp
             id="SIDE"><Value><c:StructuredText><p>x</p></c:StructuredText></Value></Comp></Obs>
            <Obs TIME_PERIOD="1888" OBS_VALUE="2"><Comp id="KILDE"><Value>A</Value><Value>B</Value></Comp></Obs>
            </Series></m:DataSet>
            """
        )
        #expect(
            try read(message).output == """
                AMT  | TIME_PERIOD | OBS_VALUE
                Ribe | 1887        | 1
                Ribe | 1888        | 2
                """
        )
        let all = try read(message, "attributes: [TITLE, KILDE]")
        #expect(
            all.output == """
                AMT  | TITLE    | TIME_PERIOD | OBS_VALUE | KILDE
                Ribe | Ribe Amt | 1887        | 1         | A
                """
        )
        #expect(all.rejects == ["7 KILDE sdmx.repeated"])
        #expect(
            try read(message, "attributes: [TITLE]").output.hasPrefix("AMT  | TITLE    | TIME_PERIOD | OBS_VALUE\n")
        )
    }

    @Test func takesAttributesOfGenericDataWhenTheyAreAskedFor() throws {
        let message = Message.generic(
            """
            <m:DataSet><g:Attributes><g:Value id="KILDE" value="k"/></g:Attributes><g:Series>
            <g:SeriesKey><g:Value id="AMT" value="Ribe"/></g:SeriesKey>
            <g:Attributes><g:Value id="UNIT" value="1000"/></g:Attributes>
            <g:Obs><g:ObsDimension value="1887"/><g:ObsValue value="1"/>
            <g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
            <g:Obs><g:ObsDimension value="1888"/><g:ObsValue value="2"/></g:Obs></g:Series></m:DataSet>
            """
        )
        #expect(
            try read(message, "attributes: all").output == """
                KILDE | AMT  | UNIT | TIME_PERIOD | OBS_VALUE | OBS_STATUS
                k     | Ribe | 1000 | 1887        | 1         | A
                k     | Ribe | 1000 | 1888        | 2         | ∅
                """
        )
        #expect(
            try read(message, "fields: [OBS_STATUS, OBS_VALUE]").output == """
                OBS_STATUS | OBS_VALUE
                A          | 1
                ∅          | 2
                """
        )
    }

    @Test func readsCrossSectionalData() throws {
        let message = Message.old(
            "CrossSectionalData",
            """
            <k:DataSet FREQ="A"><k:Group TIME="1887"><k:Section AMT="Ribe" UNIT="1">
            <k:FOEDTE KOEN="F" value="10"/><k:DOEDE KOEN="F" value="7"/></k:Section></k:Group>
            <k:Section AMT="Vejle"><k:FOEDTE KOEN="M" value="3"/></k:Section></k:DataSet>
            """
        )
        #expect(
            try read(message).output == """
                FREQ | TIME | AMT   | UNIT | MEASURE | KOEN | OBS_VALUE
                A    | 1887 | Ribe  | 1    | FOEDTE  | F    | 10
                A    | 1887 | Ribe  | 1    | DOEDE   | F    | 7
                A    | ∅    | Vejle | ∅    | FOEDTE  | M    | 3
                """
        )
    }

    @Test func readsUtilityData() throws {
        let message = Message.old(
            "UtilityData",
            """
            <k:DataSet><k:Group TITLE="t"><k:Series UNIT="1"><k:Key><k:AMT>Ribe</k:AMT><k:KOEN>F</k:KOEN></k:Key>
            <k:Obs OBS_STATUS="A"><k:TIME_PERIOD>1887</k:TIME_PERIOD><k:OBS_VALUE>1.0</k:OBS_VALUE></k:Obs>
            </k:Series></k:Group></k:DataSet>
            """
        )
        #expect(
            try read(message).output == """
                AMT  | KOEN | TIME_PERIOD | OBS_VALUE
                Ribe | F    | 1887        | 1.0
                """
        )
        #expect(try read(message, "attributes: all").output.hasPrefix("UNIT | AMT  | KOEN | OBS_STATUS |"))
    }

    @Test func rejectsAnObservationThatSaysTwoThings() throws {
        let message = Message.specific(
            """
            <m:DataSet><Series AMT="Ribe" X="1"><Obs X="1" OBS_VALUE="1"/><Obs X="2" OBS_VALUE="2"/></Series></m:DataSet>
            """
        )
        let result = try read(message)
        #expect(result.output == "AMT  | X | OBS_VALUE\nRibe | 1 | 1")
        #expect(result.rejects == ["3 X sdmx.repeated"])
    }

    @Test func reportsMistakesInOptions() throws {
        func mistakes(_ options: String) throws -> [String] {
            do {
                _ = try read("", options)
                return []
            } catch let mistakes as Mistakes {
                return mistakes.diagnostics.map(\.message)
            }
        }
        #expect(
            try mistakes("fields: [A]\nattributes: all\nvalue: x\nlabels: code\nmax_record: 0\ndata_set: 0") == [
                "max_record is not from 1 to 67108864", "data_set is not from 1 to 2147483647",
                "attributes and fields are given", "value and fields are given",
                "labels is given, and the format is ml",
            ]
        )
        #expect(try mistakes("format: csv\nnotices: allow") == ["notices is given, and the format is csv"])
        #expect(try mistakes("fields: { a: A, b: A }") == ["fields 'a' and 'b' take the same concept"])
        #expect(try mistakes("format: csv\ndelimiter: xx") == ["the delimiter is not one sign"])
    }
}
