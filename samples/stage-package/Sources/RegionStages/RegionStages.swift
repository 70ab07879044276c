public import StageKit

/// The stages of this package, for commands and tests.
public let regionStages: [any Stage.Type] = [
    WaitingTimeReader.self,
    TreatmentNormalizer.self,
    HospitalValidator.self,
    MarkdownWriter.self,
]
