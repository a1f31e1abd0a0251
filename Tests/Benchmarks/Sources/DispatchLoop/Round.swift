import CAllocationCounter

/// What a number of requests cost, each in microseconds.
struct Round: Sendable {
    var count: Int
    /// Time on the wall for each request: the whole time over the number, however many were under way at once.
    var wall: Double
    /// Processor time of this process.
    var processor: Double
    /// Processor time of the upstream's process.
    var upstream: Double
    /// Half of the requests are answered within this time, and 99 of 100.
    var p50: Double
    var p99: Double

    /// Processor time of both ends together: what the exchange costs, whatever else the machine does meanwhile.
    var cost: Double { processor + upstream }

    /// Has requests answered one after the other on each of some connections.
    init(
        _ contender: any Contender, _ way: Way, connections: Int, count: Int, upstream: UpstreamProcess
    ) async throws {
        let clock = ContinuousClock()
        let each = max(1, count / connections)
        let before = (own: ownProcessorTime(), other: upstream.processorTime)
        let start = clock.now
        var latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for _ in 0..<connections {
                group.addTask {
                    var times: [Duration] = []
                    times.reserveCapacity(each)
                    for _ in 0..<each {
                        let start = clock.now
                        let (size, expected) = try await contender.ask(way)
                        times.append(clock.now - start)
                        guard size == expected else { throw WrongAnswer() }
                    }
                    return times
                }
            }
            var all: [Duration] = []
            for try await times in group { all += times }
            return all
        }
        let total = Double(each * connections)
        wall = microseconds(clock.now - start) / total
        processor = (ownProcessorTime() - before.own) / total
        self.upstream = (upstream.processorTime - before.other) / total
        self.count = each * connections
        latencies.sort()
        p50 = microseconds(percentile(50, of: latencies))
        p99 = microseconds(percentile(99, of: latencies))
    }
}

/// Heap allocations for each request of one connection, in all threads of this process; nil where nothing counts them.
func countAllocations(_ contender: any Contender, _ way: Way, count: Int = 200) async throws -> Double? {
    guard allocation_counting_works() else { return nil }
    // Tables and buffers that grow once are no part of it.
    for _ in 0..<count { _ = try await contender.ask(way) }
    let before = allocation_count_of_all()
    allocation_count_all(true)
    defer { allocation_count_all(false) }
    for _ in 0..<count { _ = try await contender.ask(way) }
    return Double(allocation_count_of_all() &- before) / Double(count)
}

/// The nearest-rank percentile of sorted values that are not empty.
func percentile<Value>(_ percent: Int, of sorted: [Value]) -> Value {
    sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
}

func microseconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) * 1e6 + Double(parts.attoseconds) / 1e12
}
