/// The language of what data staff read: rejection reasons, run summaries, how a run ended.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case danish = "da"
}

extension Language: OptionChoice {}
