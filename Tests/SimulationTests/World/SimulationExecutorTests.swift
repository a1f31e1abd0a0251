import SimulationKit
import Synchronization
import Testing

/// Jobs run when the driver says so, in an order that the seed draws.
@Suite struct SimulationExecutorTests {
    private final class Log: Sendable {
        private let words = Mutex<[String]>([])
        func add(_ word: String) { words.withLock { $0.append(word) } }
        var all: [String] { words.withLock { $0 } }
    }

    /// Three tasks that say three words each, with a yield between.
    private func order(_ order: SimulationExecutor.Order) -> [String] {
        let executor = SimulationExecutor(order: order)
        let log = Log()
        for name in ["a", "b", "c"] {
            Task(executorPreference: executor) {
                for number in 0..<3 {
                    log.add("\(name)\(number)")
                    await Task.yield()
                }
            }
        }
        executor.runAll()
        return log.all
    }

    @Test func nothingRunsByItself() {
        let executor = SimulationExecutor(order: .firstInFirstOut)
        let log = Log()
        Task(executorPreference: executor) { log.add("ran") }
        #expect(log.all.isEmpty)
        #expect(executor.readyCount == 1)
        #expect(executor.runNext())
        #expect(log.all == ["ran"])
        #expect(!executor.runNext())
        #expect(executor.jobsRun == 1)
    }

    @Test func firstInIsFirstOut() {
        #expect(order(.firstInFirstOut) == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"])
    }

    @Test func aSeedDrawsTheSameOrderEachTime() {
        let orders = (0..<20).map { order(.drawn(seed: $0)) }
        for (seed, words) in orders.enumerated() {
            #expect(order(.drawn(seed: UInt64(seed))) == words)
            #expect(words.sorted() == order(.firstInFirstOut).sorted())
        }
        #expect(Set(orders).count > 10)
    }

    @Test func childTasksRunHereToo() {
        let executor = SimulationExecutor(order: .drawn(seed: 7))
        let log = Log()
        Task(executorPreference: executor) {
            await withTaskGroup(of: Int.self) { group in
                for number in 0..<5 { group.addTask { number } }
                for await number in group { log.add("\(number)") }
            }
            async let last = 5
            log.add("\(await last)")
        }
        executor.runAll()
        #expect(log.all.sorted() == ["0", "1", "2", "3", "4", "5"])
        #expect(log.all.last == "5")
    }
}
