import Synchronization
public import Turnout
public import TurnoutCore

/// A clock that stands still until a test moves it, so that hours of timeouts pass in no time and always alike.
///
/// Sleepers are woken in the order of their deadlines, equal ones in the order in which they fell asleep. Waking makes
/// a task ready to run; when it runs is up to the executor, so a test that depends on what a woken task did has to wait
/// for that. ``waitForSleepers(_:)`` is the other half: it waits until the tasks under test have gone to sleep, so that
/// moving the clock cannot come too early.
public final class ManualClock: RouterClock {
    private struct Sleeper {
        let serial: UInt64
        let deadline: Instant
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Watcher {
        let serial: UInt64
        let count: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now: Instant
        var wall: Timestamp
        var lastSerial: UInt64 = 0
        /// In the order of waking.
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []

        mutating func serial() -> UInt64 {
            lastSerial &+= 1
            return lastSerial
        }

        /// Moves forward and takes out the sleepers whose time has come.
        mutating func move(to instant: Instant) -> ArraySlice<Sleeper> {
            let passed = now.duration(to: instant).nanosecondsSaturating / 1_000
            wall.microseconds = wall.microseconds.addingReportingOverflow(passed).partialValue
            now = instant
            let due = sleepers.prefix { $0.deadline <= instant }
            sleepers.removeFirst(due.count)
            return due
        }
    }

    private let state: Mutex<State>

    /// Creates a clock that stands at `start`, in a civil time of 2027-01-01T00:00:00Z unless told otherwise.
    public init(
        start: Instant = Instant(nanoseconds: 0),
        wallTime: Timestamp = Timestamp(microseconds: 1_798_761_600_000_000)
    ) {
        state = Mutex(State(now: start, wall: wallTime))
    }

    public func now() -> Instant { state.withLock { $0.now } }

    public func wallTime() -> Timestamp { state.withLock { $0.wall } }

    public func sleep(until deadline: Instant) async throws(CancellationError) {
        let serial = state.withLock { $0.serial() }
        let woken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let immediate: Bool? = state.withLock { state in
                    // A task that is cancelled from here on finds the sleeper below, which it could not before.
                    if Task.isCancelled { return false }
                    if deadline <= state.now { return true }
                    let place = state.sleepers.firstIndex { $0.deadline > deadline } ?? state.sleepers.endIndex
                    state.sleepers.insert(
                        Sleeper(serial: serial, deadline: deadline, continuation: continuation),
                        at: place
                    )
                    return nil
                }
                if let immediate { continuation.resume(returning: immediate) } else { notifyWatchers() }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.serial == serial }) else { return nil }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(returning: false)
        }
        if !woken { throw CancellationError() }
    }

    /// Moves the clock, civil time included, and wakes whoever slept for that long. It never moves back.
    public func advance(by duration: Duration) {
        let due = state.withLock { $0.move(to: max($0.now, $0.now.advanced(by: duration))) }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    /// Moves the clock to the earliest sleeper's deadline and wakes all that wait for it.
    ///
    /// - Returns: `false` when nobody sleeps.
    @discardableResult
    public func advanceToNextSleeper() -> Bool {
        let due = state.withLock { state in
            state.sleepers.first.map { state.move(to: max(state.now, $0.deadline)) }
        }
        guard let due else { return false }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
        return true
    }

    /// Makes civil time jump, forward or back, as a corrected or adjusted clock does; nobody is woken.
    public func jumpWallTime(by duration: Duration) {
        state.withLock {
            let microseconds = duration.nanosecondsSaturating / 1_000
            $0.wall.microseconds = $0.wall.microseconds.addingReportingOverflow(microseconds).partialValue
        }
    }

    /// How many tasks sleep.
    public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Waits until at least that many tasks sleep on this clock.
    ///
    /// - Throws: when the waiting task is cancelled.
    public func waitForSleepers(_ count: Int) async throws(CancellationError) {
        let serial = state.withLock { $0.serial() }
        let reached = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let immediate: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.sleepers.count >= count { return true }
                    state.watchers.append(Watcher(serial: serial, count: count, continuation: continuation))
                    return nil
                }
                if let immediate { continuation.resume(returning: immediate) }
            }
        } onCancel: {
            let watcher = state.withLock { state -> Watcher? in
                guard let index = state.watchers.firstIndex(where: { $0.serial == serial }) else { return nil }
                return state.watchers.remove(at: index)
            }
            watcher?.continuation.resume(returning: false)
        }
        if !reached { throw CancellationError() }
    }

    private func notifyWatchers() {
        let content = state.withLock { state -> [Watcher] in
            let sleeping = state.sleepers.count
            let content = state.watchers.filter { $0.count <= sleeping }
            state.watchers.removeAll { $0.count <= sleeping }
            return content
        }
        for watcher in content { watcher.continuation.resume(returning: true) }
    }
}
