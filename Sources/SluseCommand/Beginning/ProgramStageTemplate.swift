import ArgumentParser

/// A stage that is a program: `stage.yaml` and the program, in `stages/NAME`.
struct ProgramStageTemplate {
    /// What the program is written in.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case python, shell
    }

    var name: StageName
    var language: Language

    /// The verbs of stages that can be programs.
    static let verbs: [StageName.Verb] = [.normalize, .validate]

    func files() -> [NewFiles.File] {
        let program = name.noun + (language == .python ? ".py" : ".sh")
        let values = [
            "name": name.text, "noun": name.noun,
            "command": "\(language == .python ? "python3" : "sh"), \(program)",
        ]
        let (stage, text) =
            switch (name.verb, language) {
            case (.normalize, .python): (Self.normalizer, Self.pythonNormalizer)
            case (.normalize, .shell): (Self.normalizer, Self.shellNormalizer)
            case (_, .python): (Self.validator, Self.pythonValidator)
            case (_, .shell): (Self.validator, Self.shellValidator)
            }
        return [
            NewFiles.File(path: "stages/\(name.text)/stage.yaml", text: stage.filled(values)),
            NewFiles.File(path: "stages/\(name.text)/\(program)", text: text.filled(values), isProgram: true),
        ]
    }

    /// What to do next.
    var next: [String] {
        [
            "sluse stages verify \(name.text) --folder .",
            "in a pipeline in this folder: - \(name.text): { field: FIELD }",
        ]
    }

    private static let validator = Template(
        """
        version: 1
        name: {{name}}
        summary: Accepts values of four digits.

        options:
          field: { type: field, required: true, help: Field to judge. }

        rules:
          {{noun}}.format: { en: not four digits, da: ikke fire cifre }

        command: [{{command}}, "${option.field}"]
        # Each answer depends on its record alone: there is a program for each worker.
        stateless: true

        # What sluse stages verify runs.
        example: |
          field: {{noun}}
        example_table: |
          {{noun}}
          8000
          80A0
        """
    )

    private static let normalizer = Template(
        """
        version: 1
        name: {{name}}
        summary: Leaves one blank between words.

        options:
          field: { type: field, required: true, help: Field to rewrite. }

        # The fields whose values may change, each with its new type or same.
        changes: { "${option.field}": same }

        command: [{{command}}, "${option.field}"]
        # Each answer depends on its record alone: there is a program for each worker.
        stateless: true

        # What sluse stages verify runs.
        example: |
          field: {{noun}}
        example_table: |
          {{noun}}
          et ord
          to  ord
        """
    )

    // MARK: Programs

    private static let pythonValidator = python(
        imports: "json, re, sys",
        """
            if value is not None and not re.fullmatch("[0-9]{4}", str(value)):
                answer.update(_reject="{{noun}}.format", _field=field)
        """
    )

    private static let pythonNormalizer = python(
        imports: "json, sys",
        """
            if value is not None:
                answer[field] = " ".join(str(value).split()) or None  # None: the value becomes missing
        """
    )

    /// What each program in Python does around its judgement of `value`.
    private static func python(imports: String, _ judgement: String) -> Template {
        Template(
            """
            #!/usr/bin/env python3
            \(imports.split(separator: ", ").map { "import \($0)" }.joined(separator: "\n"))

            field = sys.argv[1]
            next(sys.stdin)  # what is to come: stage, options, fields
            for line in sys.stdin:
                if line.isspace():  # all there is for now
                    sys.stdout.flush()
                    continue
                record = json.loads(line)
                answer = {"_n": record["_n"]}
                value = record[field]
            \(judgement)
                print(json.dumps(answer))
            """
        )
    }

    private static let shellValidator = shell(
        sent: "8000",
        #"""
          case $value in
            null | '"'[0-9][0-9][0-9][0-9]'"' | [0-9][0-9][0-9][0-9]) printf '{"_n":%s}\n' "$n" ;;
            *) printf '{"_n":%s,"_reject":"{{noun}}.format","_field":"%s"}\n' "$n" "$1" ;;
          esac
        """#
    )

    private static let shellNormalizer = shell(
        sent: "to  ord",
        #"""
          while :; do
            case $value in
              *'  '*) value="${value%%'  '*} ${value#*'  '}" ;;
              '" '*) value="\"${value#'" '}" ;;
              *' "') value="${value%' "'}\"" ;;
              '""') value=null ;; # the value becomes missing
              *) break ;;
            esac
          done
          printf '{"_n":%s,"%s":%s}\n' "$n" "$1" "$value"
        """#
    )

    /// What each program in shell does around its answer for `$value`, which is written as in JSON.
    /// - Parameter sent: a value of a record, for the reader of the program.
    private static func shell(sent: String, _ answer: String) -> Template {
        Template(
            #"""
            #!/bin/sh
            read -r head                 # what is to come: stage, options, fields
            while IFS= read -r line; do  # {"_n":17,"{{noun}}":"\#(sent)"}
              [ -n "$line" ] || continue # all there is for now; printf keeps nothing back
              n=${line#'{"_n":'}
              n=${n%%,*}
              value=${line#"{\"_n\":$n,\"$1\":"}
              value=${value%'}'}
            \#(answer)
            done
            """#
        )
    }
}
