import CAllocationCounter
import DecideScenario

/// What one size of policy costs for each decision.
struct Measurement {
    var routes: Int
    /// Milliseconds to read, check and compile the policy: the median of five.
    var load: Double
    /// Microseconds, the clock's own cost included.
    var p50: Double
    /// Microseconds, the clock's own cost included.
    var p99: Double
    /// Heap allocations of one decision: the median, so that a table that grows once does not count.
    var allocations: UInt64

    /// Times single decisions, after a tenth as many that only warm up.
    init(_ scenario: DecideScenario, load: Duration, iterations: Int) {
        let clock = ContinuousClock()
        // Both made before anything is counted: the loop itself must not allocate.
        var times = [Duration](repeating: .zero, count: iterations)
        var allocations = [UInt64](repeating: 0, count: iterations)
        var sum = 0
        for _ in 0..<iterations / 10 { sum &+= scenario.decide() }
        for index in 0..<iterations {
            let before = allocation_count()
            let start = clock.now
            sum &+= scenario.decide()
            times[index] = clock.now - start
            allocations[index] = allocation_count() &- before
        }
        precondition(sum > 0, "a decision without targets was timed")
        times.sort()
        allocations.sort()
        self.routes = scenario.routes
        self.load = microseconds(load) / 1000
        self.p50 = microseconds(percentile(50, of: times))
        self.p99 = microseconds(percentile(99, of: times))
        self.allocations = percentile(50, of: allocations)
    }
}

/// The microseconds between two looks at the clock, median: what every timed decision above contains.
func clockCost() -> Double {
    let clock = ContinuousClock()
    var times = [Duration](repeating: .zero, count: 10_000)
    for index in times.indices {
        let start = clock.now
        times[index] = clock.now - start
    }
    times.sort()
    return microseconds(percentile(50, of: times))
}

/// The nearest-rank percentile of sorted values that are not empty.
func percentile<Value>(_ percent: Int, of sorted: [Value]) -> Value {
    sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
}

func microseconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) * 1e6 + Double(parts.attoseconds) / 1e12
}
