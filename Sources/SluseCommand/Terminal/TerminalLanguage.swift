import ArgumentParser
import StageKit

/// `--language`: that of summaries and of how a run ended; the locale is never asked.
enum TerminalLanguage: String, ExpressibleByArgument, CaseIterable {
    case en
    case da

    var language: Language { self == .da ? .danish : .english }
}
