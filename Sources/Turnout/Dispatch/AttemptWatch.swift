import Synchronization
import TurnoutCore
import TurnoutEngine

/// Holds the machine of one attempt between the task that makes the call and the one that watches its time.
final class AttemptWatch: Sendable {
    private let clock: any RouterClock
    private let state: Mutex<AttemptMachine>

    init(limits: AttemptLimits, clock: any RouterClock, at now: Instant) {
        self.clock = clock
        state = Mutex(AttemptMachine(limits: limits, at: now))
    }

    /// Returns when the call has to end for the time that it takes, or when the call has ended.
    ///
    /// One sleep at a time, however many events come: see ``AttemptMachine/nextLook(at:)``.
    func watch() async {
        while true {
            let now = clock.now()
            let (isOver, next) = state.withLock { ($0.expire(at: now), $0.nextLook(at: now)) }
            if isOver { return }
            // The call has ended and cancelled this.
            do throws(CancellationError) { try await clock.sleep(until: next) } catch { return }
        }
    }

    func handle(_ event: AnswerEvent) -> AttemptMachine.Handling {
        let now = clock.now()
        return state.withLock { $0.handle(event, at: now) }
    }

    func passed() {
        let now = clock.now()
        state.withLock { $0.passed(at: now) }
    }

    func abort(_ ending: AttemptEnding) {
        let now = clock.now()
        state.withLock { $0.abort(ending, at: now) }
    }

    /// Takes the end of the provider's call, and returns the machine with its ending.
    func close(_ failure: ProviderFailure?, isCancelled: Bool) -> (AttemptEnding, AttemptMachine) {
        let now = clock.now()
        return state.withLock { ($0.close(failure, isCancelled: isCancelled, at: now), $0) }
    }

    /// The machine as it stands.
    var machine: AttemptMachine { state.withLock { $0 } }
}
