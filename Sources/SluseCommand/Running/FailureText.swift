import PipelineEngine
import StageKit

/// How a run failed, for people; holds no value of the data.
struct FailureText: Sendable {
    /// The file and position that the message is about; empty for none.
    var place = ""
    var message: String
    var hint: String?

    /// - Parameter isRun: whether something would have been published.
    init(_ failure: RunFailure, cause: Interrupts.Signal?, language: Language, isRun: Bool = true) {
        let isDanish = language == .danish
        let nothing =
            isRun
            ? isDanish ? "intet blev offentliggjort" : "nothing was published"
            : isDanish ? "intet blev skrevet" : "nothing was written"
        switch failure {
        case .locked(let path):
            let path = Paths.shown(path)
            message = isDanish ? "en anden kørsel arbejder på \(path)" : "another run is at work on \(path)"
            hint = isDanish ? "vent, til den er færdig" : "wait until it has ended"
        case .delivery(let fault):
            place = Paths.shown(fault.file) + fault.position
            message = "\(isDanish ? fault.danish : fault.message) [\(fault.rule)]"
            hint = [fault.hint, nothing].compactMap { $0 }.joined(separator: "; ")
        case .output(let fault, _):
            message = "\(Self.operation(fault.operation, language)) \(Paths.shown(fault.path)): \(fault.reason)"
            hint = nothing
            if fault.isFull {
                hint = nothing + (isDanish ? "; skaf plads, og kør igen" : "; free some space and run again")
            }
        case .refused(let text, let advice):
            message = text
            hint = advice
        case .stage(let name, let failure):
            message =
                isDanish
                ? "trinnet '\(name)' fejlede: \(failure.danish)" : "stage '\(name)' failed: \(failure.english)"
            let log = failure.logFile.map {
                (isDanish ? "hvad programmet skrev, står i " : "what the program wrote is in ") + Paths.shown($0)
            }
            hint = [failure.hint, log, nothing].compactMap { $0 }.joined(separator: "; ")
        case .unbalanced(let text):
            message = text
            hint = (isDanish ? "det er en fejl i programmet; " : "this is a fault of the program; ") + nothing
        case .cancelled:
            message = Self.interruption(cause, language)
            hint = nothing
        }
    }

    private static func interruption(_ cause: Interrupts.Signal?, _ language: Language) -> String {
        let isDanish = language == .danish
        guard case .interrupt(let number) = cause else {
            return isDanish ? "stoppet: tiden er gået (--timeout)" : "stopped: the time is over (--timeout)"
        }
        let name = [1: "SIGHUP", 2: "SIGINT", 15: "SIGTERM"][number] ?? "signal \(number)"
        return isDanish ? "afbrudt (\(name))" : "interrupted (\(name))"
    }

    private static func operation(_ operation: String, _ language: Language) -> String {
        guard language == .danish else { return operation }
        return [
            "cannot open": "kan ikke åbne", "cannot read": "kan ikke læse", "cannot look at": "kan ikke se på",
            "cannot list": "kan ikke vise indholdet af", "cannot make folder": "kan ikke lave mappen",
            "cannot create": "kan ikke oprette", "cannot write": "kan ikke skrive",
            "cannot sync": "kan ikke sikre", "cannot publish": "kan ikke offentliggøre",
            "cannot rename": "kan ikke omdøbe", "cannot remove": "kan ikke fjerne", "cannot lock": "kan ikke låse",
        ][operation] ?? operation
    }
}
