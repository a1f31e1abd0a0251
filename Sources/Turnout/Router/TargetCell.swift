import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What the router knows of one target's condition.
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
        var machine: TargetMachine
        var generator: SplitMix64
    }

    let name: TargetName
    private let state: Mutex<State>

    init(_ name: TargetName, settings: TargetSettings, seed: UInt64) {
        self.name = name
        state = Mutex(State(machine: TargetMachine(settings: settings), generator: SplitMix64(seed: seed)))
    }

    /// What a decision sees of the target itself.
    func condition(at now: Instant) -> TargetState { state.withLock { $0.machine.state(at: now) } }

    /// Asks for a call; an admitted one is under way until it is settled.
    func admit(tokens: Int, ignoresBreaker: Bool, at now: Instant) -> CallAdmission {
        state.withLock { $0.machine.admit(tokens: tokens, ignoresBreaker: ignoresBreaker, at: now) }
    }

    /// Ends a call.
    func settle(_ ticket: CallTicket, _ outcome: CallOutcome, at now: Instant) -> CallSettlement {
        state.withLock { $0.machine.settle(ticket, outcome, at: now, using: &$0.generator) }
    }

    /// The time to the first token that 95 of 100 calls stay below; `nil` while too little is known.
    var slowFirstToken: Duration? { state.withLock { $0.machine.slowFirstToken } }

    /// The median time to the first token; `nil` while too little is known.
    var medianFirstToken: Duration? { state.withLock { $0.machine.medianFirstToken } }

    func adopt(_ settings: TargetSettings, at now: Instant) {
        state.withLock { state in
            state.machine.adopt(settings, at: now)
            state.machine.forgive()
        }
    }

    func force(_ override: BreakerOverride?, at now: Instant) -> BreakerTransition? {
        state.withLock { $0.machine.force(override, at: now) }
    }

    func isQuiet(for length: Duration, at now: Instant) -> Bool {
        state.withLock { $0.machine.isQuiet(for: length, at: now) }
    }

    func note(isDown: Bool) { state.withLock { $0.machine.note(isDown: isDown) } }

    func snapshot(at now: Instant) -> TargetSnapshot { state.withLock { $0.machine.snapshot(at: now) } }
}
