import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutTesting

/// The order in which tasks went on.
private final class WakeLog: Sendable {
    private let log = Mutex<[Int]>([])

    var order: [Int] { log.withLock { $0 } }

    func append(_ value: Int) { log.withLock { $0.append(value) } }
}

@Suite(.timeLimit(.minutes(1))) struct ManualClockTests {
    @Test func standsStillUntilMoved() {
        let clock = ManualClock()
        #expect(clock.now() == Instant(nanoseconds: 0))
        #expect(clock.wallTime().description == "2027-01-01T00:00:00Z")
        clock.advance(by: .seconds(90))
        #expect(clock.now() == Instant(nanoseconds: 90_000_000_000))
        #expect(clock.wallTime().description == "2027-01-01T00:01:30Z")
    }

    @Test func neverMovesBack() {
        let clock = ManualClock(start: Instant(nanoseconds: 100))
        clock.advance(by: .seconds(-5))
        #expect(clock.now() == Instant(nanoseconds: 100))
        clock.jumpWallTime(by: .seconds(-3600))
        #expect(clock.wallTime().description == "2026-12-31T23:00:00Z")
        #expect(clock.now() == Instant(nanoseconds: 100))
    }

    @Test func survivesTheEndOfTime() {
        let clock = ManualClock()
        for _ in 0..<3 { clock.advance(by: .seconds(Int64.max)) }
        #expect(clock.now() == Instant(nanoseconds: .max))
    }

    @Test func wakesInTheOrderOfDeadlines() async throws {
        let clock = ManualClock()
        let woken = WakeLog()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seconds in [3, 1, 4, 1, 5, 9, 2, 6].shuffled() {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    woken.append(seconds)
                }
            }
            try await clock.waitForSleepers(8)
            var awake = 0
            // One deadline at a time, for the order in which woken tasks run is not the clock's to say.
            while clock.advanceToNextSleeper() {
                awake = 8 - clock.sleeperCount
                while woken.order.count < awake { await Task.yield() }
            }
            #expect(awake == 8)
            try await group.waitForAll()
        }
        #expect(woken.order == [1, 1, 2, 3, 4, 5, 6, 9])
        #expect(clock.now() == Instant(nanoseconds: 9_000_000_000))
    }

    @Test func wakesOnlyWhoseTimeHasCome() async throws {
        let clock = ManualClock()
        async let early: Void = clock.sleep(for: .seconds(1))
        async let late: Void = clock.sleep(for: .seconds(2))
        try await clock.waitForSleepers(2)
        clock.advance(by: .milliseconds(1999))
        try await early
        #expect(clock.sleeperCount == 1)
        clock.advance(by: .milliseconds(1))
        try await late
    }

    @Test func doesNotSleepUntilThePast() async throws {
        let clock = ManualClock()
        try await clock.sleep(until: clock.now())
        #expect(!clock.advanceToNextSleeper())
    }

    @Test func aCancelledSleeperWakesAtOnceAndIsForgotten() async throws {
        let clock = ManualClock()
        let task = Task { try await clock.sleep(for: .seconds(1)) }
        try await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test func aCancelledTaskDoesNotFallAsleep() async {
        let clock = ManualClock()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(1))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let watcher = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.waitForSleepers(1)
        }
        await #expect(throws: CancellationError.self) { try await watcher.value }
    }

    /// Each sleeper must end exactly once, whichever of the two comes first.
    @Test func cancellingAndWakingAtTheSameTimeIsSafe() async throws {
        for _ in 0..<300 {
            let clock = ManualClock()
            let tasks = (0..<4).map { _ in Task { try await clock.sleep(for: .seconds(1)) } }
            async let cancelled: Void = { for task in tasks { task.cancel() } }()
            async let moved: Void = clock.advance(by: .seconds(1))
            _ = await (cancelled, moved)
            for task in tasks { _ = await task.result }
            #expect(clock.sleeperCount == 0)
        }
    }
}
