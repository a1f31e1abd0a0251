import SimulationKit
import Synchronization
import Testing
import Turnout
import TurnoutCore

/// Time passes from one thing that is due to the next, and only then.
@Suite struct SimulationClockTests {
    private let clock = SimulationClock()
    private let executor = SimulationExecutor(order: .firstInFirstOut)
    private let log = Log()

    private final class Log: Sendable {
        private let words = Mutex<[String]>([])
        func add(_ word: String) { words.withLock { $0.append(word) } }
        var all: [String] { words.withLock { $0 } }
    }

    private func instant(_ milliseconds: Int64) -> Instant { Instant(nanoseconds: milliseconds * 1_000_000) }

    @discardableResult
    private func sleeper(_ name: String, until milliseconds: Int64) -> Task<Void, Never> {
        Task(executorPreference: executor) { [clock, log] in
            do throws(CancellationError) {
                try await clock.sleep(until: instant(milliseconds))
                log.add("\(name) at \(clock.now().nanoseconds / 1_000_000)")
            } catch {
                log.add("\(name) cancelled at \(clock.now().nanoseconds / 1_000_000)")
            }
        }
    }

    private func run() {
        repeat { executor.runAll() } while clock.advanceToNext()
    }

    @Test func sleepersAndActionsComeInTheirOrder() {
        sleeper("late", until: 300)
        sleeper("early", until: 100)
        sleeper("past", until: -5)
        clock.schedule(at: instant(200)) { [log] in log.add("action") }
        clock.schedule(at: instant(100)) { [log] in log.add("scheduled first") }
        run()
        #expect(log.all == ["past at 0", "scheduled first", "early at 100", "action", "late at 300"])
        #expect(clock.sleeperCount == 0)
    }

    @Test func aCancelledSleeperWakesAtOnce() {
        let task = sleeper("a", until: 500)
        executor.runAll()
        #expect(clock.sleeperCount == 1)
        task.cancel()
        run()
        #expect(log.all == ["a cancelled at 0"])
        #expect(clock.sleeperCount == 0)
        sleeper("b", until: 500).cancel()
        run()
        #expect(log.all.last == "b cancelled at 0")
        #expect(clock.now() == instant(0))
    }

    @Test func civilTimeRunsAlongAndJumps() {
        let start = clock.wallTime()
        clock.schedule(at: instant(1_500)) {}
        run()
        #expect(clock.wallTime().microseconds - start.microseconds == 1_500_000)
        clock.jumpWallTime(by: .seconds(-3_600))
        #expect(clock.wallTime() < start)
        #expect(clock.now() == instant(1_500))
    }
}
