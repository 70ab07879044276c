public import StageKit

/// Reads a pipeline file: YAML to stages with their options, and every mistake in it at once.
///
/// Records come from `inputs`, or from a reader first in `stages`; they go to `outputs`, or to writers last in `stages`,
/// which are then named after their files. An item of a list of stages is a name, or a map with the name, its options
/// and what stands beside them:
///
/// ```yaml
/// inputs:
///   nord:                                 # a list of stages,
///     - read.csv: { path: "nord/*.csv" }
///       if_missing: skip                  # beside readers: id, label, if_missing, allow_empty, …
///     - normalize.trim
///   syd:                                  # or a map with the list and what holds for the input as a whole
///     stages:
///       - read.json: { path: syd.json }
///     gate: { rejected: { max: 50 } }
///     allow_empty: true
///     if_missing: skip
/// stages:
///   - validate.range: { fields: [procent], from: 0 }
///     on_fail: flag                       # beside other stages: id, label, on_fail; beside writers: id, label
/// ```
public enum PipelineReader {
    /// Reads a pipeline file.
    /// - Parameters:
    ///   - file: the file as the user named it; paths in it are relative to its folder.
    ///   - parameters: the values given with `--param`.
    ///   - environment: where `${env.X}` is looked up.
    ///   - today: the clock of the run in days since 1970-01-01.
    ///   - files: reads the lists and schemas that the pipeline names.
    /// - Throws: every mistake, in the order of the file.
    public static func read(
        file: String,
        bytes: [UInt8],
        catalog: StageCatalog,
        parameters: [String: String] = [:],
        environment: [String: String] = [:],
        today: Int64,
        files: FileReading
    ) throws(Mistakes) -> Pipeline {
        let examined = examine(
            file: file,
            bytes: bytes,
            catalog: catalog,
            parameters: parameters,
            environment: environment,
            today: today,
            files: files
        )
        guard examined.mistakes.isEmpty, let pipeline = examined.pipeline else { throw Mistakes(examined.mistakes) }
        return pipeline
    }

    /// Reads a pipeline file as far as it can be read, so that its fields can be followed although it has mistakes.
    public static func examine(
        file: String,
        bytes: [UInt8],
        catalog: StageCatalog,
        parameters: [String: String] = [:],
        environment: [String: String] = [:],
        today: Int64,
        files: FileReading
    ) -> ExaminedPipeline {
        var root: OptionNode
        var mistakes: [Diagnostic]
        do throws(Mistakes) {
            (root, mistakes) = try YAMLReader.parse(file: file, bytes: bytes)
        } catch {
            return ExaminedPipeline(mistakes: error.diagnostics)
        }
        guard case .map(let entries) = root.content else {
            let hint = "a pipeline begins with 'version: 1' and 'name: …'"
            let mistake = Diagnostic("expected a pipeline, found \(root.kind)", at: root.place, hint: hint)
            return ExaminedPipeline(mistakes: [mistake])
        }
        var defaults = VariableFiller(
            parameters: ParameterList(),
            environment: environment,
            today: today,
            isParameters: true
        )
        let params = root["params"].map { defaults.filled($0) }
        let list = ParameterList(declared: params, given: parameters)
        var filler = VariableFiller(parameters: list, environment: environment, today: today)
        root.content = .map(
            entries.map { entry in
                var entry = entry
                entry.value = entry.key == "params" ? params ?? entry.value : filler.filled(entry.value)
                return entry
            }
        )

        let loader = ResourceLoader(files: files)
        let declared = DeclaredStages(beside: file, catalog: catalog, files: files)
        let all = catalog.adding(declared.kinds)
        var builder = PipelineBuilder(root: root, catalog: all, scope: loader.scope(of: file))
        var pipeline = builder.build()
        let used = pipeline.stageNames

        // What else is said of a value that could not be read or filled in follows from that.
        let known = defaults.unfilled.union(filler.unfilled).union(mistakes.compactMap(\.place))
        mistakes += (list.mistakes + builder.mistakes).filter { $0.place.map { !known.contains($0) } ?? true }
        mistakes += defaults.mistakes + filler.mistakes + filler.missingParameters
        pipeline.file = file
        pipeline.folder = FilePath.folder(of: file)
        pipeline.parameters = list.parameters.compactMap { parameter in
            parameter.value.map { Pipeline.Setting(name: parameter.name, value: $0) }
        }
        pipeline.variables = (defaults.usedVariables + filler.usedVariables).reduce(into: []) { result, setting in
            if !result.contains(setting) { result.append(setting) }
        }
        mistakes += declared.mistakes(of: used)
        pipeline.resources = loader.resources + declared.resources(of: used)
        return ExaminedPipeline(pipeline: pipeline, mistakes: mistakes.inOrder(), uncertain: known)
    }
}
