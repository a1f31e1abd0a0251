import Benchmark
import CAllocationCounter
import DecideScenario
import TurnoutCore

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .allocations],
        scalingFactor: .kilo,
        maxDuration: .seconds(2),
        maxIterations: 10_000
    )

    for routes in [10, 100, 1000, 10_000] {
        Benchmark("decide, \(routes) routes") { benchmark in
            do {
                let scenario = try DecideScenario(routes: routes)
                run(benchmark) { blackHole(scenario.decide()) }
            } catch {
                benchmark.error("\(error)")
            }
        }
    }

    Benchmark("nearest name among 20") { benchmark in
        let names = (0..<20).map { "confidential-\($0)" }
        run(benchmark) { blackHole(closestMatch(to: "confidental-7", among: names)) }
    }
}

/// Repeats the work as the harness asks, and hands it the allocations that our own counter saw.
private func run(_ benchmark: Benchmark, _ work: () -> Void) {
    work()
    let before = allocation_count()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { work() }
    benchmark.stopMeasurement()
    benchmark.measurement(.allocations, Int(allocation_count() &- before))
}

extension BenchmarkMetric {
    /// Heap allocations of the measuring thread. The harness's own malloc metric needs traits that are off here.
    static var allocations: Self { .custom("Allocations", polarity: .prefersSmaller, useScalingFactor: true) }
}
