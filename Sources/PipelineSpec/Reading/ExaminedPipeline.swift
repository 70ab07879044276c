public import StageKit

/// What could be read of a pipeline file, and everything that was wrong with it.
public struct ExaminedPipeline: Sendable {
    /// The pipeline, with stand-ins for stages that could not be read; nil when the file is no pipeline at all. It can
    /// be run when there are no mistakes.
    public var pipeline: Pipeline?
    /// Every mistake, in the order of the file.
    public var mistakes: [Diagnostic]
    /// Values that could not be filled in; what is said of them later follows from that.
    private let uncertain: Set<SourcePlace>

    init(pipeline: Pipeline? = nil, mistakes: [Diagnostic], uncertain: Set<SourcePlace> = []) {
        self.pipeline = pipeline
        self.mistakes = mistakes
        self.uncertain = uncertain
    }

    /// The mistakes together with those that were found by following the fields, in the order of the file; of each
    /// place the first mistake alone, since others follow from it.
    public func mistakes(with others: [Diagnostic]) -> [Diagnostic] {
        func start(_ place: SourcePlace) -> SourcePlace {
            SourcePlace(file: place.file, line: place.line, column: place.column)
        }
        let known = Set(mistakes.compactMap(\.place).map(start))
        let new = others.filter { other in
            guard let place = other.place else { return true }
            return !uncertain.contains(place) && !known.contains(start(place))
        }
        return (mistakes + new).inOrder()
    }
}
