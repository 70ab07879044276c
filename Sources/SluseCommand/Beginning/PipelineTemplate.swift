/// A pipeline with a delivery and a code list that it can be tried on.
enum PipelineTemplate {
    static func files(name: String) -> [NewFiles.File] {
        let values = ["name": name]
        return [
            NewFiles.File(path: "\(name).yaml", text: pipeline.filled(values)),
            NewFiles.File(path: "leverancer/\(name)/eksempel.csv", text: delivery.filled(values)),
        ]
    }

    private static let pipeline = Template(
        """
        # Try it: sluse run {{name}}.yaml
        # What a delivery of your own is like, sluse guess FILE tells; what a stage can do, sluse stages NAME.
        version: 1
        name: {{name}}
        summary: What is imported, and what for.
        language: da

        inputs:
          # A sender: a reader, then the stages that settle this sender's notation.
          eksempel:
            - read.csv: { path: "leverancer/{{name}}/*.csv", encoding: utf-8, delimiter: ; }
            - normalize.missing: { fields: [procent], values: { "..": suppressed, "": missing } }
            - normalize.number: { fields: [procent], decimal_mark: comma }

        # All senders, as one table.
        stages:
          - validate.required: { fields: [kommune, aar] }
          - validate.range: { fields: [procent], from: 0, to: 100 }
          - validate.unique: { fields: [kommune, aar] }

        publish: "${env.OUT:-out}/{{name}}"

        outputs:
          samlet:
            - write.csv: { path: {{name}}.csv, delimiter: ; }

        # Above it, nothing is published.
        gate:
          rejected: { max: 1%, after: 100 }
        """
    )

    private static let delivery = Template(
        """
        kommune;aar;procent
        0101;2021;12,5
        0147;2021;..
        0751;2021;9,8
        """
    )
}
