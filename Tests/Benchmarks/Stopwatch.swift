/// Times work, several times over, and keeps the best: what the machine can do when nothing disturbs it.
enum Stopwatch {
    static let rounds = 7

    static func best(_ work: () throws -> Int) -> Duration {
        best(of: {}, { try work() })
    }

    /// - Parameter prepare: what each round needs anew; it is not timed.
    static func best<Input>(of prepare: () -> Input, _ work: (Input) throws -> Int) -> Duration {
        var best = Duration.seconds(1_000)
        var check = 0
        for _ in 0..<rounds {
            let input = prepare()
            let time = ContinuousClock().measure {
                do { check &+= try work(input) } catch { print("failed: \(error)") }
            }
            best = min(best, time)
        }
        // Printed where it cannot be, so that the work is not optimized away.
        if check == .min { print(check) }
        return best
    }
}
