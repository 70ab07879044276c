import StageKit

// Measures reading, the chain and writing on one core, each as a ratio to a plain copy of the same bytes in memory, in
// one run on one machine: ratios can be compared between machines, times cannot.
//
//     swift run -c release Benchmarks [ROWS]
//
// Below that it tells what records through another program cost: bytes by the clock, where the program counts too, and
// bytes for each second of the processor that this process uses.

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

print("\nthrough a program that copies, there and back")
let programs = try ProgramBench(bench.schema)
for format in ProgramBench.Format.allCases {
    let result = try await programs.run(batches, format)
    let bytes = Double(result.bytes) / 1e6
    print(
        "\(format.rawValue.padded(to: 22))  \(Int(bytes)) MB   \(Int(bytes / seconds(result.time))) MB/s   \(Int(bytes / result.processorSeconds)) MB for each second of this process"
    )
}

func seconds(_ time: Duration) -> Double {
    Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
}

func report(_ name: String, _ time: Duration) {
    let own = seconds(time)
    let speed = Int(Double(delivery.bytes.count) / 1e6 / own)
    let ratio = (own / seconds(copy) * 10).rounded() / 10
    print(
        "\(name.padded(to: 22))  \(String(ratio).padded(to: 7)) x copy   \(speed) MB/s   \((own * 1e9 / Double(rows)).rounded()) ns a row"
    )
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
