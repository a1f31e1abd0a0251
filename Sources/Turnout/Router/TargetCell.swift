import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What the router knows of one target's condition: its breaker, and the calls in progress.
///
/// Each target has a lock of its own. A reload numbers targets anew, and requests in flight still count under the old
/// numbers: sharing the cell itself between policies keeps both right, where one table for all would need a common
/// numbering. It also keeps a busy target's callers out of everyone else's way; a snapshot takes a few uncontended
/// locks, some tens of nanoseconds each.
final class TargetCell: Sendable {
    /// What makes a target the same after a reload.
    struct Identity: Hashable {
        let name: TargetName
        let kind: ProviderKind
        let endpoint: Endpoint?
        let modelID: String

        init(_ target: Target) {
            name = target.name
            kind = target.kind
            endpoint = target.endpoint
            modelID = target.modelID
        }
    }

    private struct State {
        var breaker: BreakerMachine
        var generator: SplitMix64
        var inFlight = 0
    }

    let name: TargetName
    private let state: Mutex<State>

    init(_ name: TargetName, settings: BreakerSettings, seed: UInt64) {
        self.name = name
        state = Mutex(State(breaker: BreakerMachine(settings: settings), generator: SplitMix64(seed: seed)))
    }

    /// What a decision sees of the target.
    func condition(at now: Instant) -> TargetState {
        state.withLock { TargetState(breaker: $0.breaker.standing(at: now), inFlight: $0.inFlight) }
    }

    /// Asks for a call; an admitted one is in progress until ``settle(_:_:at:)``.
    func admit(at now: Instant) -> BreakerAdmission {
        state.withLock {
            let admission = $0.breaker.admit(at: now)
            if case .admitted = admission { $0.inFlight += 1 }
            return admission
        }
    }

    /// Counts a call that is made whatever the breaker says.
    func enter() { state.withLock { $0.inFlight += 1 } }

    /// Ends a call; without a ticket its outcome is not counted.
    func settle(_ ticket: BreakerTicket?, _ outcome: BreakerOutcome, at now: Instant) -> BreakerTransition? {
        state.withLock {
            $0.inFlight -= 1
            guard let ticket else { return nil }
            return $0.breaker.settle(ticket, outcome, at: now, using: &$0.generator)
        }
    }

    func adopt(_ settings: BreakerSettings) { state.withLock { $0.breaker.adopt(settings) } }

    func force(_ override: BreakerOverride?, at now: Instant) -> BreakerTransition? {
        state.withLock { $0.breaker.force(override, at: now) }
    }

    func status(at now: Instant) -> TargetStatus {
        state.withLock { TargetStatus(name: name, breaker: $0.breaker.snapshot(at: now), inFlight: $0.inFlight) }
    }
}
