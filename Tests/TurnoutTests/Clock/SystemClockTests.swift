import Testing
import Turnout
import TurnoutCore

@Suite struct SystemClockTests {
    @Test func neverGoesBack() {
        let clock = SystemClock()
        var last = clock.now()
        for _ in 0..<1000 {
            let now = clock.now()
            #expect(now >= last)
            last = now
        }
    }

    @Test func allValuesShareAnOrigin() {
        let before = SystemClock().now()
        let after = SystemClock().now()
        #expect(before.duration(to: after) < .seconds(5))
    }

    @Test func knowsTheDate() {
        // Before this was written, and after anybody will run it.
        #expect(SystemClock().wallTime() > Timestamp(microseconds: 1_735_689_600_000_000))
        #expect(SystemClock().wallTime() < Timestamp(microseconds: 4_102_444_800_000_000))
    }

    @Test func sleepsForAtLeastThatLong() async throws {
        let clock = SystemClock()
        let began = clock.now()
        try await clock.sleep(for: .milliseconds(20))
        #expect(began.duration(to: clock.now()) >= .milliseconds(20))
    }

    @Test func doesNotSleepUntilThePast() async throws {
        let clock = SystemClock()
        try await clock.sleep(until: clock.now().advanced(by: .seconds(-5)))
        try await clock.sleep(until: Instant(nanoseconds: .min + 1))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [Int64.max, 3_600_000_000_000])
    func aCancelledSleepEndsAtOnce(deadline: Int64) async {
        let task = Task { try await SystemClock().sleep(until: Instant(nanoseconds: deadline)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aCancelledTaskSleepsNotEvenUntilThePast() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await SystemClock().sleep(for: .seconds(-1))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
