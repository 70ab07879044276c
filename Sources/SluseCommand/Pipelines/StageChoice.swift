import PipelineEngine
import StageKit

/// Finds the stage that a command line means.
struct StageChoice {
    private let points: [Plan.StagePoint]
    private let input: String?

    init(_ plan: Plan, input: String?) {
        points = plan.stagePoints
        self.input = input
    }

    /// The number of the stage; nil when none was asked for. Ends the process when it is not clear which is meant.
    func number(of text: String?, _ messages: Messages) -> Int? {
        guard let text else { return nil }
        if let number = Int(text) {
            guard points.contains(where: { $0.number == number }) else {
                messages.fail("there is no stage \(number)", hint: "stages are numbered from 1 to \(points.count)")
            }
            return number
        }
        let all = points.filter { $0.id == text }
        // Several inputs use the same stages.
        let own = all.filter { $0.owner == nil || $0.owner == input }
        let found = input == nil || own.isEmpty ? all : own
        guard let first = found.first else {
            let hint = Spelling.suggestion(for: text, among: points.map(\.id)) ?? list(points)
            messages.fail("no stage of the pipeline is called '\(text)'", hint: hint)
        }
        if found.count > 1 {
            messages.fail("several stages are called '\(text)'", hint: "write a number: \(list(found))")
        }
        return first.number
    }

    private func list(_ points: [Plan.StagePoint]) -> String {
        points.map { "\($0.number) \($0.id)" + ($0.owner.map { " (\($0))" } ?? "") }.joined(separator: ", ")
    }
}
