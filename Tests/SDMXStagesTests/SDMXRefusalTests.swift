import StageKit
import StageTesting
import Testing

@testable import SDMXStages

@Suite struct SDMXRefusalTests {
    private let series = "<Series AMT=\"Ribe\"><Obs TIME_PERIOD=\"1887\" OBS_VALUE=\"1\"/></Series>"

    /// Rule, line, byte and message of the fault that ends a delivery; the same for every size of block.
    private func refusal(_ message: String, _ options: String = "fields: [AMT, OBS_VALUE]") throws -> DeliveryFault? {
        let reader = try SDMXReader(yaml: "path: x.xml\n" + options)
        var found: [DeliveryFault?] = []
        for block in [1, 7, 100, 1 << 18] {
            var context = ReaderContext(
                stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
            ) { nil }
            guard let prepared = reader.prepare(&context) else { throw Mistakes(context.stage.diagnostics) }
            found.append(try Self.fault(of: prepared, message, block, context.stage.schema.slotCount).fault)
        }
        #expect(Set(found).count == 1)
        return found[0]
    }

    private static func fault(
        of prepared: PreparedReader,
        _ message: String,
        _ block: Int,
        _ fields: Int
    ) throws -> (fault: DeliveryFault?, counts: [String: Int]) {
        let source = prepared.makeSource()
        let makeParser = try #require(prepared.makeParser)
        let parser = makeParser()
        let input = MemoryInput(Array(message.utf8))
        let batch = RecordBatch()
        batch.targetBytes = block
        do {
            while true {
                batch.reset(fieldCount: fields)
                guard try source.fill(batch, from: input) else { break }
                try parser.parse(batch)
                if let fault = batch.faultBehindRows { throw fault }
            }
            return (nil, source.counts.merging(parser.counts, uniquingKeysWith: +))
        } catch let fault as DeliveryFault {
            return (fault, [:])
        }
    }

    @Test func namesMessagesWithoutData() throws {
        let structure = """
            <m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><m:Header/></m:Structure>
            """
        let fault = try #require(try refusal(structure))
        #expect(fault.rule == "sdmx.no_data")
        #expect(fault.message == "an SDMX message of the kind 'Structure', which holds no observations")
        #expect(fault.line == 1 && fault.byteOffset == 0)
        #expect(try refusal("<html><body>503</body></html>")?.rule == "sdmx.not_sdmx")
        #expect(try refusal("<GenericData/>")?.rule == "sdmx.not_sdmx")
        #expect(try refusal("<!DOCTYPE html><html/>")?.rule == "xml.doctype")
        #expect(try refusal("")?.rule == "xml.empty")
        #expect(try refusal(Message.specific(""))?.rule == "sdmx.no_data_set")
    }

    @Test func tellsWhatAnErrorMessageSays() throws {
        let error = """
            <m:Error xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:c="urn:c">
            <m:ErrorMessage code="140"><c:Text>no such
            flow</c:Text></m:ErrorMessage></m:Error>
            """
        let fault = try #require(try refusal(error))
        #expect(fault.rule == "sdmx.error_message")
        #expect(fault.message == "an SDMX error message instead of data: code 140, 'no such flow'")
        let long = error.replacing("no such", with: String(repeating: "x", count: 10_000))
        #expect(try #require(try refusal(long)).message.count < 400)
    }

    @Test func refusesATornMessageAtItsEnd() throws {
        let whole = Message.specific("<m:DataSet>\(series)\(series)</m:DataSet>")
        #expect(try refusal(whole) == nil)
        for count in stride(from: 8, to: whole.utf8.count - 1, by: 7) {
            let torn = String(decoding: Array(whole.utf8)[..<count], as: UTF8.self)
            let rule = try refusal(torn)?.rule
            // A tag cut off between its '/' and '>' is not well-formed, whatever follows.
            #expect(rule == (torn.hasSuffix("\"/") ? "xml.malformed" : "xml.torn"), "\(torn.suffix(20))")
        }
    }

    @Test func heedsFooters() throws {
        func message(_ severity: String) -> String {
            Message.specific(
                """
                <m:DataSet>\(series)</m:DataSet><f:Footer><f:Message code="510"\(severity)>
                <c:Text>data cut off</c:Text></f:Message></f:Footer>
                """
            )
        }
        let fault = try #require(try refusal(message(" severity=\"Warning\"")))
        #expect(fault.rule == "sdmx.footer")
        #expect(fault.message.hasSuffix(": code 510, Warning, 'data cut off'"))
        #expect(try refusal(message(" severity=\"Error\""))?.rule == "sdmx.footer")
        #expect(try refusal(message(""))?.rule == "sdmx.footer")
        #expect(try refusal(message(" severity=\"Information\"")) == nil)
        #expect(try refusal(message(" severity=\"Error\""), "fields: [AMT]\nnotices: allow") == nil)
    }

    @Test func refusesWhatIsNoneOfTheStandard() throws {
        func rule(_ content: String) throws -> String? { try refusal(Message.specific(content))?.rule }
        #expect(try rule("<m:DataSet><Series><Serie AMT=\"Ribe\"/></Series></m:DataSet>") == "sdmx.element")
        #expect(try rule("<m:DataSet><X><Y/></X></m:DataSet>") == "sdmx.element")
        #expect(try rule("<m:DataSet>1887</m:DataSet>") == "sdmx.text")
        #expect(try rule("<m:DataSet><Series><Comp/></Series></m:DataSet>") == "sdmx.value")
        #expect(try rule("<m:DataSet ss:action=\"Delete\">\(series)</m:DataSet>") == "sdmx.delete")
        #expect(try rule("<m:DataSet><Obs ss:action=\"D\" AMT=\"Ribe\"/></m:DataSet>") == "sdmx.delete")
        let header = "<m:DataSetAction>Delete</m:DataSetAction>"
        #expect(try refusal(Message.specific("<m:DataSet/>", header: header))?.rule == "sdmx.delete")
        let generic = "<m:DataSet><g:Obs><g:ObsKey><g:Value id=\"AMT\"/></g:ObsKey></g:Obs></m:DataSet>"
        #expect(try refusal(Message.generic(generic))?.rule == "sdmx.value")
    }

    @Test func mustKnowTheDimensionOfObservations() throws {
        let content = "<m:DataSet><g:Series><g:Obs><g:ObsDimension value=\"1887\"/></g:Obs></g:Series></m:DataSet>"
        let message = Message.generic(content, dimension: nil)
        #expect(try refusal(message)?.rule == "sdmx.observation_dimension")
        #expect(try refusal(message, "fields: [TIME_PERIOD]\nobservation: TIME_PERIOD") == nil)
        #expect(try refusal(Message.generic(content), "fields: [TIME_PERIOD]") == nil)
    }

    @Test func refusesDimensionsThatNobodyExpects() throws {
        let message = Message.specific("<m:DataSet>\n\(series)</m:DataSet>")
        #expect(try refusal(message) == nil)
        let fault = try #require(try refusal(message, "fields: [AMT, OBS_VALUE]\nextra: refuse"))
        #expect(fault.rule == "sdmx.concept")
        #expect(fault.message.contains("'TIME_PERIOD'"))
        #expect(fault.line == 4)
    }

    @Test func refusesFieldsThatNothingHas() throws {
        let message = Message.specific("<m:DataSet>\(series)</m:DataSet>")
        let fault = try #require(try refusal(message, "fields: [AMT, KOEN]"))
        #expect(fault.rule == "sdmx.field_missing")
        #expect(fault.message == "nothing in the file has the concept 'KOEN'")
        #expect(try refusal(message, "fields: [AMT, KOEN]\nabsent: allow") == nil)
        #expect(try refusal(Message.specific("<m:DataSet/>"), "fields: [KOEN]") == nil)
    }

    @Test func keepsItsLimits() throws {
        let message = Message.specific("<m:DataSet>\(series)</m:DataSet>")
        #expect(try refusal(message, "fields: [AMT, OBS_VALUE]\nmax_record: 4")?.rule == "sdmx.limit.record")
        #expect(try refusal(message, "fields: [AMT, OBS_VALUE]\nmax_depth: 3")?.rule == "xml.limit.depth")
        #expect(try refusal(message, "fields: [AMT]\ndata_set: 2")?.rule == "sdmx.data_set")
        let reader = try SDMXReader(yaml: "path: x.xml\nmax_fields: 2")
        #expect(throws: Mistakes.self) { try reader.run(on: message) }
    }

    @Test func countsWhatItLeavesOut() throws {
        let reader = try SDMXReader(yaml: "path: x.xml\nfields: [AMT]\ndata_set: 1\nnotices: allow")
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        ) { nil }
        let prepared = try #require(reader.prepare(&context))
        let message = Message.specific(
            """
            <m:DataSet><Group AMT="Ribe" TITLE="t"/>\(series)</m:DataSet><m:DataSet>\(series)</m:DataSet>
            <f:Footer><f:Message code="1" severity="Error"/></f:Footer>
            """
        )
        for block in [10, 1000] {
            let reading = try Self.fault(of: prepared, message, block, 1)
            #expect(reading.fault == nil)
            #expect(
                reading.counts == [
                    "data_sets_left_out": 1, "extra_values": 2, "footer_messages": 1, "group_attributes": 1,
                ]
            )
        }
    }
}
