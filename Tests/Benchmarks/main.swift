import StageKit

// Measures reading, the chain and writing on one core, each as a ratio to a plain copy of the same bytes in memory, in
// one run on one machine: ratios can be compared between machines, times cannot.
//
//     swift run -c release Benchmarks [ROWS]

let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 400_000
let delivery = Delivery(rows: rows)
print("\(rows) rows, \(delivery.bytes.count / 1_000_000) MB of CSV; best of \(Stopwatch.rounds), one core\n")

let copy = Stopwatch.best { delivery.copied() }
report("copy in memory", copy)

let bench = try PipelineBench(delivery)
report("read.csv", Stopwatch.best { try bench.read() })
let batches = bench.batches()
for stage in bench.stages {
    report(stage.name, Stopwatch.best(of: { batches.map { $0.fork() } }) { try bench.process($0, stage) })
    for batch in batches { try stage.worker.process(batch) }
}
report("write.csv", Stopwatch.best { try bench.write(batches) })
report("write.json_lines", Stopwatch.best { try bench.writeJSON(batches) })

func report(_ name: String, _ time: Duration) {
    let seconds = Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    let base = Double(copy.components.attoseconds) / 1e18 + Double(copy.components.seconds)
    let speed = Int(Double(delivery.bytes.count) / 1e6 / seconds)
    let ratio = (seconds / base * 10).rounded() / 10
    print(
        "\(name.padded(to: 22))  \(String(ratio).padded(to: 7)) x copy   \(speed) MB/s   \((seconds * 1e9 / Double(rows)).rounded()) ns a row"
    )
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
