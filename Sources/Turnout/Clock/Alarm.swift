import Synchronization
import TurnoutCore

/// Wakes someone at the earliest of many moments with one sleeping task.
///
/// The sleeper is not stopped when a moment is no longer of interest: the next one would most likely only start it
/// again. Whoever is woken looks what there is to do, and sets the next moment.
final class Alarm: Sendable {
    private struct State {
        var sleeper: Task<Void, Never>?
        var wakes: Instant?
        /// The number of the sleeper, so that one that was replaced knows.
        var generation: UInt64 = 0
    }

    private let clock: any RouterClock
    private let executor: (any TaskExecutor)?
    private let state = Mutex(State())

    init(clock: any RouterClock, executor: (any TaskExecutor)?) {
        self.clock = clock
        self.executor = executor
    }

    deinit { state.withLock { $0.sleeper?.cancel() } }

    /// Whether somebody is woken at that moment or earlier.
    func rings(by due: Instant) -> Bool { state.withLock { $0.wakes.map { $0 <= due } ?? false } }

    /// Has somebody woken at that moment, or earlier if an earlier one is set.
    func set(_ due: Instant, ring: @escaping @Sendable () -> Void) {
        let replaced = state.withLock { state -> Task<Void, Never>? in
            if let wakes = state.wakes, wakes <= due { return nil }
            let before = state.sleeper
            state.generation &+= 1
            state.wakes = due
            let generation = state.generation
            state.sleeper = Task(executorPreference: executor) { [weak self, clock] in
                do throws(CancellationError) { try await clock.sleep(until: due) } catch { return }
                guard let self, self.hasRung(generation) else { return }
                ring()
            }
            return before
        }
        replaced?.cancel()
    }

    private func hasRung(_ generation: UInt64) -> Bool {
        state.withLock { state in
            guard state.generation == generation else { return false }
            state.sleeper = nil
            state.wakes = nil
            return true
        }
    }
}
