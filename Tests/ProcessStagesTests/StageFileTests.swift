import StageKit
import Testing

@Suite struct StageFileTests {
    private func mistakes(_ stage: String, name: String = "validate.prov", step: String? = nil) throws -> [String] {
        let pipeline = try ProgramPipeline(name, stage: stage, program: "#!/bin/sh\nexec cat\n", step: step)
        return pipeline.check().map { found in
            let place = found.place.map { "\($0.file.split(separator: "/").last ?? ""):\($0.line):\($0.column) " } ?? ""
            return place + found.message + (found.hint.map { " – " + $0 } ?? "")
        }
    }

    @Test func aGoodFileHasNoMistakes() throws {
        #expect(try mistakes("fields: all\ncommand: [./program]\n") == [])
    }

    @Test func allMistakesAreFoundAtOnceWithTheirPlaces() throws {
        let stage = """
            optoins: {}
            options:
              max: { type: numbre, help: The most. }
              Min: { type: number, help: The least. }
              art: { type: choice, choices: [en, to], default: ti, help: The kind. }
            adds: { ny: tekst }
            rules:
              Brudt: { en: broken, da: brudt }
              prov.to: { en: broken }
            time_limit: 0
            command: [./progam, "${option.maks}"]
            """
        #expect(
            try mistakes(stage) == [
                "stage.yaml:4:1 unknown option 'optoins' – did you mean 'options'?",
                "stage.yaml:6:16 expected text, integer, number, boolean, date, choice, field, fields, found 'numbre' – did you mean 'number'?",
                "stage.yaml:9:13 expected text, integer, number, decimal, boolean, date, found 'tekst'",
                "stage.yaml:12:12 option 'da' is missing – da: text. The reason in Danish.",
                "stage.yaml:13:13 expected 1 or more seconds",
                "stage.yaml:14:11 there is no file './progam' – did you mean './program'?",
            ]
        )
    }

    @Test func whatDoesNotFitTogetherIsAMistake() throws {
        let stage = """
            options:
              Min: { type: number, help: The least. }
              art: { type: choice, choices: [en, to], default: ti, help: The kind. }
            rules:
              Brudt: { en: broken, da: brudt }
            time_limit: 0
            command: [./progam, "${option.atr}"]
            """
        let found = try mistakes(stage)
        #expect(found.contains { $0.hasPrefix("stage.yaml:5:3 'Min' cannot be the name of an option") })
        #expect(found.contains("stage.yaml:6:52 the default of 'art' is none of its choices – did you mean 'to'?"))
        #expect(found.contains { $0.hasPrefix("stage.yaml:8:3 'Brudt' cannot be the name of a rule") })
        #expect(found.contains("stage.yaml:9:13 expected 1 or more seconds"))
        #expect(found.contains("stage.yaml:10:11 there is no file './progam' – did you mean './program'?"))
        #expect(found.contains("stage.yaml:10:21 there is no option 'atr' – did you mean 'art'?"))
    }

    @Test func aProgramThatIsNowhereIsAMistake() throws {
        let found = try mistakes("fields: all\ncommand: [sluse-no-such-program]\n")
        #expect(
            found == [
                "stage.yaml:5:11 there is no program 'sluse-no-such-program' – neither beside stage.yaml nor in PATH"
            ]
        )
    }

    @Test func optionsAreCheckedLikeThoseOfAnyStage() throws {
        let stage = """
            options:
              felt: { type: field, required: true, help: Field to look at. }
              max: { type: number, default: "20", help: The most. }
            command: [./program]
            """
        #expect(
            try mistakes(stage, step: "validate.prov: { felt: antl, maks: 3 }") == [
                "p.yaml:8:28 no field named 'antl' at this point in the pipeline – did you mean 'antal'?",
                "p.yaml:8:34 unknown option 'maks' – known: felt, max",
            ]
        )
        #expect(
            try mistakes(stage, step: "validate.prov") == [
                "p.yaml:8:5 option 'felt' is missing – felt: field. Field to look at."
            ]
        )
        #expect(
            try mistakes(stage, step: "validate.prvo").map { $0.contains("did you mean 'validate.prov'?") } == [true]
        )
    }
}
