import FileGuessing
import PipelineEngine
import StageKit

/// Why nothing, or not all, could be guessed.
struct GuessFailure: Error {
    /// The file that it is about.
    var place = ""
    var message: String
    var hint: String?
    var code = ExitStatus.delivery

    init(place: String = "", message: String, hint: String? = nil, code: Int32 = ExitStatus.delivery) {
        self.place = place
        self.message = message
        self.hint = hint
        self.code = code
    }

    init(_ unrecognized: UnrecognizedFile, file: String, language: Language) {
        place = file
        message = unrecognized.message.text(language)
        hint = unrecognized.hint?.text(language)
    }

    init(_ failure: RunFailure, language: Language) {
        let text = FailureText(failure, cause: nil, language: language, isRun: false)
        place = text.place
        message = text.message
        if case .delivery(let fault) = failure { hint = fault.hint } else { hint = text.hint }
        code = failure.exitCode
    }
}
